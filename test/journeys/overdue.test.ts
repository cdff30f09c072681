/** A call that should have ended, a notice that should have come: people are told once, and nothing lifts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPS_EMAIL, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  // Two workers: each looks for what is overdue.
  service = await startService({ workers: 2, overdueAfter: 'PT1S' })
})
afterAll(() => service.close())

let contacts = 0
const freshContact = () => {
  contacts += 1
  return `contact${contacts}@example.gov`
}
const contact = (email: string) => ({ name: 'Press Office', email })
const subjects = (to: string) =>
  service.mail.received.filter((one) => one.to === to).map((one) => one.mail.subject)
const opsMails = (id: string) => subjects(OPS_EMAIL).filter((subject) => subject?.includes(id))
const overdue = async () => (await service.ops.get('/v1/ops/overview')).body.overdue
const told = async (id: string): Promise<readonly unknown[]> =>
  (await service.press.get(`/v1/audit?record=${id}`)).body.items.filter(
    (entry: { act: string }) => entry.act === 'tell-overdue',
  )

/** A live call that was to end so long from now. */
async function liveCall(endsInMs: number, change: Record<string, unknown> = {}) {
  const startsAt = steps.fromNow(-3_600_000)
  const call = await steps.scheduleCall(service, {
    ...{ startsAt, expectedEndsAt: steps.fromNow(endsInMs) },
    ...change,
  })
  await steps.start(service, call.id)
  return call
}

/** Resolves when the workers have since looked at everything again: a call made later has been told. */
async function untilTheyLookedAgain(): Promise<void> {
  const email = freshContact()
  await liveCall(0, { contact: contact(email) })
  await service.mail.until((one) => one.to === email)
}

test('a live call past its expected end and grace: its contact and ops are told once, and nothing lifts', async () => {
  const email = freshContact()
  const call = await liveCall(300, { contact: contact(email) })
  const release = await steps.clearTranscript(service, call.id)
  const { mail, at } = await service.mail.until((one) => one.to === email)
  expect(at).toBeGreaterThanOrEqual(Date.parse(call.expectedEndsAt.at) + 1000)
  expect(mail.subject).toContain(`end or extend call ${call.id}`)
  expect(mail.text).toContain(`POST /v1/calls/${call.id}/end`)
  expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/river|Press Office|Teleconference|Oduya/i)
  await service.mail.until((one) => one.to === OPS_EMAIL && one.mail.subject?.includes(call.id) === true)
  expect(await overdue()).toContainEqual({ callId: call.id, expectedAt: call.expectedEndsAt.at })

  await untilTheyLookedAgain()
  expect(subjects(email)).toHaveLength(1)
  expect(opsMails(call.id)).toHaveLength(1)
  expect(await told(call.id)).toHaveLength(1)
  expect((await service.press.get(`/v1/embargoes/${call.embargo.id}`)).body.state).toBe('pending')
  expect((await service.press.get(`/v1/releases/${release.id}`)).body.state).toBe('cleared')

  // An end with the revision that was read before: being told has not changed the call.
  const { headers } = await service.press.get(`/v1/calls/${call.id}`)
  expect(headers.get('ETag')).toBe('"3"')
  await steps.end(service, call.id)
  await steps.untilPublic(service, release.id)
  expect(JSON.stringify(await overdue())).not.toContain(call.id)
})

test('extended, it is no longer overdue; past the new end it is told again', async () => {
  const email = freshContact()
  const call = await liveCall(0, { contact: contact(email) })
  await service.mail.until((one) => one.to === email)
  const later = steps.fromNow(1500)
  steps.body(await service.press.patch(`/v1/calls/${call.id}`, { expectedEndsAt: later }), 200)
  expect(JSON.stringify(await overdue())).not.toContain(call.id)
  const expectedAt = new Date(later).toISOString()
  const second = await service.mail.until(
    (one) => one.to === email && one.mail.text?.includes(expectedAt) === true,
  )
  expect(second.at).toBeGreaterThanOrEqual(Date.parse(later) + 1000)
  await untilTheyLookedAgain()
  expect(subjects(email)).toHaveLength(2)
})

