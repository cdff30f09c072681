/** The measured story of a lift, complete; how far its alert is; and whether one desk got it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeEach(async () => {
  service = await startService()
})
afterEach(() => service.close())

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `desk${index}@paper.example`)

/** A call under embargo until its end, ended: its release and embargo. */
async function endACall() {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  return { release, embargoId: call.embargo.id }
}
const receiptOf = async (embargoId: string) =>
  steps.body(await service.press.get(`/v1/embargoes/${embargoId}/receipt`), 200)

test('a receipt has every word of it, and they agree with one another', async () => {
  await steps.importSubscribers(service, addresses(20))
  service.mail.refuse = (address) => (address.startsWith('desk7@') ? 550 : null)
  const { release, embargoId } = await endACall()
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  const { slug } = await steps.untilPublic(service, release.id)
  const receipt = await receiptOf(embargoId)
  const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(receipt).toEqual({
    embargoId,
    state: 'lifted',
    cause: 'terms',
    dueAt: instant,
    dueKnownAt: instant,
    liftedAt: instant,
    latenessMs: expect.any(Number),
    lateReason: receipt.latenessMs > 250 ? 'busy' : null,
    published: [{ releaseId: release.id, slug, publishedAt: receipt.liftedAt }],
    alerts: [alert],
  })
  expect(alert).toMatchObject({ kind: 'lift', state: 'closed', openedAt: instant, closedAt: instant })
  const at = (text: string) => Date.parse(text)
  const [lifted, known] = [at(receipt.liftedAt), Math.max(at(receipt.dueAt), at(receipt.dueKnownAt))]
  expect(receipt.latenessMs).toBe(lifted - known)
  const { email } = alert.channels
  expect(email).toMatchObject({ audience: 20, sent: 19, failed: 1, uncertain: 0, skipped: 0, owed: 0 })
  expect(email).toMatchObject({ reported: 0, firstAt: instant, lastAt: instant, secondsLeft: null })
  expect(at(email.firstAt)).toBeGreaterThanOrEqual(lifted)
  expect(at(email.lastAt)).toBeGreaterThanOrEqual(at(email.firstAt))
  expect(at(alert.closedAt)).toBeGreaterThanOrEqual(at(email.lastAt))
  expect(email.maxMs).toBe(at(email.lastAt) - lifted)
  expect(email.p50Ms).toBeGreaterThan(0)
  expect(email.p95Ms).toBeGreaterThanOrEqual(email.p50Ms)
  // Delays are counted in steps of a sixty-fourth.
  expect(email.p95Ms).toBeLessThanOrEqual(Math.ceil(email.maxMs * (1 + 1 / 64)))
})

test('a lift by decision is late by nothing, and says who wanted it', async () => {
  const call = await steps.scheduleCall(service)
  await steps.clearTranscript(service, call.id)
  const path = `/v1/embargoes/${call.embargo.id}`
  steps.body(await service.press.post(`${path}/lift`, { reason: 'it is out' }), 200)
  expect(await receiptOf(call.embargo.id)).toMatchObject({
    ...{ state: 'lifted', cause: 'decision', latenessMs: null, lateReason: null, dueAt: null },
    published: [{ slug: expect.any(String) }],
  })
  const { items } = (await service.press.get(`/v1/audit?record=${call.embargo.id}`)).body
  expect(items).toContainEqual(expect.objectContaining({ act: 'lift', reason: 'it is out' }))
})

test('did this desk get it? by its address in any case; one that was not asked for it is not there', async () => {
  await steps.importSubscribers(service, addresses(3))
  await steps.importSubscribers(service, ['trade@paper.example'], ['trade'])
  service.mail.refuse = (address) => (address.startsWith('desk1@') ? 550 : null)
  const { release } = await endACall()
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  const ask = async (email: string) =>
    (await service.press.get(`/v1/alerts/${alert.id}/deliveries?email=${email}`)).body
  const one = { email: 'desk0@paper.example', state: 'sent', uncertain: false, code: null }
  expect(await ask('Desk0@Paper.Example')).toEqual({ items: [one], next: null })
  expect((await ask('desk1@paper.example')).items).toMatchObject([{ state: 'failed', code: 'smtp-550' }])
  for (const other of ['trade@paper.example', 'nobody@paper.example'])
    expect(await ask(other)).toEqual({ items: [], next: null })
})

test('a running alert says how long it will take yet; a stopped one takes no time', {
  timeout: 60_000,
}, async () => {
  await steps.importSubscribers(service, addresses(60))
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 200))
  const { release } = await endACall()
  const running = await steps.eventually(
    async () => (await service.press.get(`/v1/releases/${release.id}/alerts`)).body.items[0],
    (alert) => alert?.channels.email.perSecond > 0,
  )
  const { owed, perSecond, secondsLeft } = running.channels.email
  expect(secondsLeft).toBe(Math.ceil(owed / perSecond))
  expect(secondsLeft).toBeGreaterThan(0)
  const kill = { reason: 'wrong file', publicNotice: 'Withdrawn.' }
  steps.body(await service.press.post(`/v1/releases/${release.id}/kill`, kill), 200)
  const stopped = steps.body(await service.press.get(`/v1/alerts/${running.id}`), 200)
  expect(stopped).toMatchObject({ state: 'stopped', channels: { email: { secondsLeft: null } } })
  expect(stopped.channels.email.owed).toBeGreaterThan(0)
})
