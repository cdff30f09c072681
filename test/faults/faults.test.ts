/** What breaks and what must not: Redis away, mail away, processes killed, many processes at once. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import { inForm } from '../support/fault-size.ts'
import { startMailSink } from '../support/mail-sink.ts'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'
import { createApi, OPS_EMAIL, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
async function given(options?: Parameters<typeof startService>[0]): Promise<Service> {
  const service = await startService(options)
  undo.push(() => service.close())
  return service
}
async function givenProcess(...args: Parameters<typeof startOwnProcess>): Promise<OwnProcess> {
  const one = await startOwnProcess(...args)
  undo.push(() => one.stop())
  return one
}

test('mail away: the lift is unaffected, deliveries stay owed and are sent when it is back', {
  timeout: 120_000,
}, async () => {
  const service = await given()
  await steps.importSubscribers(service, ['one@paper.example', 'two@paper.example'])
  let away = true
  let refused = 0
  service.mail.refuse = () => {
    if (away) refused += 1
    return away ? 451 : null
  }
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await steps.untilPublic(service, release.id)
  const owed = await steps.eventually(
    () => service.press.get(`/v1/releases/${release.id}/alerts`),
    () => refused === 2,
  )
  expect(owed.body.items[0].channels.email).toMatchObject({ sent: 0, owed: 2 })
  away = false
  await service.mail.count(2)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ sent: 2, uncertain: 0 })
})

const RACERS = inForm(4, 10)

test(`${RACERS} worker processes racing one lift make one lift, one alert, one mail each`, {
  timeout: 240_000,
}, async () => {
  const service = await given({ workers: 0 })
  await steps.importSubscribers(service, ['one@paper.example', 'two@paper.example', 'three@paper.example'])
  await Promise.all(Array.from({ length: RACERS }, () => givenProcess('workers', service.environment)))
  const at = Date.now() + 2500
  const release = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 3, sent: 3, uncertain: 0 })
  expect(service.mail.received.map((one) => one.to).sort()).toEqual([
    'one@paper.example',
    'three@paper.example',
    'two@paper.example',
  ])
  const audit = (await service.press.get(`/v1/audit?record=${release.embargo.id}`)).body.items
  expect(audit.filter((entry: { act: string }) => entry.act === 'lift')).toHaveLength(1)
  const receipt = (await service.press.get(`/v1/embargoes/${release.embargo.id}/receipt`)).body
  expect(Date.parse(receipt.liftedAt)).toBeGreaterThanOrEqual(at)
})

const FINDERS = inForm(4, 10)

test(`${FINDERS} worker processes that find the same call overdue, some killed at it: each address gets one mail`, {
  timeout: 240_000,
}, async () => {
  const service = await given({ workers: 0 })
  const environment = { ...service.environment, OVERDUE_AFTER: 'PT0S' }
  const calls = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const contact = { name: 'Press Office', email: `contact${index}@example.gov` }
      const call = await steps.scheduleCall(service, {
        ...{ startsAt: steps.fromNow(-2000), expectedEndsAt: steps.fromNow(-1000), contact },
      })
      await steps.start(service, call.id)
      return { id: call.id, email: contact.email }
    }),
  )
  const all = await Promise.all(Array.from({ length: FINDERS }, () => givenProcess('workers', environment)))
  await service.mail.count(1)
  await Promise.all(all.slice(0, FINDERS / 2).map((one) => one.kill()))
  for (const { id, email } of calls) {
    await service.mail.until((one) => one.to === email)
    await service.mail.until((one) => one.to === OPS_EMAIL && one.mail.subject?.includes(id) === true)
  }
  await steps.eventually(
    () => service.ops.get('/v1/ops/overview'),
    ({ body }) => body.owedNotices === 0,
  )
  // Who was killed between sending and settling leaves the same message to be sent again, and no other.
  const ids = Map.groupBy(service.mail.received, (one) => one.mail.messageId)
  expect(ids.size).toBe(10)
  for (const { id } of calls) {
    const audit = (await service.press.get(`/v1/audit?record=${id}`)).body.items
    expect(audit.filter((entry: { act: string }) => entry.act === 'tell-overdue')).toHaveLength(1)
  }
})

test('a worker killed in the middle of an alert: everyone gets it, and only doubts go twice', {
  timeout: 180_000,
}, async () => {
  const service = await given({ workers: 0 })
  const everyone = Array.from({ length: 300 }, (_, index) => `desk${index}@paper.example`)
  await steps.importSubscribers(service, everyone)
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 20))
  const first = await startOwnProcess('workers', service.environment)
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await service.mail.count(40)
  await first.kill()
  await givenProcess('workers', service.environment)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  const { sent, uncertain, audience, failed, skipped, owed } = alert.channels.email
  expect({ audience, failed, skipped, owed }).toEqual({ audience: 300, failed: 0, skipped: 0, owed: 0 })
  expect(sent + uncertain).toBe(300)
  // Five connections a process: at most one message each was under way.
  expect(uncertain).toBeLessThanOrEqual(10)
  const copies = Map.groupBy(service.mail.received, (one) => one.to)
  expect(copies.size).toBe(300)
  const twice = [...copies.values()].filter((some) => some.length > 1)
  expect(twice.length).toBeLessThanOrEqual(uncertain)
  for (const some of twice) expect(new Set(some.map((one) => one.mail.messageId)).size).toBe(1)
})

test('workers dead at the instant: the lift comes with their return, never lost, and says how late', {
  timeout: 120_000,
}, async () => {
  const service = await given({ workers: 0 })
  const at = Date.now() + 300
  const release = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  await steps.eventually(
    async () => Date.now(),
    (now) => now > at + 500,
  )
  expect((await service.press.get(`/v1/releases/${release.id}`)).body.state).toBe('cleared')
  await service.startWorkers()
  await steps.untilPublic(service, release.id)
  const receipt = (await service.press.get(`/v1/embargoes/${release.embargo.id}/receipt`)).body
  expect(receipt.latenessMs).toBeGreaterThanOrEqual(500)
  expect(receipt.lateReason).toBe('no-worker')
})

test('Redis killed: requests answer 503 within a second, what was answered is kept, work resumes by itself', {
  timeout: 180_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hfr-fault-'))
  undo.push(() => rm(directory, { recursive: true, force: true }))
  const binary = await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say: () => {} })
  let redis = await startRedis({ binary, directory })
  undo.push(() => redis.stop())
  const mail = await startMailSink()
  undo.push(() => mail.close())
  const environment = {
    REDIS_URL: redis.url,
    SECRET: 's'.repeat(40),
    SEAL_KEYS: randomBytes(32).toString('base64'),
    API_TOKENS: JSON.stringify([{ name: 'Ana Ruiz', role: 'press', token: 'p'.repeat(30) }]),
    SMTP_URL: mail.url,
    MAIL_FROM: 'press@example.gov',
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const intake = await givenProcess('intake', environment)
  await givenProcess('workers', environment)
  const url = `http://127.0.0.1:${intake.port}`
  const service = { url, press: createApi(url, 'p'.repeat(30)), anyone: createApi(url, null), mail }
  const asService = service as unknown as Service
  const call = await steps.scheduleCall(asService)
  const release = await steps.clearTranscript(asService, call.id)
  await steps.start(asService, call.id)

  process.kill(redis.pid, 'SIGKILL')
  await redis.ended
  const asked = performance.now()
  const answer = await service.press.get(`/v1/calls/${call.id}`)
  expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' })
  expect(performance.now() - asked).toBeLessThan(1000)
  expect((await service.press.post(`/v1/calls/${call.id}/end`)).status).toBe(503)
  expect((await service.anyone.get('/readyz')).status).toBe(503)
  expect((await service.anyone.get('/healthz')).status).toBe(200)

  redis = await startRedis({ binary, directory })
  await steps.eventually(
    () => service.press.get(`/v1/calls/${call.id}`),
    ({ status }) => status === 200,
  )
  expect((await service.press.get(`/v1/releases/${release.id}`)).body.state).toBe('cleared')
  await steps.end(asService, call.id)
  const published = await steps.untilPublic(asService, release.id)
  expect((await service.anyone.get(`/releases/${published.slug}`)).status).toBe(200)

  // The lift clock came back too, not only the jobs.
  const at = Date.now() + 1500
  const later = await steps.clearStatement(asService, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  await steps.untilPublic(asService, later.id)
  const receipt = (await service.press.get(`/v1/embargoes/${later.embargo.id}/receipt`)).body
  expect(receipt.latenessMs).toBeLessThan(500)
})
