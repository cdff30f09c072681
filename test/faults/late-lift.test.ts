/** Nobody was there at the instant: what lifts on return, and what waits for a person, is the call's own rule. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOwnProcess } from '../support/processes.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeEach(async () => {
  service = await startService({ workers: 0 })
})
afterEach(() => service.close())

/** A cleared transcript due in a moment, under a rule for what comes late. */
async function dueSoon(lateLift: { after: string; do: 'lift' | 'hold' }, inMs = 1000) {
  const at = Date.now() + inMs
  const call = await steps.scheduleCall(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    lateLift,
  })
  const release = await steps.clearTranscript(service, call.id)
  return { at, release, embargoId: call.embargo.id }
}
const until = (at: number) =>
  steps.eventually(
    async () => Date.now(),
    (now) => now > at,
  )
const embargo = async (id: string) => (await service.press.get(`/v1/embargoes/${id}`)).body

test('later than the rule allows it is held, says so, and lifts when a person resumes it', async () => {
  const { at, release, embargoId } = await dueSoon({ after: 'PT1S', do: 'hold' })
  await until(at + 1500)
  await service.startWorkers()
  const held = await steps.eventually(
    () => embargo(embargoId),
    ({ hold }) => hold !== null,
  )
  expect(held).toMatchObject({ state: 'scheduled', liftedAt: null })
  expect((await service.press.get(`/v1/releases/${release.id}`)).body.state).toBe('cleared')
  steps.body(await service.press.delete(`/v1/embargoes/${embargoId}/hold?liftNow=true`), 200)
  await steps.untilPublic(service, release.id)
  const receipt = (await service.press.get(`/v1/embargoes/${embargoId}/receipt`)).body
  expect(receipt).toMatchObject({ lateReason: 'held', cause: 'terms' })
})

test('within the rule, or by a rule that says lift, it lifts on return', async () => {
  const soon = await dueSoon({ after: 'PT1M', do: 'hold' })
  const anyway = await dueSoon({ after: 'PT1S', do: 'lift' })
  await until(anyway.at + 1200)
  await service.startWorkers()
  for (const { release, embargoId } of [soon, anyway]) {
    await steps.untilPublic(service, release.id)
    const receipt = (await service.press.get(`/v1/embargoes/${embargoId}/receipt`)).body
    expect(receipt.lateReason).toBe('no-worker')
    expect(receipt.latenessMs).toBeGreaterThanOrEqual(1000)
  }
})

test('everything resumed past the instant, on purpose, lifts what the rule would have held', async () => {
  await service.startWorkers()
  const { at, release, embargoId } = await dueSoon({ after: 'PT1S', do: 'hold' })
  steps.body(await service.press.put('/v1/hold-all', { reason: 'everything waits' }), 200)
  await until(at + 1500)
  steps.body(await service.press.delete('/v1/hold-all?liftNow=true'), 200)
  await steps.untilPublic(service, release.id)
  const receipt = (await service.press.get(`/v1/embargoes/${embargoId}/receipt`)).body
  expect(receipt.lateReason).toBe('all-held')
})

test('workers that stood still with the lift prepared: what is too late on their return is held all the same', {
  timeout: 60_000,
}, async () => {
  const workers = await startOwnProcess('workers', service.environment)
  try {
    const [held, lifts] = [
      await dueSoon({ after: 'PT1S', do: 'hold' }, 3000),
      await dueSoon({ after: 'PT1S', do: 'lift' }, 3000),
    ]
    await until(lifts.at - 1000)
    workers.child.kill('SIGSTOP')
    await until(lifts.at + 1500)
    workers.child.kill('SIGCONT')
    await steps.untilPublic(service, lifts.release.id)
    const receipt = (await service.press.get(`/v1/embargoes/${lifts.embargoId}/receipt`)).body
    expect(receipt.latenessMs).toBeGreaterThanOrEqual(1400)
    expect(receipt.lateReason).toBe('busy')
    await steps.eventually(
      () => embargo(held.embargoId),
      ({ hold }) => hold !== null,
    )
    expect((await service.press.get(`/v1/releases/${held.release.id}`)).body.state).toBe('cleared')
  } finally {
    workers.child.kill('SIGCONT')
    await workers.stop()
  }
})
