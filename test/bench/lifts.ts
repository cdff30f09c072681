/** Lifts: how late they are, alone and under load, with workers killed, and many in one millisecond. */
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { aCall, TRANSCRIPT } from '../support/a-call.ts'
import { startMailSink } from '../support/mail-sink.ts'
import type { OwnProcess } from '../support/processes.ts'
import { startSmtpSink } from './mail-servers.ts'
import { type Lift, latenessOf, makeLifts } from './many-lifts.ts'
import { ask, press } from './press.ts'
import { openStage, type Stage } from './stage.ts'
import { ms, type Part, percentile, type Row } from './table.ts'
import { latenessOfBullmq, latenessOfNodeSchedule } from './usual-timers.ts'

const LIFTS = 1000
const OVER_MS = 60_000
const COMPARED = { count: 100, overMs: 6000 }
const CALLS = 50
const WARMING = 10

export async function measureLifts(): Promise<Part> {
  return {
    title: 'Exactly when',
    how: HOW,
    rows: [
      ...(await measureQuiet()),
      ...(await measureBurst(1000, 120)),
      ...(await measureBurst(10_000, 800)),
      ...(await measureEnd()),
      ...(await measureKills()),
      ...(await measureBusy()),
    ],
  }
}

const HOW = `Milliseconds from the due instant to the commit that made it public, by Redis’s clock; durable (AOF, fsync at every
write). “A reader’s 200” is the first answer an HTTP client of its own gets, asking again and again.`

async function measureQuiet(): Promise<readonly Row[]> {
  const stage = await openStage()
  await stage.start('workers')
  await stage.start('workers')
  const intake = await stage.start('intake')
  const { late, read } = await liftAndRead(stage, intake, LIFTS, OVER_MS)
  const socket = new URL(stage.redisUrl).pathname
  const bullmq = await latenessOfBullmq(socket, COMPARED.count, COMPARED.overMs)
  await stage.close()
  const timer = await latenessOfNodeSchedule(COMPARED.count, COMPARED.overMs)
  return [
    lateness(
      `${LIFTS} lifts over 60 s`,
      late,
      { p50: 1, p99: 5, max: 25 },
      `a delayed BullMQ job ${spread(bullmq)}`,
    ),
    lateness('the same', late, {}, `node-schedule, gone in a crash ${spread(timer)}`),
    lateness('a reader’s 200', read, { p99: 15 }),
  ]
}

async function measureBusy(): Promise<readonly Row[]> {
  const sink = await startSmtpSink()
  const stage = await openStage(sink?.url)
  for (let from = 0; from < 100_000; from += 1000)
    await stage.store.subscribers.import(
      Array.from({ length: 1000 }, (_, index) => ({
        email: `desk${from + index}@paper.example`,
        topics: ['bench-all'],
      })),
    )
  await stage.start('workers', { SMTP_MAX_PER_SECOND: '1600' })
  await stage.start('workers', { SMTP_MAX_PER_SECOND: '1600' })
  const [intake, uploads] = [await stage.start('intake'), await stage.start('intake')]
  await makeLifts(stage, [(await stage.store.clock.now()) + 500], ['bench-all'])
  const uploading = uploadOften(uploads)
  const { late, read } = await liftAndRead(stage, intake, LIFTS, OVER_MS)
  const uploaded = await uploading.stop()
  await stage.close()
  await sink?.close()
  const load = `while 100,000 are told and ${uploaded.toFixed(1)} transcripts of 2 MB come a second`
  return [
    lateness(`${LIFTS} lifts over 60 s, ${load}`, late, { p50: 1, p99: 5, max: 25 }),
    lateness('a reader’s 200, meanwhile', read, { p99: 15 }),
  ]
}

/** Due in one millisecond: how long until the last of them is public. */
async function measureBurst(count: number, limitMs: number): Promise<readonly Row[]> {
  const stage = await openStage()
  await stage.start('workers')
  const dueAt = (await stage.store.clock.now()) + 6000 + count * 2
  const lifts = await makeLifts(stage, new Array<number>(count).fill(dueAt))
  await delay(dueAt - (await stage.store.clock.now()) + 4000)
  const last = percentile(await latenessOf(stage, lifts), 1)
  await stage.close()
  return [
    {
      what: `${count.toLocaleString('en')} due in one millisecond: the last public after`,
      ours: ms(last),
      beside: '',
      ratio: '',
      limit: `≤ ${limitMs} ms`,
      met: last <= limitMs,
    },
  ]
}

/** A call ends: the request's answer, the page, the first mail, each from when the request left. */
async function measureEnd(): Promise<readonly Row[]> {
  const sink = await startMailSink()
  const stage = await openStage(sink.url)
  await stage.start('workers')
  const { port } = await stage.start('intake')
  await stage.store.subscribers.import([{ email: 'desk@paper.example', topics: [] }])
  const [answers, pages, mails]: [number[], number[], number[]] = [[], [], []]
  // The first few warm the processes up and are not counted.
  for (let index = 0; index < WARMING + CALLS; index += 1) {
    const { id, release } = await aLiveCall(port)
    const slug = stage.store.releases.openSlug(await mustRead(stage, release))
    const sent = performance.now()
    const mailed = sink.count(index + 1).then(() => performance.now() - sent)
    await press(port, 'POST', `/v1/calls/${id}/end`)
    answers.push(performance.now() - sent)
    while ((await ask(port, 'GET', `/releases/${slug}`)).status !== 200);
    pages.push(performance.now() - sent)
    mails.push(await mailed)
  }
  await stage.close()
  await sink.close()
  for (const figures of [answers, pages, mails]) figures.splice(0, WARMING)
  return [
    lateness('POST …/end → its 200', answers, { p50: 5, p99: 20 }),
    lateness('→ the page', pages, { p50: 8, p99: 25 }),
    lateness('→ the first mail taken', mails, { p50: 50, p99: 150 }),
  ]
}

