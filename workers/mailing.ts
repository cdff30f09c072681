/** What goes out after a lift: the jobs that open alerts, deliver them and send notices, and the channels. */
import { openAlert } from '../src/commands/open-alert.ts'
import type { WorkersConfig } from '../src/config.ts'
import type { Log } from '../src/log.ts'
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
import type { Running } from './lifting.ts'
import type { RightOfWay } from './right-of-way.ts'
import { runJob } from './run-job.ts'
import { sendNotice } from './send-notice.ts'

export async function startMailing(
  config: WorkersConfig,
  log: Log,
  rightOfWay: RightOfWay,
): Promise<Running> {
  const [working, queueing] = [
    connectRedis(config.REDIS_URL, 'patient'),
    connectRedis(config.REDIS_URL, 'patient'),
  ]
  const settings = { namespace: config.NAMESPACE, sealKeys: config.SEAL_KEYS, secret: config.SECRET }
  const store = createStore(working, settings)
  const prefix = store.keys.queuePrefix
  const queues = createQueues(queueing, prefix)

  const links = createLinks(config.SECRET, config.PUBLIC_URL.replace(/\/$/, ''))
  const mails = createMails({ contents: store.contents, links })
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
    runJob('open-alert', (job) => openAlert(store, queues, job.alertId), on(4)),
    runJob(
      'deliver-range',
      deliverRange({ store, queues, links, channels, compose, rightOfWay }),
      on(shareOf(config.SMTP_CONNECTIONS).ranges),
    ),
    runJob('send-notice', sendNotice({ store, queues, mails, links, channels }), on(5)),
  ]
  await store.clock.now()
  return {
    async close() {
      await Promise.all(runners.map((runner) => runner.close()))
      await closeChannels(channels)
      await queues.close()
      for (const redis of [working, queueing]) redis.disconnect()
    },
  }
}

function readDkim(config: WorkersConfig): DkimKey | null {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_PRIVATE_KEY: privateKey } = config
  if (domainName === undefined || keySelector === undefined || privateKey === undefined) return null
  return { domainName, keySelector, privateKey }
}
