/** Fan-out: a million subscribers taken in, and alerts to many of them, beside a loop and Postfix's generator. */
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startMailSink } from '../support/mail-sink.ts'
import type { OwnProcess } from '../support/processes.ts'
import {
  type MailServer,
  rateOfSmtpSource,
  startSlowServer,
  startSmtpSink,
  startTlsFront,
} from './mail-servers.ts'
import { makeLifts } from './many-lifts.ts'
import { openStage, PRESS_TOKEN, type Stage } from './stage.ts'
import { ms, type Part, percentile, perSecond, type Row } from './table.ts'
import { rateOfUsualLoop } from './usual-loop.ts'

const SUBSCRIBERS = 1_000_000
/** One in so many subscribes to the topic: audiences lie scattered, as they do. */
const TOPICS = { ten: 100, hundred: 10, million: 1 } as const
const CONNECTIONS = 20
const OPENINGS = 5

export async function measureFanout(): Promise<Part> {
  const sink = await startSmtpSink()
  if (sink === null) throw new Error('This part needs Postfix’s smtp-sink, from Debian’s packages')
  const stage = await openStage(sink.url)
  try {
    const rows = [...(await measureSubscribers(stage)), ...(await measureAlerts(stage, sink))]
    return { title: 'Everyone, fast', how: HOW, rows }
  } finally {
    await stage.close()
    await sink.close()
  }
}

const HOW = `One workers process with ${CONNECTIONS} SMTP connections, claims durable (AOF, fsync at every write), Redis and the mail server
on the same machine. The loop is nodemailer’s pooled \`sendMail\` with as many connections and the same message;
\`smtp-source -d\` is Postfix’s load generator in C, which composes nothing.`

