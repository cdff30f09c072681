/** The index of what is expected follows every write of calls and embargoes, and telling is done once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelCall } from '../../src/commands/cancel-call.ts'
import { changeCall } from '../../src/commands/change-call.ts'
import { changeTerms } from '../../src/commands/change-terms.ts'
import { endCall } from '../../src/commands/end-call.ts'
import { listOverdue } from '../../src/commands/find-expected.ts'
import { giveNotice } from '../../src/commands/give-notice.ts'
import { ScheduleCallInput, scheduleCall } from '../../src/commands/schedule-call.ts'
import { startCall } from '../../src/commands/start-call.ts'
import { type OverdueRule, tellOverdue } from '../../src/commands/tell-overdue.ts'
import { toIso } from '../../src/domain/instant.ts'
import { aCall } from '../support/a-call.ts'
import { granted } from '../support/granted.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

const RULE: OverdueRule = { graceMs: 0, opsEmail: 'ops@example.gov' }
const MINUTE = 60_000

let shop: Workshop
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(() => shop.close())

const now = () => shop.store.clock.now()
const far = async () => (await now()) + 100 * MINUTE

/** A live call, expected to end so long from now, under these terms. */
async function aLiveCall(endsInMs: number, embargo: unknown = { until: 'call-end' }) {
  const expectedEndsAt = toIso((await now()) + endsInMs)
  const input = ScheduleCallInput.parse(aCall({ expectedEndsAt, embargo }))
  const { call } = granted(await scheduleCall(shop.work, input))
  return granted(await startCall(shop.work, call.id, null))
}
async function waited(id: string): Promise<readonly string[]> {
  const all = await shop.store.expected.waitedBy(await far(), 1000)
  return all.flatMap((one) => (JSON.stringify(one).includes(id) ? [one.kind] : []))
}
/** Looks once for this record, as reconciliation does. */
async function tell(id: string, rule = RULE, { store, queues } = shop) {
  const untold = await store.expected.untold(await now(), 1000)
  const own = untold.filter((one) => JSON.stringify(one).includes(id))
  return (await Promise.all(own.map((one) => tellOverdue(store, queues, one, rule)))).filter(Boolean)
}

test('a call is in the index while it is live, and its notices until they come', async () => {
  const terms = { until: 'notice', name: 'statement-released', expectedAt: toIso((await now()) + MINUTE) }
  const { call, embargoes } = await aLiveCall(MINUTE, terms)
  const embargoId = embargoes[0]?.id ?? ''
  expect(await waited(call.id)).toEqual(['call-end'])
  expect(await waited(embargoId)).toEqual(['notice'])
  granted(await giveNotice(shop.work, embargoId, { name: 'statement-released' }, null))
  expect(await waited(embargoId)).toEqual([])
  granted(await endCall(shop.work, call.id, {}, null))
  expect(await waited(call.id)).toEqual([])
})

test('a cancelled call takes its notices with it', async () => {
  const terms = { until: 'notice', name: 'a', expectedAt: toIso((await now()) + MINUTE) }
  const { call, embargoes } = await aLiveCall(MINUTE, terms)
  granted(await cancelCall(shop.work, call.id, null))
  expect(await waited(call.id)).toEqual([])
  expect(await waited(embargoes[0]?.id ?? '')).toEqual([])
})

test('told once, by whichever of many comes first, with one notice for each address', async () => {
  const { call } = await aLiveCall(-MINUTE)
  const stores = Array.from({ length: 10 }, () => ({ ...shop, store: shop.another() }))
  const before = (await shop.store.notices.owedIds()).length
  const told = (await Promise.all(stores.map((one) => tell(call.id, RULE, one)))).flat()
  expect(told).toMatchObject([{ mails: 2, expectation: { callId: call.id } }])
  expect(await tell(call.id)).toEqual([])
  expect((await shop.store.notices.owedIds()).length - before).toBe(2)
  const { items } = await shop.store.audit.list({ limit: 50, cursor: null, record: call.id })
  expect(items.filter((entry) => entry.act === 'tell-overdue')).toMatchObject([{ codes: ['call-end'] }])
})

test('telling leaves the record and its revision as they are', async () => {
  const { call } = await aLiveCall(-MINUTE)
  expect(await tell(call.id)).toHaveLength(1)
  expect(await shop.store.calls.read(call.id)).toEqual(call)
})

test('another write of the call does not make it told again; a later expected end does, once that has passed', async () => {
  const { call } = await aLiveCall(-MINUTE)
  expect(await tell(call.id)).toHaveLength(1)
  granted(await changeCall(shop.work, call.id, { title: 'Another title' }, null))
  expect(await tell(call.id)).toEqual([])
  const later = (await now()) + 300
  granted(await changeCall(shop.work, call.id, { expectedEndsAt: toIso(later) }, null))
  expect(await tell(call.id)).toEqual([])
  while ((await now()) < later);
  expect(await tell(call.id)).toMatchObject([{ expectation: { expectedAt: later } }])
  // An earlier one is nothing new: that it has not ended was told.
  granted(await changeCall(shop.work, call.id, { expectedEndsAt: toIso(later - 200) }, null))
  expect(await tell(call.id)).toEqual([])
})

test('the commit refuses to tell before grace has passed, by Redis’s clock', async () => {
  const { call } = await aLiveCall(-MINUTE)
  const untold = (await shop.store.expected.untold(await now(), 1000)).find(
    (one) => 'callId' in one && one.callId === call.id,
  )
  if (untold === undefined) throw new Error('Not in the index')
  const change = shop.store.expected.markTold(untold, 5 * MINUTE)
  expect((await shop.store.commit([change])).outcomes).toEqual(['early'])
})

test('a notice dropped from the terms leaves the index, and nobody is told of it', async () => {
  const terms = { until: 'notice', name: 'dropped', expectedAt: toIso((await now()) - MINUTE) }
  const { embargoes } = await aLiveCall(MINUTE, terms)
  const id = embargoes[0]?.id ?? ''
  const other = { terms: { until: 'notice', name: 'kept' }, reason: 'another plan' } as const
  granted(await changeTerms(shop.work, id, other, null))
  expect(await listOverdue(shop.store, 0, await now(), 1000)).not.toContainEqual(
    expect.objectContaining({ embargoId: id }),
  )
  expect(await tell(id)).toEqual([])
  expect(await waited(id)).toEqual([])
})

test('nobody to write to: it is told in the audit and the log alone, and once', async () => {
  const expectedEndsAt = toIso((await now()) - MINUTE)
  const input = ScheduleCallInput.parse(aCall({ expectedEndsAt, contact: undefined }))
  const { call } = granted(await scheduleCall(shop.work, input))
  granted(await startCall(shop.work, call.id, null))
  const rule = { graceMs: 0, opsEmail: null }
  expect(await tell(call.id, rule)).toMatchObject([{ mails: 0 }])
  expect(await tell(call.id, rule)).toEqual([])
})

test('what is overdue and told does not hide what is overdue and not', async () => {
  const { store, queues } = shop
  for (const one of await store.expected.untold(await now(), 1000))
    await tellOverdue(store, queues, one, RULE)
  const { call } = await aLiveCall(-MINUTE)
  const untold = await store.expected.untold(await now(), 1)
  expect(untold).toHaveLength(1)
  expect(untold[0]).toMatchObject({ kind: 'call-end', callId: call.id, toldOf: 0 })
})