test('a notice past its time, while it is held and everything is: told once, by ids, and nothing lifts', async () => {
  const email = freshContact()
  const made = await steps.clearStatement(service, {
    contact: contact(email),
    embargo: { until: 'notice', name: 'talks-over', expectedAt: steps.fromNow(200) },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const path = `/v1/embargoes/${made.embargo.id}`
  steps.body(await service.press.put(`${path}/hold`, { reason: 'a second source is missing' }), 200)
  steps.body(await service.press.put('/v1/hold-all', { reason: 'everything waits' }), 200)
  const { mail } = await service.mail.until((one) => one.to === email)
  expect(mail.subject).toContain(made.embargo.id)
  expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/river|talks|spokesperson/i)
  const [listed] = (await overdue()).filter(
    (one: { embargoId?: string }) => one.embargoId === made.embargo.id,
  )
  expect(listed).toEqual({
    embargoId: made.embargo.id,
    expectedAt: expect.stringMatching(/Z$/),
  })
  steps.body(await service.press.delete('/v1/hold-all?liftNow=true'), 200)
  steps.body(await service.press.delete(`${path}/hold`), 200)
  await untilTheyLookedAgain()
  expect(subjects(email)).toHaveLength(1)
  expect((await service.press.get(path)).body).toMatchObject({ state: 'pending', liftedAt: null })
  steps.body(await service.press.post(`${path}/notices`, { name: 'talks-over' }), 200)
  await steps.untilPublic(service, made.id)
  expect(JSON.stringify(await overdue())).not.toContain(made.embargo.id)
})

test('what came in time, was cancelled, lifted, or never began is told to nobody', async () => {
  const emails = Array.from({ length: 4 }, freshContact)
  const [ended = '', cancelled = '', lifted = '', scheduled = ''] = emails
  const one = await liveCall(500, { contact: contact(ended) })
  await steps.end(service, one.id)
  const two = await liveCall(500, { contact: contact(cancelled) })
  steps.body(await service.press.post(`/v1/calls/${two.id}/cancel`), 200)
  const three = await steps.clearStatement(service, {
    contact: contact(lifted),
    embargo: { until: 'notice', name: 'said', expectedAt: steps.fromNow(500) },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  steps.body(await service.press.post(`/v1/embargoes/${three.embargo.id}/lift`, { reason: 'it is out' }), 200)
  await steps.scheduleCall(service, {
    ...{ startsAt: steps.fromNow(-1000), expectedEndsAt: steps.fromNow(500), contact: contact(scheduled) },
  })
  const after = freshContact()
  await liveCall(600, { contact: contact(after) })
  await service.mail.until((mail) => mail.to === after)
  expect(emails.flatMap(subjects)).toEqual([])
})

test('a call without a contact: that of its release is told; one who is both is told once', async () => {
  const email = freshContact()
  const call = await liveCall(300, { contact: undefined })
  steps.body(
    await service.press.post('/v1/releases', {
      ...{ kind: 'statement', headline: 'On the river talks', body: 'They went on.' },
      ...{ callId: call.id, contact: contact(email) },
    }),
    201,
  )
  await service.mail.until((one) => one.to === email)
  const both = await liveCall(0, { contact: contact(OPS_EMAIL.toUpperCase()) })
  await service.mail.until((one) => one.to === OPS_EMAIL && one.mail.subject?.includes(both.id) === true)
  await untilTheyLookedAgain()
  expect(opsMails(both.id)).toHaveLength(1)
})

test('mail away when it was told: what has come meanwhile is not told any more', async () => {
  const email = freshContact()
  const tried = Promise.withResolvers<void>()
  service.mail.refuse = (address) => {
    if (address !== email) return null
    tried.resolve()
    return 451
  }
  const call = await liveCall(0, { contact: contact(email) })
  await tried.promise
  await steps.end(service, call.id)
  service.mail.refuse = () => null
  // What was refused for now comes back by the retry table, after five seconds.
  await steps.eventually(
    async () => (await service.ops.get('/v1/ops/overview')).body.owedNotices,
    (owed) => owed === 0,
  )
  expect(subjects(email)).toEqual([])
})
