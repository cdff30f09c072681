/** Mail that nobody takes: what reports and refusals make of a subscription, once each, in any order. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countRefusal } from '../../src/commands/count-refusal.ts'
import { receiveReport } from '../../src/commands/receive-report.ts'
import { oweAlert } from '../../src/domain/alert.ts'
import type { Finding } from '../../src/domain/mail-report.ts'
import { type Consequence, REFUSALS_SPAN_MS } from '../../src/domain/suppression.ts'
import { newId } from '../../src/store/identifiers.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
const redis = openRedis()
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(async () => {
  await shop.close()
  redis.disconnect()
})

const DEAD: Finding = { kind: 'dead-address', status: '5.1.1' }
const FULL: Finding = { kind: 'refused', status: '5.2.2' }
const LATE: Finding = { kind: 'delayed', status: '4.4.1' }
const COMPLAINT: Finding = { kind: 'complaint' }

let count = 0
async function aSubscriber(): Promise<number> {
  count += 1
  return shop.store.subscribers.confirm({ email: `desk${count}@paper.example`, topics: [] })
}

/** An alert to everyone, as of so many days ago; ids sort by time. */
async function anAlert(daysAgo = 0): Promise<string> {
  const now = Date.now() - daysAgo * REFUSALS_SPAN_MS
  const alert = oweAlert({
    id: newId('alert', now),
    kind: 'release',
    releaseIds: [newId('release', now)],
    now,
  })
  await shop.store.commit([shop.store.alerts.write(alert)])
  await shop.store.ledger.open(alert.id, 'email', { who: 'everyone' })
  return alert.id
}

const deliver = (alertId: string, number: number) =>
  redis.setbit(shop.store.keys.ledger(alertId, 'email', 'sent'), number, 1)
const stateOf = async (number: number) => {
  const found = await shop.store.subscribers.read(number)
  return found?.reason ?? found?.state
}
const report = (alertId: string, number: number, finding: Finding) =>
  receiveReport(shop.store, { alertId, number }, finding)
const auditOf = async (alertId: string) =>
  (await shop.store.audit.list({ limit: 50, cursor: null, record: alertId })).items.map(({ act, codes }) => [
    act,
    ...codes,
  ])

/** Refused so many days ago; 'ended' when that was enough. */
function refuse(alertId: string, number: number, daysAgo: number) {
  const consequence: Consequence = { does: 'count' }
  const at = Date.now() - daysAgo * REFUSALS_SPAN_MS
  return shop.store.suppression.take({
    alertId,
    channel: 'email',
    number,
    report: null,
    consequence,
    at,
    auditBody: shop.store.audit.write({
      at,
      actor: shop.work.actor,
      act: 'end-subscription',
      record: alertId,
      revision: null,
    }),
  })
}

describe('a report', () => {
  test('of a dead address ends the subscription, is on the record, and again changes nothing', async () => {
    const number = await aSubscriber()
    const alertId = await anAlert()
    const active = await shop.store.subscribers.count('email')
    expect(await report(alertId, number, DEAD)).toBe('ended')
    expect(await stateOf(number)).toBe('bounced')
    expect(await shop.store.subscribers.count('email')).toBe(active - 1)
    expect(await shop.store.suppression.reportOf(alertId, 'email', number)).toBe('bounced-5.1.1')
    expect(await report(alertId, number, DEAD)).toBe('known')
    expect(await auditOf(alertId)).toEqual([
      ['end-subscription', `subscriber-${number}`, 'bounced', 'bounced-5.1.1'],
    ])
  })

  test('of the same mail ends nothing that was confirmed afresh since', async () => {
    const number = await aSubscriber()
    const alertId = await anAlert()
    await report(alertId, number, DEAD)
    const email = `desk${count}@paper.example`
    expect(await shop.store.subscribers.import([{ email, topics: [] }])).toEqual({ added: 0, known: 1 })
    expect(await stateOf(number)).toBe('bounced')
    expect(await shop.store.subscribers.confirm({ email, topics: [] })).toBe(number)
    expect(await report(alertId, number, DEAD)).toBe('known')
    expect(await stateOf(number)).toBe('active')
  })

  test('is kept by its gravity, in whichever order reports come', async () => {
    const number = await aSubscriber()
    const alertId = await anAlert()
    const said = [LATE, FULL, LATE, COMPLAINT, DEAD]
    const taken: string[] = []
    for (const finding of said) taken.push(await report(alertId, number, finding))
    expect(taken).toEqual(['noted', 'noted', 'known', 'ended', 'known'])
    expect(await stateOf(number)).toBe('complained')
    expect(await shop.store.suppression.reportOf(alertId, 'email', number)).toBe('complained')
    expect(await shop.store.suppression.reported(alertId, 'email')).toBe(1)
  })

  test('of an alert that did not go there changes nothing', async () => {
    const alertId = await anAlert()
    const late = await aSubscriber()
    expect(await report(alertId, late, DEAD)).toBe('unknown')
    expect(await report(newId('alert', Date.now()), late, DEAD)).toBe('unknown')
    expect(await report(alertId, 0, DEAD)).toBe('unknown')
    expect(await stateOf(late)).toBe('active')
  })

  test('leaves the reason for which someone left before, and who was erased', async () => {
    const [left, erased, paused] = [await aSubscriber(), await aSubscriber(), await aSubscriber()]
    const alertId = await anAlert()
    await shop.store.subscribers.change(left, { state: 'left', topics: null })
    await shop.store.subscribers.change(erased, { state: 'erased', topics: [] })
    await shop.store.subscribers.change(paused, { state: 'paused', topics: null })
    for (const number of [left, erased, paused]) await report(alertId, number, DEAD)
    expect(await Promise.all([left, erased, paused].map(stateOf))).toEqual([
      'unsubscribed',
      'erased',
      'bounced',
    ])
    expect(await shop.store.subscribers.read(erased)).toMatchObject({ address: '' })
  })

  test('is not undone by a change of preferences that was decided before it', async () => {
    const number = await aSubscriber()
    await report(await anAlert(), number, COMPLAINT)
    await shop.store.subscribers.change(number, { state: 'active', topics: ['water'] })
    await shop.store.subscribers.change(number, { state: 'left', topics: null })
    expect(await stateOf(number)).toBe('complained')
    expect(
      await redis.getbit(shop.store.keys.subscribed('email'), number),
      'an ended subscription gets no alerts',
    ).toBe(0)
  })
})

