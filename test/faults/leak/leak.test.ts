/**
 * Nothing leaves before the lift, and no withheld name ever. A journey with a canary in every content
 * field, while everything that leaves is recorded: every route by every role, the live stream, mail, job
 * data, logs at debug level, and Redis itself by MONITOR and by dump.
 */
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../support/desk.ts'
import { type OwnProcess, startOwnProcess } from '../../support/processes.ts'
import { openRedis } from '../../support/redis.ts'
import { readServed } from '../../support/routes.ts'
import { createApi, OPS_EMAIL, type Service, STAFF, startService, TOKENS } from '../../support/service.ts'
import * as steps from '../../support/steps.ts'
import { announcedCall, CONTENT, call, NEVER, NOTICE, PHONES, statement, transcript } from './canaries.ts'
import { crawl, look, questionsOf, type Visitor } from './crawl.ts'
import { dump, followLive, monitor, passOnReports } from './exits.ts'
import { createRecorder } from './recorder.ts'

const recorder = createRecorder()
const content = Object.values(CONTENT)
const never = Object.values(NEVER)

let service: Service
let processes: OwnProcess[]
let redis: Redis
let url: string
let visitors: Readonly<Record<string, Visitor>>
let ana: Visitor
let questions: () => readonly string[]
let watching: readonly { stop(): void }[] = []

/** Runs intake and workers as processes, so that all they log is seen; `service` only brings mail and names. */
beforeAll(async () => {
  const served = await readServed()
  questions = () => questionsOf(served, ids)
  service = await startService({ workers: 0, texts: true })
  redis = openRedis()
  const own = {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'debug',
    OVERDUE_AFTER: 'PT0S',
    STAFF: JSON.stringify(STAFF),
  }
  const environment = { ...service.environment, ...own }
  processes = await Promise.all([
    startOwnProcess('intake', environment),
    startOwnProcess('workers', environment),
  ])
  url = `http://127.0.0.1:${processes[0]?.port}`
  const at = { ...service, url }
  const [anaDesk, benDesk, nightDesk] = await Promise.all(STAFF.map(({ email }) => signIn(at, email)))
  ana = { Cookie: anaDesk?.cookie() ?? '' }
  const left = { Cookie: benDesk?.cookie() ?? '' }
  await benDesk?.submit('/desk', '/desk/sign-out')
  visitors = {
    anyone: {},
    wire: { Authorization: `Bearer ${TOKENS.wire}` },
    ops: { Authorization: `Bearer ${TOKENS.ops}` },
    board: { Cookie: await signInToBoard(url) },
    'ops at the desk': { Cookie: nightDesk?.cookie() ?? '' },
    'who signed out': left,
  }
})
afterAll(async () => {
  for (const one of watching) one.stop()
  await Promise.all(processes.map((one) => one.stop()))
  redis.disconnect()
  await service.close()
})

const press = () => createApi(url, TOKENS.press)

