/** Wrong clocks: of worker hosts, which change nothing, and of Redis, which stop lifts by time. */
import { afterEach, expect, test } from 'vitest'
import { fakeClock } from '../support/fake-time.ts'
import { startOwnService } from '../support/own-service.ts'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'
import { createApi, type Service, startService, TOKENS } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
async function givenProcess(...args: Parameters<typeof startOwnProcess>): Promise<OwnProcess> {
  const one = await startOwnProcess(...args)
  undo.push(() => one.stop())
  return one
}

const WITHOUT = 'libfaketime is not on this machine, and Debian’s package cannot be fetched'
const statementAt = (service: Pick<Service, 'press'>, at: number) =>
  steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
const receiptOf = async (service: Pick<Service, 'press'>, embargoId: string) =>
  (await service.press.get(`/v1/embargoes/${embargoId}/receipt`)).body

/** A round of lifts, spread over two seconds: how late each was, in ms. */
async function latenessOfARound(
  service: Pick<Service, 'press'>,
  whileTheyArePrepared: () => Promise<unknown>,
): Promise<readonly number[]> {
  const start = Date.now() + 4500
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, index) => statementAt(service, start + index * 150)),
  )
  await whileTheyArePrepared()
  const late: number[] = []
  for (const release of made) {
    await steps.untilPublic(service, release.id)
    late.push((await receiptOf(service, release.embargo.id)).latenessMs)
  }
  return late
}

test('workers five minutes fast, five minutes slow and leaping lift neither early nor late', {
  timeout: 300_000,
}, async ({ skip }) => {
  const clocks = [await fakeClock(300), await fakeClock(-300), await fakeClock(0)]
  if (clocks.some((clock) => clock === null)) skip(WITHOUT)
  const service = await startService({ workers: 0 })
  undo.push(() => service.close())
  for (const clock of clocks) await givenProcess('workers', { ...service.environment, ...clock?.environment })
  // A machine that is busy for a moment lifts late by itself: the best of some rounds tells the clocks' part.
  const worst: number[] = []
  for (const leapTo of [300, -300, 0]) {
    const late = await latenessOfARound(service, async () => clocks[2]?.set(leapTo))
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
    worst.push(Math.max(...late))
    if (Math.min(...worst) < 250) break
  }
  expect(Math.min(...worst)).toBeLessThan(250)
})

test('an intake whose host’s clock is wrong says so in readiness and metrics; it serves all the same', {
  timeout: 60_000,
}, async ({ skip }) => {
  const clock = await fakeClock(300)
  if (clock === null) return skip(WITHOUT)
  const service = await startService({ workers: 0 })
  undo.push(() => service.close())
  const own = { ...service.environment, ...clock.environment, PORT: '0', HOST: '127.0.0.1' }
  const { port } = await givenProcess('intake', own)
  const [anyone, ops] = [null, TOKENS.ops].map((token) => createApi(`http://127.0.0.1:${port}`, token))
  expect((await anyone?.get('/readyz'))?.body).toMatchObject({
    status: 'not-ready',
    reasons: expect.arrayContaining(['clock-skewed']),
  })
  expect((await service.anyone.get('/readyz')).body).toEqual({ status: 'ready', reasons: [] })
  const skew = Number(/^hfr_clock_skew_seconds (\S+)$/m.exec((await ops?.get('/metrics'))?.text ?? '')?.[1])
  expect(skew).toBeGreaterThan(-310)
  expect(skew).toBeLessThan(-290)
  expect((await anyone?.get('/'))?.status).toBe(200)
})

test('Redis an hour ahead: lifts by time wait, and it says so everywhere; a call’s end still lifts', {
  timeout: 180_000,
}, async ({ skip }) => {
  const clock = await fakeClock(0)
  if (clock === null) return skip(WITHOUT)
  const service = await startOwnService(clock, { redis: true, processes: false })
  undo.push(() => service.close())
  const inHalfAnHour = await statementAt(service, Date.now() + 1_800_000)
  const call = await steps.scheduleCall(service)
  const transcript = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const reasons = async () => (await service.anyone.get('/readyz')).body.reasons
  expect(await reasons()).toEqual([])

  await clock.set(3600)
  await steps.eventually(reasons, (codes) => codes.includes('redis-clock-not-believed'))
  const { text: metrics } = await steps.eventually(
    () => service.ops.get('/metrics'),
    ({ status }) => status === 200,
  )
  expect(metrics).toContain('hfr_clock_trusted 0\n')
  expect(Math.round(Number(/^hfr_clock_drift_seconds (\S+)$/m.exec(metrics)?.[1]))).toBe(3600)
  // Each worker alarms, by a line that says what to do.
  const alarms = () => service.output().split('"msg":"clock not believed"').length - 1
  await steps.eventually(
    async () => alarms(),
    (count) => count >= 2,
  )
  expect(service.output()).toMatch(/"level":50,.*"do":"Check the clock of the Redis host/)
  await steps.end(service, call.id)
  await steps.untilPublic(service, transcript.id)
  expect((await service.press.get(`/v1/releases/${inHalfAnHour.id}`)).body.state).toBe('cleared')

  // Restarted on its fast clock it is believed no more than before.
  await service.restartRedis()
  await steps.eventually(reasons, (codes) => codes.includes('redis-clock-not-believed'))
  await new Promise((resolve) => setTimeout(resolve, 3500))
  expect((await service.press.get(`/v1/releases/${inHalfAnHour.id}`)).body.state).toBe('cleared')

  await clock.set(0)
  await steps.eventually(reasons, (codes) => codes.length === 0)
  const at = Date.now() + 1500
  const soon = await statementAt(service, at)
  await steps.untilPublic(service, soon.id)
  expect((await receiptOf(service, soon.embargo.id)).latenessMs).toBeLessThan(250)
  expect((await service.press.get(`/v1/releases/${inHalfAnHour.id}`)).body.state).toBe('cleared')
})