describe('refusals for good', () => {
  test('in three alerts over more than a day end the subscription', async () => {
    const number = await aSubscriber()
    const [first, second, third] = [await anAlert(2), await anAlert(1), await anAlert()]
    expect(await refuse(first, number, 2)).toBe('noted')
    expect(await refuse(second, number, 1)).toBe('noted')
    await countRefusal(shop.store, { alertId: third, channel: 'email' }, number, 'smtp-550')
    expect(await stateOf(number)).toBe('refused')
    expect(await auditOf(third)).toEqual([
      ['end-subscription', `subscriber-${number}`, 'refused', 'smtp-550'],
    ])
    expect(await redis.hget(shop.store.keys.refusals('email'), String(number))).toBeNull()
  })

  test('in any number of alerts of one afternoon do not; the next day they do', async () => {
    const number = await aSubscriber()
    for (const daysAgo of [1.5, 1.4, 1.3, 1.2, 1.1])
      expect(await refuse(await anAlert(daysAgo), number, daysAgo)).toBe('noted')
    const kept = await redis.hget(shop.store.keys.refusals('email'), String(number))
    expect(kept?.split(' '), 'no more is kept than is needed').toHaveLength(3)
    expect(await refuse(await anAlert(0.4), number, 0.4)).toBe('ended')
  })

  test('count once an alert, however often it is tried', async () => {
    const number = await aSubscriber()
    const [first, second] = [await anAlert(3), await anAlert(2)]
    for (const daysAgo of [3, 2, 1, 0]) expect(await refuse(first, number, daysAgo)).toBe('noted')
    for (const daysAgo of [2, 1, 0]) expect(await refuse(second, number, daysAgo)).toBe('noted')
    expect(await stateOf(number)).toBe('active')
  })

  test('count from the last mail that was taken', async () => {
    const number = await aSubscriber()
    const alerts = [await anAlert(5), await anAlert(4), await anAlert(3), await anAlert(2), await anAlert(1)]
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = alerts
    await refuse(first, number, 5)
    await refuse(second, number, 4)
    await deliver(third, number)
    expect(await refuse(fourth, number, 2)).toBe('noted')
    expect(await refuse(fifth, number, 1)).toBe('noted')
    expect(await refuse(await anAlert(), number, 0)).toBe('ended')
  })

  test('and mail that was taken and came back is no mail that was taken', async () => {
    const number = await aSubscriber()
    const [first, second, third] = [await anAlert(3), await anAlert(2), await anAlert(1)]
    for (const alertId of [first, second, third]) await deliver(alertId, number)
    await refuse(first, number, 3)
    await report(second, number, FULL)
    expect(await refuse(third, number, 1)).toBe('ended')
    expect(await stateOf(number)).toBe('refused')
  })

  test('are forgotten when the address is confirmed again', async () => {
    const number = await aSubscriber()
    const email = `desk${count}@paper.example`
    await refuse(await anAlert(3), number, 3)
    await refuse(await anAlert(2), number, 2)
    await shop.store.subscribers.confirm({ email, topics: [] })
    expect(await refuse(await anAlert(1), number, 1)).toBe('noted')
    expect(await stateOf(number)).toBe('active')
  })

  test('of our content, or by a policy, do not count', async () => {
    const number = await aSubscriber()
    for (const code of ['smtp-data-554', 'smtp-550-5.7.1', 'gave-up'])
      await countRefusal(shop.store, { alertId: await anAlert(), channel: 'email' }, number, code)
    expect(await redis.hget(shop.store.keys.refusals('email'), String(number))).toBeNull()
  })
})