async function signInToBoard(url: string): Promise<string> {
  const body = new URLSearchParams({ token: TOKENS.ops })
  const { headers } = await fetch(`${url}/ops/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

function recordMail(): void {
  for (const { mail } of service.mail.received) {
    recorder.record('mail headers', JSON.stringify([...mail.headers]))
    recorder.record('mail text', mail.text ?? '')
    recorder.record('mail html', String(mail.html))
  }
}
function recordTexts(): void {
  for (const { text, id } of service.gateway?.received ?? []) recorder.record('text', `${id} ${text}`)
}
/** Of numbers and what else stands unsealed in Redis: where it is found outside it. */
const outside = (needles: readonly string[]) =>
  recorder.leaks(needles).filter((leak) => !/^(?:redis values|redis keys|monitor):/.test(leak))
/** As it is typed, too: without its mark, and in its parts. */
const NUMBERS = PHONES.flatMap((phone) => [phone.slice(1), phone.slice(2)])

function recordLogs(): void {
  for (const [index, one] of processes.entries()) recorder.record(`log of process ${index}`, one.output())
}

/** What exists, for the addresses of routes. */
const ids = {
  ...{ calls: '', embargoes: '', releases: '', name: 'background-call' },
  ...{
    alerts: 'alt_00000000000000000000000000',
    subscribers: '1',
    upcoming: '',
    topic: CONTENT.topic,
    token: 'x'.repeat(22),
  },
  ...{ queueName: 'notices', jobId: '1', queueStatus: 'failed', schedulerId: 'x' },
}

describe('with the real gate', () => {
  test('before the lift no exit outside role press has a canary in it', { timeout: 180_000 }, async () => {
    watching = [await monitor(recorder, redis, service.namespace), await followLive(recorder, url)]
    await steps.importSubscribers({ ...service, press: press() }, ['desk@paper.example'], [])
    const [known, asking] = PHONES
    const lines = { 'Content-Type': 'application/x-ndjson' }
    steps.body(await press().post('/v1/subscribers/import', JSON.stringify({ phone: known }), lines), 200)
    // One that its gateway refuses, and one that cannot be read: neither is quoted anywhere.
    if (service.gateway) service.gateway.answer = (to) => (to === known ? 422 : 202)
    for (const body of [{ email: 'new@paper.example' }, { phone: asking }, { phone: `${asking}x` }])
      await createApi(url, null).post('/subscribers', body)
    await service.gateway?.until((one) => one.to === asking)
    const made = steps.body(await press().post('/v1/calls', call, { 'Idempotency-Key': 'leak-1' }), 201)
    ids.calls = made.id
    ids.embargoes = made.portions[0].embargo.id
    const announced = steps.body(await press().post('/v1/calls', announcedCall), 201)
    ids.upcoming = announced.announcement.path.split('/').at(-1)
    const put = steps.body(await press().put(`/v1/calls/${made.id}/transcript`, transcript), 200)
    ids.releases = put.release.id
    steps.body(
      await press().put(`/v1/releases/${ids.releases}/clearance`, {
        revision: put.release.revision,
        acknowledge: put.release.conflicts,
      }),
      200,
    )
    const written = steps.body(await press().post('/v1/releases', { ...statement, callId: made.id }), 201)
    steps.body(await press().put(`/v1/releases/${written.id}/clearance`, { revision: 1 }), 200)
    const awaited = {
      ...{ ...statement, groundRules: call.portions[0]?.groundRules },
      embargo: { until: 'notice', name: NOTICE, expectedAt: steps.fromNow(50) },
    }
    const waiting = steps.body(await press().post('/v1/releases', awaited), 201).embargo.id
    const embargo = `/v1/embargoes/${ids.embargoes}`
    steps.body(await press().put(`${embargo}/hold`, { reason: NEVER.holdReason }), 200)
    steps.body(await press().delete(`${embargo}/hold`), 200)
    steps.body(await press().post(`${embargo}/breaches`, { where: NEVER.breach, who: NEVER.name }), 201)
    steps.body(await press().patch(embargo, { terms: { until: 'call-end' }, reason: NEVER.termsReason }), 200)
    // What is refused must not be echoed, to anyone, nor logged.
    await press().post('/v1/calls', { ...call, [CONTENT.title]: 1, startsAt: CONTENT.title })
    await press().post('/v1/calls', `{"title": "${CONTENT.title}"`, { 'Content-Type': 'application/json' })
    steps.body(await press().post(`/v1/calls/${made.id}/start`), 200)
    await service.mail.until((one) => one.to === 'new@paper.example')
    for (const [told, what] of [
      [call.contact.email, ids.calls],
      [OPS_EMAIL, ids.calls],
      [OPS_EMAIL, waiting],
    ] as const) {
      const { mail } = await service.mail.until(
        (one) => one.to === told && (one.mail.subject ?? '').includes(what),
      )
      recorder.record('overdue mail', `${JSON.stringify([...mail.headers])} ${mail.text} ${mail.html}`)
    }
    await steps.eventually(
      async () => processes.map((one) => one.output()).join(),
      (output) => output.includes(`"embargoId":"${waiting}"`),
    )
    await crawl(recorder, url, visitors, questions())
    // What press staff look at leaves no trace behind, and is theirs alone.
    for (const { question, status, headers } of await look(url, ana, questions()))
      if (question.startsWith('GET /desk')) {
        expect(headers.get('Cache-Control'), `${question} ${status}`).toBe('no-store')
        expect(headers.get('Referrer-Policy'), `${question} ${status}`).toBe('no-referrer')
      }
    await look(url, { Authorization: `Bearer ${TOKENS.press}` }, questions())
    await dump(recorder, redis, service.namespace)
    recordMail()
    recordTexts()
    recordLogs()
    expect(recorder.leaks([...content, ...never])).toEqual([])
    expect(outside([NOTICE, ...NUMBERS])).toEqual([])
    expect(recorder.leaks(NUMBERS).filter((leak) => leak.startsWith('redis keys:'))).toEqual([])
    for (const exit of [
      'anyone GET /',
      `anyone GET /upcoming/${ids.upcoming}`,
      `who signed out GET /desk/releases/${ids.releases}/preview`,
      'board GET /ops/queues/api/queues',
      'ops GET /v1/ops/overview',
      'ops GET /metrics',
      'overdue mail',
      'monitor',
      'redis values',
      'redis jobs',
      'mail text',
      'text',
      'live',
      'log of process 0',
      'log of process 1',
    ])
      expect(recorder.seen.get(exit) ?? 0, exit).toBeGreaterThan(0)
  })

  test('after the lift, a correction and a kill no withheld name is at any exit', {
    timeout: 180_000,
  }, async () => {
    recorder.forget()
    steps.body(await press().post(`/v1/calls/${ids.calls}/end`), 200)
    const published = await steps.untilPublic({ ...service, press: press() }, ids.releases)
    ids.name = published.slug
    await service.mail.until((one) => one.to === 'desk@paper.example')
    await service.gateway?.until((one) => one.to === PHONES[0])
    await crawl(recorder, url, visitors, questions())
    recordMail()
    recordTexts()
    recordLogs()
    // The gate is open now: each of these exits shows that it is watched.
    const open = recorder.leaks(content)
    for (const exit of [
      'anyone GET /',
      'anyone GET /feed.xml',
      'anyone GET /feed.atom',
      'anyone GET /feed.json',
      `anyone GET /releases/${ids.name}`,
      `anyone GET /releases/${ids.name}.json`,
      `anyone GET /releases/${ids.name}.txt`,
      'mail headers',
      'mail text',
      'mail html',
      'text',
      'live',
    ])
      expect(
        open.some((leak) => leak.startsWith(`${exit}:`)),
        exit,
      ).toBe(true)

    steps.body(
      await press().post(`/v1/releases/${ids.releases}/corrections`, { note: 'A word was wrong.' }),
      201,
    )
    await crawl(recorder, url, visitors, questions())
    steps.body(
      await press().post(`/v1/releases/${ids.releases}/kill`, {
        reason: NEVER.killReason,
        publicNotice: 'Withdrawn.',
      }),
      200,
    )
    await steps.untilAlertsSettled({ ...service, press: press() }, ids.releases, 3)
    const { mail } = await service.mail.until((one) => one.to === 'desk@paper.example')
    const intake = { anyone: createApi(url, null), environment: service.environment }
    await passOnReports(recorder, intake, mail.messageId ?? '', NEVER.report)
    const { body } = await press().get('/v1/subscribers?email=desk@paper.example')
    expect(body.items[0]).toMatchObject({ state: 'left', reason: 'bounced' })
    await crawl(recorder, url, visitors, questions())
    await dump(recorder, redis, service.namespace)
    recordMail()
    recordTexts()
    recordLogs()
    expect(recorder.leaks(never)).toEqual([])
    expect(outside(NUMBERS)).toEqual([])
    expect(recorder.seen.get('signed POST /v1/bounces')).toBe(2)
  })
})

describe('the harness itself', () => {
  test.each([
    ['as it is', CONTENT.body],
    ['in capitals', CONTENT.body.toUpperCase()],
    ['in a URL', encodeURIComponent(NEVER.name)],
    ['as a slug', 'on-xiomara-vandersloot-today'],
    ['in hexadecimal', Buffer.from(`..${CONTENT.body}`).toString('hex')],
    ['in base64', Buffer.from(`{"a":"${CONTENT.body}"}`).toString('base64')],
    ['in base64, shifted', Buffer.from(`x{"a":"${CONTENT.body}"}`).toString('base64')],
    ['in base64, shifted twice', Buffer.from(`xx{"a":"${CONTENT.body}"}`).toString('base64')],
  ])('finds a canary %s', (_how, text) => {
    const fresh = createRecorder()
    fresh.record('exit', `before ${text} after`)
    expect(fresh.leaks([...content, ...never])).not.toEqual([])
  })

  test.each([
    ['a value', 'redis values', (key: string) => redis.set(`${key}:planted`, CONTENT.body)],
    ['a key', 'redis keys', (key: string) => redis.set(`${key}:${CONTENT.body}`, '1')],
    ['job data', 'redis jobs', (key: string) => redis.hset(`${key}:lifts:1`, 'data', CONTENT.body)],
    [
      'a failure’s reason',
      'redis jobs',
      (key: string) => redis.hset(`${key}:alerts:1`, 'failedReason', NEVER.name),
    ],
    ['a command’s argument', 'monitor', (key: string) => redis.get(`${key}:${CONTENT.turn}`)],
  ])('catches %s that holds a canary', async (_what, exit, plant) => {
    const planted = createRecorder()
    const namespace = `planted-${exit.replace(' ', '-')}`
    const watching = await monitor(planted, redis, namespace)
    await plant(`{${namespace}}`)
    await redis.ping()
    await dump(planted, redis, namespace)
    await steps.eventually(
      async () => planted.leaks([...content, ...never]),
      (leaks) => leaks.length > 0,
    )
    watching.stop()
    expect(planted.leaks([...content, ...never]).some((leak) => leak.startsWith(exit))).toBe(true)
  })
})