async function measureSubscribers(stage: Stage): Promise<readonly Row[]> {
  const redis = new Redis(new URL(stage.redisUrl).pathname)
  const intake = await stage.start('intake')
  const before = await usedMemory(redis)
  const started = performance.now()
  const answer = await fetch(`http://127.0.0.1:${intake.port}/v1/subscribers/import`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${PRESS_TOKEN}`, 'Content-Type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(subscriberLines())) as ReadableStream,
    duplex: 'half',
  })
  const { added } = (await answer.json()) as { added: number }
  const rate = (added / (performance.now() - started)) * 1000
  const bytes = ((await usedMemory(redis)) - before) / added
  const openings: number[] = []
  let ranges = 0
  for (let index = 0; index < OPENINGS; index += 1) {
    const opening = performance.now()
    ranges = (await stage.store.ledger.open(`alt_bench${index}`, 'email', { who: 'everyone' })).length
    openings.push(performance.now() - opening)
  }
  const openedIn = percentile(openings, 0.5)
  await intake.stop()
  redis.disconnect()
  if (added !== SUBSCRIBERS || ranges === 0) throw new Error('Not everyone was taken in')
  const row = (what: string, ours: string, limit: string, met: boolean): Row => ({
    what,
    ours,
    beside: '',
    ratio: '',
    limit,
    met,
  })
  return [
    row('1,000,000 subscribers taken in over HTTP', perSecond(rate), '≥ 20,000/s', rate >= 20_000),
    row('of Redis for each, indexes counted', `${Math.round(bytes)} bytes`, '≤ 250 bytes', bytes <= 250),
    row('opening an alert’s audience of 1,000,000', ms(Math.round(openedIn)), '≤ 20 ms', openedIn <= 20),
  ]
}

function* subscriberLines(): Generator<string> {
  for (let from = 0; from < SUBSCRIBERS; from += 500) {
    const lines = Array.from({ length: 500 }, (_, index) => {
      const number = from + index + 1
      const topics = Object.entries(TOPICS).flatMap(([name, every]) =>
        number % every === 0 ? [`bench-${name}`] : [],
      )
      return JSON.stringify({ email: `desk.${number}@newsroom${number % 997}.example`, topics })
    })
    yield `${lines.join('\n')}\n`
  }
}

async function measureAlerts(stage: Stage, sink: MailServer): Promise<readonly Row[]> {
  const sample = await composeSample(stage)
  const beside = { messages: 10_000, connections: CONNECTIONS }
  const loop = await rateOfUsualLoop(sink.url, beside, sample)
  const source = await rateOfSmtpSource(sink, {
    messages: 30_000,
    sessions: CONNECTIONS,
    bytes: sample.bytes,
  })
  // One process for both, warmed up: what is compared is the size of the audience.
  const workers = await stage.start('workers', { SMTP_CONNECTIONS: String(CONNECTIONS) })
  await sendAlert(stage, workers, 'ten')
  const ten = await sendAlert(stage, workers, 'ten')
  const hundred = await sendAlert(stage, workers, 'hundred')
  await workers.stop()
  const size = `${(sample.bytes / 1024).toFixed(1)} KB`
  const rows: Row[] = [
    against(`100,000 recipients, a ${size} alert`, hundred.rate, 'pooled sendMail', loop, 4),
    against('the same', hundred.rate, 'smtp-source -d', source ?? Number.NaN, 0.35),
    against('10,000 recipients', ten.rate, '100,000 recipients', hundred.rate, 0.85),
    plain('memory more, from 10,000 to 100,000', `${hundred.grewMb} MB`, '≤ 60 MB', hundred.grewMb <= 60),
    plain('Redis commands a recipient', hundred.commands.toFixed(1), '', true),
  ]
  if (process.argv.includes('--million')) {
    const million = await runAlert(stage, 'million')
    rows.push(against('1,000,000 recipients', million.rate, '100,000 recipients', hundred.rate, 0.85))
    rows.push(plain('memory more', `${million.grewMb} MB`, '≤ 60 MB', million.grewMb <= 60))
  }
  const dkim = await runAlert(stage, 'ten', dkimSettings())
  rows.push(against('DKIM, RSA-2048, each copy signed', dkim.rate, 'unsigned', ten.rate, 0))
  const front = await startTlsFront(sink)
  if (front !== null) {
    const tls = await runAlert(stage, 'ten', { SMTP_URL: front.url })
    rows.push(against('STARTTLS', tls.rate, 'plain', ten.rate, 0))
    await front.close()
  }
  const slow = await startSlowServer(50)
  const [few, many] = [20, 200]
  const slowly = await runAlert(stage, 'ten', { SMTP_URL: slow.url, SMTP_CONNECTIONS: String(many) }, 6000)
  const slower = await runAlert(stage, 'ten', { SMTP_URL: slow.url, SMTP_CONNECTIONS: String(few) }, 6000)
  await slow.close()
  rows.push(
    against(
      `a server that takes 50 ms to answer, ${many} connections`,
      slowly.rate,
      `${few} connections`,
      slower.rate,
      0,
    ),
  )
  return rows
}

function plain(what: string, ours: string, limit: string, met: boolean): Row {
  return { what, ours, beside: '', ratio: '', limit, met }
}

/** `least`: the ratio wanted; 0 where none is set. */
function against(what: string, ours: number, name: string, theirs: number, least: number): Row {
  const ratio = ours / theirs
  return {
    what,
    ours: perSecond(ours),
    beside: `${name} ${perSecond(theirs)}`,
    ratio: `${ratio.toFixed(2)} ×`,
    limit: least === 0 ? '' : `≥ ${least} ×`,
    met: ratio >= least,
  }
}

type Ran = { readonly rate: number; readonly grewMb: number; readonly commands: number }

/** One alert by a workers process of its own; with `enoughMs`, its rate over that long, the rest left unsent. */
async function runAlert(
  stage: Stage,
  topic: keyof typeof TOPICS,
  settings: Readonly<Record<string, string>> = {},
  enoughMs = Number.POSITIVE_INFINITY,
): Promise<Ran> {
  const workers = await stage.start('workers', { SMTP_CONNECTIONS: String(CONNECTIONS), ...settings })
  const ran = await sendAlert(stage, workers, topic, enoughMs)
  await (enoughMs < Number.POSITIVE_INFINITY ? workers.kill() : workers.stop())
  return ran
}

async function sendAlert(
  stage: Stage,
  workers: OwnProcess,
  topic: keyof typeof TOPICS,
  enoughMs = Number.POSITIVE_INFINITY,
): Promise<Ran> {
  const redis = new Redis(new URL(stage.redisUrl).pathname)
  const { store } = stage
  const [lift] = await makeLifts(stage, [(await store.clock.now()) + 300], [`bench-${topic}`])
  const commandsBefore = await commandsOf(redis)
  let smallest = Number.POSITIVE_INFINITY
  let largest = 0
  for (;;) {
    await delay(250)
    const [alert] = await store.alerts.ofRelease(lift?.releaseId ?? '')
    if (alert === undefined) continue
    const now = await store.clock.now()
    const [tally, times] = await Promise.all([
      store.ledger.tally(alert.id, 'email'),
      store.ledger.times(alert.id, 'email', now),
    ])
    const rss = await memoryOf(workers)
    // Memory counts from when the first thousand is out: before that the process still warms up.
    if (tally.sent > 1000) smallest = Math.min(smallest, rss)
    largest = Math.max(largest, rss)
    const ranMs = (times.lastAt ?? 0) - (times.firstAt ?? 0)
    if ((tally.audience === 0 || tally.owed > 0) && ranMs < enoughMs) continue
    const commands = ((await commandsOf(redis)) - commandsBefore) / tally.sent
    redis.disconnect()
    if (ranMs < enoughMs && tally.sent !== tally.audience) throw new Error('Not everyone was reached')
    return { rate: (tally.sent / ranMs) * 1000, grewMb: Math.round((largest - smallest) / 1024), commands }
  }
}

/** The alert as one subscriber gets it, so that all send the same. */
async function composeSample(stage: Stage): Promise<{ html: string; text: string; bytes: number }> {
  const sink = await startMailSink()
  const workers = await stage.start('workers', { SMTP_URL: sink.url })
  await stage.store.subscribers.import([{ email: 'sample@paper.example', topics: ['bench-sample'] }])
  await makeLifts(stage, [(await stage.store.clock.now()) + 300], ['bench-sample'])
  const [first] = await sink.count(1)
  const [mail, bytes] = [first?.mail, first?.source.length ?? 0]
  await workers.stop()
  await sink.close()
  const personal = (text: string) => text.replaceAll(/token=[\w-]{22}/g, 'who={{address}}')
  return { html: personal(String(mail?.html)), text: personal(mail?.text ?? ''), bytes }
}

function dkimSettings(): Readonly<Record<string, string>> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    DKIM_DOMAIN: 'example.gov',
    DKIM_SELECTOR: 'bench',
    DKIM_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

async function memoryOf({ child }: OwnProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1] ?? 0)
}

async function commandsOf(redis: Redis): Promise<number> {
  return Number(/^total_commands_processed:(\d+)/m.exec(await redis.info('stats'))?.[1] ?? 0)
}
