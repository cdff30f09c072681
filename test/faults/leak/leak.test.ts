/**
 * Nothing leaves before the lift, and no withheld name ever. A journey with a canary in every content
 * field, while everything that leaves is recorded: every route by every role, the live stream, mail, job
 * data, logs at debug level, and Redis itself by MONITOR and by dump.
 */
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRoutes } from '../../support/app-routes.ts'
import { type Desk, formOf, signIn } from '../../support/desk.ts'
import { type OwnProcess, startOwnProcess } from '../../support/processes.ts'
import { openRedis } from '../../support/redis.ts'
import { createApi, OPS_EMAIL, type Service, startService } from '../../support/service.ts'
import * as steps from '../../support/steps.ts'
import { CONTENT, call, NEVER, statement, transcript } from './canaries.ts'
import { crawl, dump, followLive, monitor, passOnReports } from './exits.ts'
import { createRecorder } from './recorder.ts'

const recorder = createRecorder()
const content = Object.values(CONTENT)
const never = Object.values(NEVER)

let service: Service
let processes: OwnProcess[]
let routes: readonly string[]
/** Of an ops person at the desk, and of a press officer's session that is over. */
let cookies: { readonly night: string; readonly over: string }
let redis: Redis
let url: string

/** Runs intake and workers as processes, so that all they log is seen; `service` only brings mail and names. */
beforeAll(async () => {
  service = await startService({ workers: 0 })
  redis = openRedis()
  const own = { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'debug', OVERDUE_AFTER: 'PT0S' }
  const environment = { ...service.environment, ...own }
  processes = await Promise.all([
    startOwnProcess('intake', environment),
    startOwnProcess('workers', environment),
  ])
  url = `http://127.0.0.1:${processes[0]?.port}`
  routes = await readRoutes()
  const at = { url, mail: service.mail }
  const [night, ana] = [await signIn(at, 'night@example.gov'), await signIn(at, 'ana@example.gov')]
  cookies = { night: night.cookie(), over: ana.cookie() }
  await signOut(ana)
})
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()))
  redis.disconnect()
  await service.close()
})

const press = () => createApi(url, 'press-token-of-ana-ruiz-for-tests')
const roles = () => ({
  anyone: createApi(url, null),
  wire: createApi(url, 'wire-token-of-a-program-for-tests'),
  ops: createApi(url, 'ops-token-of-someone-for-tests'),
  'ops at the desk': createApi(url, null, { Cookie: cookies.night }),
  'signed out': createApi(url, null, { Cookie: cookies.over }),
})

async function signOut(desk: Desk): Promise<void> {
  const form = formOf((await desk.get('/desk')).html, '/desk/sign-out').fields
  expect((await desk.post('/desk/sign-out', form)).status).toBe(303)
}

function recordMail(): void {
  for (const { mail } of service.mail.received) {
    recorder.record('mail headers', JSON.stringify([...mail.headers]))
    recorder.record('mail text', mail.text ?? '')
    recorder.record('mail html', String(mail.html))
  }
}
function recordLogs(): void {
  for (const [index, one] of processes.entries()) recorder.record(`log of process ${index}`, one.output())
}

