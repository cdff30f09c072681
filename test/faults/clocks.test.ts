/** Wrong clocks: of worker hosts, which change nothing, and of Redis, which stop lifts by time. */
import { afterEach, expect, test } from 'vitest'
import { fakeClock } from '../support/fake-time.ts'
import { startOwnService } from '../support/own-service.ts'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'
import '../support/redis.ts'
import { type Service, startService } from '../support/service.ts'
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

test('workers five minutes fast, five minutes slow and leaping lift neither early nor late', {
  timeout: 60_000,
}, async ({ skip }) => {
  const clocks = [await fakeClock(300), await fakeClock(-300), await fakeClock(0)]
  if (clocks.some((clock) => clock === null)) skip(WITHOUT)
  const service = await startService({ workers: 0 })
  undo.push(() => service.close())
  for (const clock of clocks) await givenProcess('workers', { ...service.environment, ...clock?.environment })
  const start = Date.now() + 4500
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, index) => statementAt(service, start + index * 150)),
  )
  // The third leaps while these are prepared.
  await clocks[2]?.set(300)
  for (const release of made) {
    await steps.untilPublic(service, release.id)
    const { latenessMs } = await receiptOf(service, release.embargo.id)
    expect(latenessMs).toBeGreaterThanOrEqual(0)
    expect(latenessMs).toBeLessThan(250)
  }
})

test('Redis an hour ahead: lifts by time wait and readiness says so; a call’s end still lifts', {
  timeout: 60_000,
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