/** One of three worker processes is killed every 0.7 s, and another started. */
async function measureKills(): Promise<readonly Row[]> {
  const stage = await openStage()
  const running: OwnProcess[] = []
  for (let index = 0; index < 3; index += 1) running.push(await stage.start('workers'))
  const start = (await stage.store.clock.now()) + 3000
  const overMs = 20_000
  const lifts = await makeLifts(
    stage,
    Array.from({ length: 300 }, (_, index) => start + Math.floor((index * overMs) / 300)),
  )
  const end = start + overMs
  let kills = 0
  while ((await stage.store.clock.now()) < end) {
    await delay(700)
    await running.shift()?.kill()
    kills += 1
    running.push(await stage.start('workers'))
  }
  await delay(1500)
  const late = await latenessOf(stage, lifts)
  const alerts = await Promise.all(lifts.map((lift) => stage.store.alerts.ofRelease(lift.releaseId)))
  const twice = alerts.filter((some) => some.length !== 1).length
  await stage.close()
  return [lateness(`one of three workers killed, ${kills} times; ${twice} lifted twice`, late, { p99: 25 })]
}

/** Lifts over a while, and a client that asks for each page from just before its instant. */
async function liftAndRead(
  stage: Stage,
  intake: OwnProcess,
  count: number,
  overMs: number,
): Promise<{ late: readonly number[]; read: readonly number[] }> {
  const { clock } = stage.store
  const start = (await clock.now()) + 4000 + count * 3
  const lifts = await makeLifts(
    stage,
    Array.from({ length: count }, (_, index) => start + Math.floor((index * overMs) / count)),
    // Nobody is told of these: one alert to everyone is the load.
    ['bench-nobody'],
  )
  // Of several readings of Redis's clock the closest counts.
  for (let readings = 0; readings < 10; readings += 1) await clock.now()
  // The reader stands for one on a machine of their own, who waits for no processor of this one.
  prefer(-10)
  const read = await Promise.all(lifts.map((lift) => firstSeen(stage, intake, lift)))
  prefer(0)
  await delay(500)
  return { late: await latenessOf(stage, lifts), read }
}

/** This thread, as `nice`; where it may not, it waits like the others. */
function prefer(priority: number): void {
  try {
    setPriority(priority)
  } catch {}
}

async function firstSeen({ store }: Stage, { port }: OwnProcess, { dueAt, slug }: Lift): Promise<number> {
  await delay(dueAt - 2 - store.clock.estimate())
  for (;;) {
    const { status } = await ask(port, 'GET', `/releases/${slug}`)
    if (status === 200) return store.clock.estimate() - dueAt
    if (store.clock.estimate() - dueAt > 5000) return Number.POSITIVE_INFINITY
  }
}

/** Five transcripts of 2 MB a second, from several people at once, or as many as the intake takes. */
function uploadOften({ port }: OwnProcess): { stop(): Promise<number> } {
  const thread = new Worker(new URL('./uploads.ts', import.meta.url), { workerData: port })
  return {
    async stop() {
      const told = once(thread, 'message')
      thread.postMessage('stop')
      const [aSecond] = await told
      return z.number().parse(aSecond)
    },
  }
}

async function aLiveCall(port: number): Promise<{ id: string; release: string }> {
  const call = await press(port, 'POST', '/v1/calls', aCall({}))
  const put = await ask(port, 'PUT', `/v1/calls/${call.id}/transcript`, {
    type: 'text/plain',
    text: TRANSCRIPT,
  })
  const { id, revision, conflicts } = JSON.parse(put.text).release
  await press(port, 'PUT', `/v1/releases/${id}/clearance`, { revision, acknowledge: conflicts })
  await press(port, 'POST', `/v1/calls/${call.id}/start`)
  return { id: call.id, release: id }
}

async function mustRead({ store }: Stage, releaseId: string) {
  const release = await store.releases.read(releaseId)
  if (release === null) throw new Error('A release that was made is not there')
  return release
}

function spread(figures: readonly number[]): string {
  return `p50 ${ms(percentile(figures, 0.5))}, p99 ${ms(percentile(figures, 0.99))}, max ${ms(percentile(figures, 1))}`
}

/** None may be early; the limits are in ms. */
function lateness(
  what: string,
  figures: readonly number[],
  limits: { readonly p50?: number; readonly p99?: number; readonly max?: number },
  beside = '',
): Row {
  const at = { p50: percentile(figures, 0.5), p99: percentile(figures, 0.99), max: percentile(figures, 1) }
  const set = (['p50', 'p99', 'max'] as const).flatMap((name) =>
    limits[name] === undefined ? [] : [[name, limits[name]] as const],
  )
  const early = figures.filter((figure) => figure < 0).length
  return {
    what,
    ours: `${spread(figures)}${early > 0 ? `, ${early} early` : ''}`,
    beside,
    ratio: '',
    limit: set.map(([name, limit]) => `${name} ≤ ${limit}`).join(', '),
    met: early === 0 && set.every(([name, limit]) => at[name] <= limit),
  }
}
