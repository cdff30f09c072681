/** The workers process: wires the lift clock, the consumers of every queue, and the channels. */
import { openAlert } from '../src/commands/open-alert.ts'
import { readWorkersConfig, type WorkersConfig } from '../src/config.ts'
import { durationMs } from '../src/domain/instant.ts'
import { createLog } from '../src/log.ts'
import { runProcess } from '../src/process.ts'
import { createQueues } from '../src/queue/queues.ts'
import { createLinks } from '../src/rendering/links.ts'
import { createMails } from '../src/rendering/mails.ts'
import { createPace } from '../src/store/pace.ts'
import { connectRedis } from '../src/store/redis.ts'
import { createStore } from '../src/store/store.ts'
import { closeChannels, createChannels } from './channels/channels.ts'
import type { DkimKey } from './channels/dkim.ts'
import { createComposeAlert } from './compose-alert.ts'
import { deliverRange, shareOf } from './deliver-range.ts'
import { startLiftClock } from './lift-clock.ts'
import { liftEmbargo } from './lift-embargo.ts'
import { startReconciling } from './reconcile.ts'
import { runJob } from './run-job.ts'
import { sendNotice } from './send-notice.ts'

export type Workers = { close(): Promise<void> }

/** Starts the workers in this process; the entry below and tests call it. */
export async function startWorkers(config: WorkersConfig): Promise<Workers> {
  const log = createLog(config.LOG_LEVEL, 'workers')
  // Lifts have a connection of their own: nothing that mail does stands before them.
  const [lifting, working, queueing] = [
    connectRedis(config.REDIS_URL, 'patient'),
    connectRedis(config.REDIS_URL, 'patient'),
    connectRedis(config.REDIS_URL, 'patient'),
  ]
  const settings = { namespace: config.NAMESPACE, sealKeys: config.SEAL_KEYS, secret: config.SECRET }
  const store = createStore(working, settings)
  const liftStore = createStore(lifting, settings)
  const prefix = store.keys.queuePrefix
  const queues = createQueues(queueing, prefix)

  const publicUrl = config.PUBLIC_URL.replace(/\/$/, '')
  const links = createLinks(config.SECRET, publicUrl)
  const mails = await createMails({ contents: store.contents, links })
  const { SMTP_MAX_PER_SECOND: perSecond } = config
  const channels = createChannels({
    email: {
      url: config.SMTP_URL,
      from: config.MAIL_FROM,
      connections: config.SMTP_CONNECTIONS,
      dkim: readDkim(config),
      ...(perSecond !== undefined && { pace: createPace(working, store.keys, 'email', perSecond) }),
    },
  })
  const compose = createComposeAlert(store, mails)

  const on = (concurrency: number) => ({ connection: queueing, prefix, concurrency, log })
  const runners = [
    runJob('lift-embargo', liftEmbargo(liftStore, queues), on(20)),
    runJob('open-alert', (job) => openAlert(store, queues, job.alertId), on(4)),
    runJob(
      'deliver-range',
      deliverRange({ store, queues, links, channels, compose }),
      on(shareOf(config.SMTP_CONNECTIONS).ranges),
    ),
    runJob('send-notice', sendNotice({ store, queues, mails, links, channels }), on(5)),
  ]
  const clock = startLiftClock(liftStore, queues, log)
  const overdue = { graceMs: durationMs(config.OVERDUE_AFTER), opsEmail: config.OPS_EMAIL ?? null }
  const reconciler = startReconciling({ store, queues, log, overdue, clock: liftStore.clock })
  await store.clock.now()
  log.info('working')
  return {
    async close() {
      await clock.stop()
      await reconciler.stop()
      await Promise.all(runners.map((runner) => runner.close()))
      await closeChannels(channels)
      await queues.close()
      for (const redis of [lifting, working, queueing]) redis.disconnect()
    },
  }
}

function readDkim(config: WorkersConfig): DkimKey | null {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_PRIVATE_KEY: privateKey } = config
  if (domainName === undefined || keySelector === undefined || privateKey === undefined) return null
  return { domainName, keySelector, privateKey }
}

if (import.meta.main)
  await runProcess(async () => {
    const workers = await startWorkers(readWorkersConfig())
    return { ready: {}, close: workers.close }
  })
