/** Who is told, and how often: one mail for a lift, and corrections and kills to exactly those who got it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeEach(async () => {
  service = await startService()
})
afterEach(() => service.close())

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `desk${index}@paper.example`)
const subjectsTo = (to: string) =>
  service.mail.received.filter((one) => one.to === to).map((one) => one.mail.subject)

test('three releases of one call lift together, in one mail that names all three', async () => {
  await steps.importSubscribers(service, addresses(3))
  const call = await steps.scheduleCall(service)
  const transcript = await steps.clearTranscript(service, call.id)
  const readout = await steps.clearStatement(service, {
    callId: call.id,
    kind: 'readout',
    headline: 'Readout of the talks',
  })
  await steps.clearStatement(service, {
    callId: call.id,
    kind: 'fact-sheet',
    headline: 'The gauges in figures',
  })
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [alert] = await steps.untilAlertsSettled(service, transcript.id, 1)
  expect(alert.releaseIds).toHaveLength(3)
  expect(service.mail.received).toHaveLength(3)
  const text = service.mail.received[0]?.mail.text ?? ''
  for (const headline of ['river talks', 'Readout of the talks', 'The gauges in figures'])
    expect(text).toContain(headline)
  expect((await service.press.get(`/v1/releases/${readout.id}`)).body.state).toBe('public')
})

test('a correction and a kill reach exactly those who got the original', async () => {
  await steps.importSubscribers(service, addresses(4), ['water'])
  await steps.importSubscribers(service, ['trade@paper.example'], ['trade'])
  service.mail.refuse = (address) => (address === 'desk3@paper.example' ? 550 : null)
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [original] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(original.channels.email).toMatchObject({ audience: 4, sent: 3, failed: 1, owed: 0 })
  service.mail.refuse = () => null
  await steps.importSubscribers(service, ['newcomer@paper.example'], ['water'])

  const path = `/v1/releases/${release.id}`
  const corrected = steps.body(
    await service.press.post(`${path}/corrections`, {
      note: 'The meeting took six hours.',
      headline: 'Corrected',
    }),
    201,
  )
  expect(corrected.revisions.at(-1).publicRevision).toBe(2)
  const [, correction] = await steps.untilAlertsSettled(service, release.id, 2)
  expect(correction.channels.email).toMatchObject({ audience: 3, sent: 3 })
  expect((await service.anyone.get(`/releases/${corrected.slug}`)).text).toContain(
    'The meeting took six hours.',
  )

  steps.body(
    await service.press.post(`${path}/kill`, {
      reason: 'wrong file',
      publicNotice: 'This transcript was withdrawn.',
    }),
    200,
  )
  const [, , kill] = await steps.untilAlertsSettled(service, release.id, 3)
  expect(kill.channels.email).toMatchObject({ audience: 3, sent: 3 })
  expect(subjectsTo('desk0@paper.example')).toHaveLength(3)
  for (const untouched of ['desk3@paper.example', 'trade@paper.example', 'newcomer@paper.example'])
    expect(subjectsTo(untouched)).toHaveLength(0)
  const gone = await service.anyone.get(`/releases/${corrected.slug}`)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('This transcript was withdrawn.')
  expect(gone.text).not.toContain('lower river')
})

test('a kill stops a running alert within a second, and tells those who got it', async () => {
  await steps.importSubscribers(service, addresses(60))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 100))
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await service.mail.count(6)
  steps.body(
    await service.press.post(`/v1/releases/${release.id}/kill`, {
      reason: 'wrong',
      publicNotice: 'Withdrawn.',
    }),
    200,
  )
  const killedAt = Date.now()
  const [original] = await steps.untilAlertsSettled(service, release.id, 2)
  const isOriginal = (subject?: string) => subject?.includes('river talks') ?? false
  const lastOriginal = Math.max(
    ...service.mail.received.filter((one) => isOriginal(one.mail.subject)).map((one) => one.at),
  )
  expect(lastOriginal - killedAt).toBeLessThan(1000)
  expect(original.state).toBe('stopped')
  expect(original.channels.email.sent).toBeLessThan(60)
  const gotIt = new Set(service.mail.received.flatMap((one) => (isOriginal(one.mail.subject) ? one.to : [])))
  const told = new Set(service.mail.received.flatMap((one) => (isOriginal(one.mail.subject) ? [] : one.to)))
  expect([...gotIt].filter((one) => !told.has(one))).toEqual([])
  // Who was claimed when it was killed may have got it.
  expect(told.size).toBeLessThanOrEqual(gotIt.size + 10)
})

test('a kill also stops what only waits for its turn', async () => {
  await service.close()
  service = await startService({ perSecond: 1 })
  await steps.importSubscribers(service, addresses(10))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await service.mail.count(1)
  const kill = { reason: 'wrong', publicNotice: 'Withdrawn.' }
  steps.body(await service.press.post(`/v1/releases/${release.id}/kill`, kill), 200)
  const killedAt = Date.now()
  await steps.untilAlertsSettled(service, release.id, 2)
  const originals = service.mail.received.filter((one) => one.mail.subject?.includes('river talks'))
  expect(Math.max(...originals.map((one) => one.at)) - killedAt).toBeLessThan(1000)
  expect(new Set(service.mail.received.map((one) => `${one.to} ${one.mail.messageId}`)).size).toBe(
    service.mail.received.length,
  )
})

test('someone who unsubscribed between the lift and their delivery gets nothing, and is counted', async () => {
  await steps.importSubscribers(service, addresses(30))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 100))
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const first = await service.mail.until(() => true)
  const last = 'desk29@paper.example'
  const found = (await service.press.get(`/v1/subscribers?email=${last}`)).body.items[0]
  steps.body(await service.press.delete(`/v1/subscribers/${found.id}`), 204)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 30, sent: 29, skipped: 1 })
  expect(subjectsTo(last)).toHaveLength(0)
  expect(first.to).not.toBe(last)
})

test('a server that answers “later” gets the mail later; the lift and the others are not held up', async () => {
  await steps.importSubscribers(service, addresses(5))
  const refusedOnce = new Set<string>()
  service.mail.refuse = (address) => {
    if (address !== 'desk2@paper.example' || refusedOnce.has(address)) return null
    refusedOnce.add(address)
    return 450
  }
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await service.mail.count(4)
  expect(subjectsTo('desk2@paper.example')).toHaveLength(0)
  await service.mail.until((one) => one.to === 'desk2@paper.example')
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 5, sent: 5, uncertain: 0, owed: 0 })
  expect(service.mail.received).toHaveLength(5)
})

test('nobody gets an alert twice, and its headers say what it is', async () => {
  await steps.importSubscribers(service, addresses(250))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await service.startWorkers()
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels.email).toMatchObject({ audience: 250, sent: 250, uncertain: 0 })
  expect(new Set(service.mail.received.map((one) => one.to)).size).toBe(250)
  expect(new Set(service.mail.received.map((one) => one.mail.messageId)).size).toBe(250)
  const { headers } = service.mail.received[0]?.mail ?? { headers: new Map() }
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(headers.get('list')).toMatchObject({ 'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' } })
})

test('a running alert tells how far it is, until it is done', async () => {
  await steps.importSubscribers(service, addresses(40))
  service.mail.beforeAccepting = () => new Promise((resolve) => setTimeout(resolve, 150))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const {
    body: { items },
  } = await steps.eventually(
    () => service.press.get(`/v1/releases/${release.id}/alerts`),
    ({ body }) => body.items.length === 1 && body.items[0].state === 'open',
  )
  const progress = await service.press.get(`/v1/alerts/${items[0].id}/progress`)
  expect(progress.headers.get('Content-Type')).toContain('text/event-stream')
  const events = [...progress.text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, event, data]) => ({
    event,
    email: JSON.parse(data ?? '').channels.email,
  }))
  expect(events.length).toBeGreaterThan(1)
  for (const { email } of events)
    expect(email.sent + email.failed + email.uncertain + email.skipped + email.owed).toBe(40)
  expect(events[0]).toMatchObject({ event: 'progress' })
  expect(events.at(-1)).toMatchObject({ event: 'done', email: { sent: 40, owed: 0 } })
  const { p50Ms, p95Ms, maxMs } = events.at(-1)?.email ?? {}
  expect(p50Ms).toBeGreaterThan(0)
  expect(p95Ms).toBeGreaterThanOrEqual(p50Ms)
  expect(maxMs * (65 / 64) + 1).toBeGreaterThanOrEqual(p95Ms)
  expect((await service.press.get('/v1/alerts/alt_01ARZ3NDEKTSV4RRFFQ69G5FAV/progress')).status).toBe(404)
})
