/** What goes out after a lift: the jobs that open alerts, deliver them and send notices, and the channels. */
import { openAlert } from '../src/commands/open-alert.ts'
import type { WorkersConfig } from '../src/config.ts'
import { CHANNELS, type Channel } from '../src/domain/alert.ts'
import type { Log } from '../src/log.ts'
import { JOBS, type QueueName } from '../src/queue/jobs.ts'
import { createQueues } from '../src/queue/queues.ts'
import { createLinks } from '../src/rendering/links.ts'
import { createMails } from '../src/rendering/mails.ts'
import { createTexts } from '../src/rendering/texts.ts'
import { createPace } from '../src/store/pace.ts'
import { connectRedis } from '../src/store/redis.ts'
import { createStore } from '../src/store/store.ts'
import { closeChannels, createChannels } from './channels/channels.ts'
import type { DkimKey } from './channels/dkim.ts'
import { createComposeNotice } from './compose-notice.ts'
import { deliverRange, shareOf } from './deliver-range.ts'
import type { Running } from './lifting.ts'
import { createOutlets } from './outlets.ts'
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
  const texts = createTexts({ contents: store.contents, links })
  const paced = (channel: Channel, perSecond: number | undefined) =>
    perSecond === undefined ? {} : { pace: createPace(working, store.keys, channel, perSecond) }
  const channels = createChannels({
    email: {
      url: config.SMTP_URL,
      from: config.MAIL_FROM,
      connections: config.SMTP_CONNECTIONS,
      dkim: readDkim(config),
      ...paced('email', config.SMTP_MAX_PER_SECOND),
    },
    sms:
      config.SMS_URL === undefined
        ? null
        : {
            url: config.SMS_URL,
            token: config.SMS_TOKEN ?? null,
            connections: config.SMS_CONNECTIONS,
            ...paced('sms', config.SMS_MAX_PER_SECOND),
          },
  })
  const outlets = createOutlets({ store, links, mails, texts, channels })

  const on = (queue: QueueName, concurrency: number) => ({
    ...{ queue, connection: queueing, prefix, concurrency, log },
  })
  const deliver = deliverRange({ store, queues, outlets, rightOfWay })
  const compose = createComposeNotice({ store, mails, texts, links, channels })
  const notify = sendNotice({ store, queues, compose })
  // What one channel's server holds up takes no other channel's turn.
  const runners = [
    runJob('open-alert', (job) => openAlert(store, queues, job.alertId), on('alerts', 4)),
    ...CHANNELS.flatMap((channel) => [
      runJob(
        'deliver-range',
        deliver,
        on(JOBS['deliver-range'].queue[channel], shareOf(outlets[channel].connections).ranges),
      ),
      runJob('send-notice', notify, on(JOBS['send-notice'].queue[channel], 5)),
    ]),
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
