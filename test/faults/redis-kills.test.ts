/** Redis killed again and again while an alert goes out: nobody is forgotten, and only who was in doubt gets it twice. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startCountingSink } from '../support/counting-sink.ts'
import { doubtedOf } from '../support/doubted.ts'
import { inForm } from '../support/fault-size.ts'
import { startOwnService } from '../support/own-service.ts'
import * as steps from '../support/steps.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const { people, perSecond, kills } = inForm(
  { people: 600, perSecond: 300, kills: 2 },
  { people: 10_000, perSecond: 500, kills: 10 },
)
const CLOCK = { environment: {}, redisEnvironment: {} }

test('Redis dead at the instant: what was due lifts when it is back, once, and everyone is told once', {
  timeout: 180_000,
}, async () => {
  const service = await startOwnService(CLOCK, { redis: false, processes: false })
  undo.push(() => service.close())
  const desks = ['one@paper.example', 'two@paper.example']
  await steps.importSubscribers(service, desks)
  const at = Date.now() + 5000
  const release = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  // Every lift clock has prepared it by then.
  await delay(at - 500 - Date.now())
  await service.restartRedis(delay(1000))
  const published = await steps.eventually(
    () => service.press.get(`/v1/releases/${release.id}`),
    ({ body }) => body?.state === 'public',
  )
  expect(Date.parse(published.body.publishedAt)).toBeGreaterThanOrEqual(at)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 2, sent: 2, uncertain: 0 })
  expect(service.mail.received.map(({ to }) => to).sort()).toEqual(desks)
  const { items } = (await service.press.get(`/v1/audit?record=${release.embargo.id}`)).body
  expect(items.filter(({ act }: { act: string }) => act === 'lift')).toHaveLength(1)
  const receipt = (await service.press.get(`/v1/embargoes/${release.embargo.id}/receipt`)).body
  expect(receipt.latenessMs).toBeGreaterThanOrEqual(400)
})

test(`${people} recipients at ${perSecond} a second, Redis killed ${kills} times`, {
  timeout: 600_000,
}, async () => {
  const sink = await startCountingSink()
  undo.push(() => sink.close())
  const service = await startOwnService(
    CLOCK,
    { redis: false, processes: false },
    { SMTP_URL: sink.url, SMTP_CONNECTIONS: '5', SMTP_MAX_PER_SECOND: String(perSecond) },
  )
  undo.push(() => service.close())
  const everyone = Array.from({ length: people }, (_, index) => `desk${index}@paper.example`)
  await steps.importSubscribers(service, everyone)
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)

  let killed = 0
  while (killed < kills && sink.copies.size < people) {
    await delay(300 + Math.random() * 700)
    await service.restartRedis()
    killed += 1
  }
  await steps.eventually(
    () => service.anyone.get('/readyz'),
    ({ status }) => status === 200,
  )
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  const { audience, sent, uncertain, failed, skipped, owed } = alert.channels.email
  const twice = everyone.filter((address) => (sink.copies.get(address) ?? []).length > 1)
  console.info(`${killed} kills of Redis: ${uncertain} uncertain, ${twice.length} got a second copy`)
  expect({ audience, failed, skipped, owed }).toEqual({ audience: people, failed: 0, skipped: 0, owed: 0 })
  expect(sent + uncertain).toBe(people)
  expect(sink.copies.size).toBe(people)
  const doubted = await doubtedOf(service, alert.id)
  expect(doubted.size).toBe(uncertain)
  for (const address of twice) {
    expect(doubted).toContain(address)
    expect(new Set(sink.copies.get(address)).size).toBe(1)
  }
})
