/** Every way an embargo lifts, over HTTP: clock time, notice, latest of both, portions, holds, decisions. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSCRIPT } from '../support/a-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const stateOf = async (embargoId: string) =>
  (await service.press.get(`/v1/embargoes/${embargoId}`)).body.state
const stays = async (embargoId: string, state: string, until: number) => {
  while (Date.now() < until) expect(await stateOf(embargoId)).toBe(state)
}

test('until a clock time: public at that instant, not before, though the call ended', async () => {
  const at = Date.now() + 1500
  const call = await steps.scheduleCall(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'Europe/Rome' },
  })
  expect(call.embargo).toMatchObject({
    state: 'scheduled',
    waitingFor: [],
    liftsAt: { timeZone: 'Europe/Rome' },
  })
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await stays(call.embargo.id, 'scheduled', at - 100)
  const published = await steps.untilPublic(service, release.id)
  const lateMs = Date.parse(published.publishedAt) - at
  expect(lateMs).toBeGreaterThanOrEqual(0)
  expect(lateMs).toBeLessThan(500)
})

test('until a notice: nothing lifts on its expected instant, only on the notice', async () => {
  const call = await steps.scheduleCall(service, {
    embargo: { until: 'notice', name: 'statement-released', expectedAt: steps.fromNow(300) },
  })
  const release = await steps.clearTranscript(service, call.id)
  await stays(call.embargo.id, 'pending', Date.now() + 800)
  const path = `/v1/embargoes/${call.embargo.id}/notices`
  expect((await service.press.post(path, { name: 'another' })).status).toBe(422)
  steps.body(await service.press.post(path, { name: 'statement-released' }), 200)
  await steps.untilPublic(service, release.id)
})

test('until the latest of two: the call’s end alone lifts nothing before the time', async () => {
  const at = Date.now() + 1500
  const time = { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' }
  const call = await steps.scheduleCall(service, { embargo: { latestOf: [{ until: 'call-end' }, time] } })
  expect(call.embargo).toMatchObject({ state: 'pending', waitingFor: ['call-end'] })
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const ended = await steps.end(service, call.id)
  expect(ended.embargo.state).toBe('scheduled')
  const published = await steps.untilPublic(service, release.id)
  expect(Date.parse(published.publishedAt)).toBeGreaterThanOrEqual(at)
})

test('two portions under different embargoes lift apart', async () => {
  const at = Date.now() + 2000
  const rules = { basis: 'on-background', attribution: 'senior administration official' }
  const call = await steps.scheduleCall(service, {
    groundRules: undefined,
    embargo: undefined,
    portions: [
      { name: 'Opening', groundRules: { ...rules, basis: 'on-the-record' }, embargo: { until: 'call-end' } },
      {
        name: 'Questions',
        groundRules: rules,
        embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
      },
    ],
  })
  expect((await service.press.put(`/v1/calls/${call.id}/transcript`, TRANSCRIPT)).body.code).toBe(
    'portion-required',
  )
  const opening = await steps.clearTranscript(service, call.id, '1')
  const questions = await steps.clearTranscript(service, call.id, 'Questions')
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await steps.untilPublic(service, opening.id)
  expect((await service.press.get(`/v1/releases/${questions.id}`)).body.state).toBe('cleared')
  const published = await steps.untilPublic(service, questions.id)
  expect(Date.parse(published.publishedAt)).toBeGreaterThanOrEqual(at)
})

test('a hold across the due instant: nothing lifts until it is resumed on purpose', async () => {
  const at = Date.now() + 1000
  const { id, embargo } = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const hold = `/v1/embargoes/${embargo.id}/hold`
  const held = steps.body(await service.press.put(hold, { reason: 'a second source is missing' }), 200)
  expect(held.hold).toMatchObject({ reason: 'a second source is missing', by: 'Ana Ruiz' })
  await stays(embargo.id, 'scheduled', at + 400)
  expect((await service.press.post(`/v1/embargoes/${embargo.id}/lift`, { reason: 'now' })).body.code).toBe(
    'held',
  )
  expect((await service.press.delete(hold)).body.code).toBe('resume-would-lift')
  steps.body(await service.press.delete(`${hold}?liftNow=true`), 200)
  await steps.untilPublic(service, id)
  const receipt = steps.body(await service.press.get(`/v1/embargoes/${embargo.id}/receipt`), 200)
  expect(receipt.lateReason).toBe('held')
  expect(receipt.latenessMs).toBeGreaterThanOrEqual(400)
})

test('terms changed 500 ms before the instant are the terms that lift', async () => {
  const at = Date.now() + 1500
  const { id, embargo } = await steps.clearStatement(service, {
    embargo: { until: 'time', at: new Date(at).toISOString(), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  await stays(embargo.id, 'scheduled', at - 500)
  const path = `/v1/embargoes/${embargo.id}`
  const past = { terms: { until: 'time', at: '2020-01-01T00:00', timeZone: 'UTC' }, reason: 'x' }
  expect((await service.press.patch(path, past)).body.code).toBe('time-in-past')
  expect((await service.press.patch(path, { terms: { until: 'none' }, reason: 'x' })).body.code).toBe(
    'would-lift',
  )
  const terms = { until: 'time', at: new Date(at + 1000).toISOString(), timeZone: 'UTC' }
  steps.body(await service.press.patch(path, { terms, reason: 'the talks run on' }), 200)
  const published = await steps.untilPublic(service, id)
  expect(Date.parse(published.publishedAt)).toBeGreaterThanOrEqual(at + 1000)
})

test('a lift with nothing cleared publishes nothing; what is cleared later is public at once', async () => {
  await steps.importSubscribers(service, ['late@paper.example'], ['water'])
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await steps.eventually(
    () => stateOf(call.embargo.id),
    (state) => state === 'lifted',
  )
  const release = await steps.clearTranscript(service, call.id)
  expect(release.state).toBe('public')
  expect((await service.anyone.get(`/releases/${release.slug}`)).status).toBe(200)
  await service.mail.until((one) => one.to === 'late@paper.example')
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert).toMatchObject({
    kind: 'release',
    channels: { email: { sent: alert.channels.email.audience, owed: 0 } },
  })
})

test('lifted early by decision, citing a breach that by itself lifted nothing', async () => {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  const path = `/v1/embargoes/${call.embargo.id}`
  const breached = steps.body(
    await service.press.post(`${path}/breaches`, { where: 'https://paper.example/x', who: 'A paper' }),
    201,
  )
  expect(breached.state).toBe('pending')
  const breachId = breached.breaches[0].id
  const lifted = steps.body(await service.press.post(`${path}/lift`, { reason: 'it is out', breachId }), 200)
  expect(lifted).toMatchObject({ state: 'lifted', cause: 'decision', citedBreachId: breachId })
  await steps.untilPublic(service, release.id)
})

test('a cancelled call’s embargo is void: nothing of it ever lifts', async () => {
  const call = await steps.scheduleCall(service, {
    embargo: { until: 'time', at: steps.fromNow(600), timeZone: 'UTC' },
  })
  await steps.clearTranscript(service, call.id)
  steps.body(await service.press.post(`/v1/calls/${call.id}/cancel`), 200)
  await stays(call.embargo.id, 'void', Date.now() + 900)
})

test('two end requests at once end the call once, and both are answered the same', async () => {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const [one, two] = await Promise.all([
    service.press.post(`/v1/calls/${call.id}/end`),
    service.press.post(`/v1/calls/${call.id}/end`),
  ])
  expect([one?.status, two?.status]).toEqual([200, 200])
  expect(one?.body.endedAt).toBe(two?.body.endedAt)
  await steps.untilPublic(service, release.id)
  const audit = (await service.press.get(`/v1/audit?record=${call.id}`)).body.items
  expect(audit.filter((entry: { act: string }) => entry.act === 'end-call')).toHaveLength(1)
  const again = await service.press.post(`/v1/calls/${call.id}/end`, { endedAt: '2026-03-14T15:00' })
  expect(again.body.code).toBe('ended-otherwise')
})

test('a clearance of a revision that has moved on is refused, and nothing is published', async () => {
  const call = await steps.scheduleCall(service)
  const first = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, TRANSCRIPT), 200)
  const second = steps.body(
    await service.press.put(`/v1/calls/${call.id}/transcript`, TRANSCRIPT.replace('five hours', 'six hours')),
    200,
  )
  const path = `/v1/releases/${first.release.id}/clearance`
  expect((await service.press.put(path, { revision: first.release.revision })).status).toBe(412)
  expect((await service.press.put(path, {})).status).toBe(428)
  steps.body(await service.press.put(path, { revision: second.release.revision }), 200)
})

test('while everything is held nothing goes out, not even what is cleared after its lift', async () => {
  const made = await steps.clearStatement(service, {
    embargo: { until: 'time', at: steps.fromNow(400), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const draft = steps.body(
    await service.press.post('/v1/releases', {
      kind: 'advisory',
      headline: 'Advisory',
      body: 'Later.',
      embargo: { until: 'none' },
      groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
    }),
    201,
  )
  steps.body(await service.press.put('/v1/hold-all', { reason: 'everything waits' }), 200)
  const clear = () => service.press.put(`/v1/releases/${draft.id}/clearance`, { revision: 1 })
  expect((await clear()).body).toMatchObject({ status: 409, code: 'all-held' })
  await stays(made.embargo.id, 'scheduled', Date.now() + 700)
  expect((await service.press.post(`/v1/embargoes/${made.embargo.id}/lift`, { reason: 'x' })).body.code).toBe(
    'all-held',
  )
  expect((await service.press.delete('/v1/hold-all')).body.code).toBe('resume-would-lift')
  steps.body(await service.press.delete('/v1/hold-all?liftNow=true'), 200)
  await steps.untilPublic(service, made.id)
  const receipt = steps.body(await service.press.get(`/v1/embargoes/${made.embargo.id}/receipt`), 200)
  expect(receipt.lateReason).toBe('all-held')
  expect((await clear()).body.state).toBe('public')
})