describe('with the real gate', () => {
  const ids = {
    ...{ call: '', embargo: '', release: '', alert: 'alt_01J00000000000000000000000' },
    ...{ slug: 'background-call', upcoming: '', topic: CONTENT.topic },
  }
  let watching: { stop(): void }[]

  test('before the lift no exit outside role press has a canary in it', { timeout: 60_000 }, async () => {
    watching = [await monitor(recorder, redis), await followLive(recorder, url)]
    await steps.importSubscribers({ ...service, press: press() }, ['desk@paper.example'], [])
    await fetch(`${url}/subscribers`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"email":"new@paper.example","topics":[]}',
    })
    const made = steps.body(await press().post('/v1/calls', call, { 'Idempotency-Key': 'leak-1' }), 201)
    ids.call = made.id
    ids.upcoming = String(made.announcement.path).replace('/upcoming/', '')
    ids.embargo = made.portions[0].embargo.id
    const put = steps.body(await press().put(`/v1/calls/${made.id}/transcript`, transcript), 200)
    ids.release = put.release.id
    steps.body(
      await press().put(`/v1/releases/${ids.release}/clearance`, {
        revision: put.release.revision,
        acknowledge: put.release.conflicts,
      }),
      200,
    )
    const written = steps.body(await press().post('/v1/releases', { ...statement, callId: made.id }), 201)
    steps.body(await press().put(`/v1/releases/${written.id}/clearance`, { revision: 1 }), 200)
    const embargo = `/v1/embargoes/${ids.embargo}`
    steps.body(await press().put(`${embargo}/hold`, { reason: NEVER.holdReason }), 200)
    steps.body(await press().delete(`${embargo}/hold`), 200)
    steps.body(await press().post(`${embargo}/breaches`, { where: NEVER.breach, who: NEVER.name }), 201)
    steps.body(await press().patch(embargo, { terms: { until: 'call-end' }, reason: NEVER.termsReason }), 200)
    // What is refused must not be echoed, to anyone, nor logged.
    await press().post('/v1/calls', { ...call, [CONTENT.title]: 1, startsAt: CONTENT.title })
    await press().post('/v1/calls', `{"title": "${CONTENT.title}"`, { 'Content-Type': 'application/json' })
    steps.body(await press().post(`/v1/calls/${made.id}/start`), 200)
    await service.mail.until((one) => one.to === 'new@paper.example')
    for (const told of [call.contact.email, OPS_EMAIL]) {
      const { mail } = await service.mail.until((one) => one.to === told)
      recorder.record('overdue mail', `${JSON.stringify([...mail.headers])} ${mail.text} ${mail.html}`)
      expect(mail.subject).toContain(ids.call)
    }

    await crawl(recorder, roles(), routes, ids)
    await dump(recorder, redis, service.namespace)
    recordMail()
    recordLogs()
    expect(recorder.leaks([...content, ...never])).toEqual([])
    for (const exit of [
      'anyone GET /',
      `anyone GET /upcoming/${ids.upcoming}`,
      `ops at the desk GET /desk/releases/${ids.release}`,
      `signed out GET /desk/calls/${ids.call}/record.zip`,
      `signed out POST /desk/calls/${ids.call}/end`,
      'ops GET /v1/ops/overview',
      'ops GET /metrics',
      'overdue mail',
      'monitor',
      'redis values',
      'redis jobs',
      'mail text',
      'live',
      'log of process 0',
      'log of process 1',
    ])
      expect(recorder.seen.get(exit) ?? 0, exit).toBeGreaterThan(0)
  })

  test('after the lift, a correction and a kill no withheld name is at any exit', {
    timeout: 60_000,
  }, async () => {
    recorder.forget()
    steps.body(await press().post(`/v1/calls/${ids.call}/end`), 200)
    const published = await steps.untilPublic({ ...service, press: press() }, ids.release)
    ids.slug = published.slug
    const alerts = steps.body(await press().get(`/v1/releases/${ids.release}/alerts`), 200)
    ids.alert = alerts.items[0].id
    await service.mail.until((one) => one.to === 'desk@paper.example')
    await crawl(recorder, roles(), routes, ids)
    recordMail()
    recordLogs()
    // The gate is open now: each of these exits shows that it is watched.
    const open = recorder.leaks(content)
    for (const exit of [
      'anyone GET /',
      'anyone GET /feed.xml',
      'anyone GET /feed.atom',
      'anyone GET /feed.json',
      `anyone GET /releases/${ids.slug}`,
      `anyone GET /releases/${ids.slug}.json`,
      `anyone GET /releases/${ids.slug}.txt`,
      'mail headers',
      'mail text',
      'mail html',
      'live',
    ])
      expect(
        open.some((leak) => leak.startsWith(`${exit}:`)),
        exit,
      ).toBe(true)

    steps.body(
      await press().post(`/v1/releases/${ids.release}/corrections`, { note: 'A word was wrong.' }),
      201,
    )
    await crawl(recorder, roles(), routes, ids)
    steps.body(
      await press().post(`/v1/releases/${ids.release}/kill`, {
        reason: NEVER.killReason,
        publicNotice: 'Withdrawn.',
      }),
      200,
    )
    await steps.untilAlertsSettled({ ...service, press: press() }, ids.release, 3)
    const { mail } = await service.mail.until((one) => one.to === 'desk@paper.example')
    const intake = { anyone: createApi(url, null), environment: service.environment }
    await passOnReports(recorder, intake, mail.messageId ?? '', NEVER.report)
    const { body } = await press().get('/v1/subscribers?email=desk@paper.example')
    expect(body.items[0]).toMatchObject({ state: 'left', reason: 'bounced' })
    await crawl(recorder, roles(), routes, ids)
    await dump(recorder, redis, service.namespace)
    recordMail()
    recordLogs()
    expect(recorder.leaks(never)).toEqual([])
    expect(recorder.seen.get('signed POST /v1/bounces')).toBe(2)
    for (const one of watching) one.stop()
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
    const watching = await monitor(planted, redis)
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
