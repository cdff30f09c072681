/** What failed is owed again exactly once, and the counts always add up to the audience. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retryDeliveries } from '../../src/commands/retry-deliveries.ts'
import { openAlert, oweAlert, stopAlert } from '../../src/domain/alert.ts'
import type { Tally } from '../../src/domain/delivery.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import { draftRelease, killRelease, type Release } from '../../src/domain/release.ts'
import { newId } from '../../src/store/identifiers.ts'
import type { Lease, Settled } from '../../src/store/ledger.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

const PEOPLE = 12
let shop: Workshop
beforeEach(async () => {
  shop = openWorkshop()
  const lines = Array.from({ length: PEOPLE }, (_, index) => ({ email: `p${index}@x.example`, topics: [] }))
  await shop.store.subscribers.import(lines)
})
afterEach(() => shop.close())

type Fate = 'sent' | 'busy' | 'gone' | 'doubted' | 'owed'
const CODES = { busy: 'smtp-552-5.2.2', gone: 'smtp-550-5.1.1', doubted: 'smtp-550-5.1.1' }

/** An open alert of a release, its deliveries settled as told: the first number is 1. */
async function anAlert(fates: readonly Fate[]): Promise<{ id: string; release: Release; lease: Lease }> {
  const { store } = shop
  const release = draftRelease({
    id: newId('release', 1),
    kind: 'statement',
    callId: null,
    portionId: null,
    embargoId: newId('embargo', 1),
    basis: 'on-the-record',
    conflicts: [],
    now: 1,
  })
  const owed = oweAlert({ id: newId('alert', Date.now()), kind: 'lift', releaseIds: [release.id], now: 1 })
  const open = openAlert(owed, 2)
  if (open === null) throw new Error('Not opened')
  await store.commit([store.releases.write(release), store.alerts.write(owed)])
  await store.commit([store.alerts.write(open)])
  await store.ledger.open(owed.id, 'email', { who: 'everyone' })
  const lease: Lease = { alertId: owed.id, channel: 'email', from: 0, to: 999, token: 'first' }
  await settle(lease, open, fates)
  return { id: owed.id, release, lease }
}

/** Claims all that is owed and settles the first ones so, then ends the pass. */
async function settle(
  lease: Lease,
  alert: { revision: number; createdAt: number },
  fates: readonly Fate[],
): Promise<readonly number[]> {
  const { ledger } = shop.store
  await ledger.take(lease)
  const { claims } = await ledger.exchange(lease, alert, { cursor: 0, wanted: PEOPLE, settled: [] })
  const settled = claims.flatMap(({ number }, index): Settled[] => {
    const fate = fates[index] ?? 'sent'
    if (fate === 'owed') return [{ number, outcome: 'owed', code: '' }]
    if (fate === 'sent') return [{ number, outcome: 'sent', code: '' }]
    const doubt = fate === 'doubted' ? [{ number, outcome: 'uncertain' as const, code: '' }] : []
    return [...doubt, { number, outcome: 'failed', code: CODES[fate] }]
  })
  await ledger.exchange(lease, alert, { cursor: 0, wanted: 0, settled })
  await ledger.finish(lease, { pass: 1, at: 0, giveUp: null })
  await ledger.giveUp(lease)
  return claims.map(({ number }) => number)
}

const tallyOf = (id: string) => shop.store.ledger.tally(id, 'email')
const sum = (tally: Tally) => tally.sent + tally.failed + tally.uncertain + tally.skipped + tally.owed

test('what failed is owed again and claimed once more; what was sent or is in doubt is not', async () => {
  const { id, lease } = await anAlert(['busy', 'sent', 'gone', 'doubted', 'busy'])
  expect(await tallyOf(id)).toMatchObject({ sent: 8, failed: 3, uncertain: 1, owed: 0 })
  const view = await retryDeliveries(shop.work, id, {})
  expect(view).toMatchObject({
    alert: { state: 'open', closedAt: null },
    channels: [{ channel: 'email', tally: { failed: 0, owed: 3 } }],
  })
  expect(await tallyOf(id)).toMatchObject({ sent: 8, failed: 0, uncertain: 1, owed: 3 })
  expect(await shop.store.ledger.members(id, 'email', 'owed', 0, 9)).toEqual([1, 3, 5])
  const alert = await shop.store.alerts.read(id)
  expect(await settle({ ...lease, token: 'again' }, alert ?? { revision: 0, createdAt: 0 }, [])).toEqual([
    1, 3, 5,
  ])
  expect(await tallyOf(id)).toMatchObject({ sent: 11, failed: 0, owed: 0 })
  expect(await shop.store.ledger.delivery(id, 'email', 1)).toMatchObject({ state: 'sent', code: null })
})

test('only for the reasons that were named, and only those who are still subscribed', async () => {
  const { id } = await anAlert(['busy', 'gone', 'busy', 'doubted'])
  await shop.store.subscribers.change(3, { state: 'left', topics: null })
  expect(await shop.store.failures.groups(id)).toEqual([
    { code: CODES.gone, again: 1, left: 0, doubted: 1 },
    { code: CODES.busy, again: 1, left: 1, doubted: 0 },
  ])
  expect(await retryDeliveries(shop.work, id, { reasons: [CODES.busy] })).toMatchObject({
    channels: [{ tally: { owed: 1 } }],
  })
  expect(await shop.store.ledger.members(id, 'email', 'owed', 0, 9)).toEqual([1])
  expect(await retryDeliveries(shop.work, id, { reasons: [CODES.busy] })).toMatchObject({
    refused: 'nothing-failed',
  })
})

test('asked for by many at once, each is owed again once, and the audit says by whom', async () => {
  const { id } = await anAlert(['busy', 'gone', 'busy', 'gone'])
  const stores = Array.from({ length: 6 }, () => shop.another())
  const answers = await Promise.all(stores.map((store) => retryDeliveries({ ...shop.work, store }, id, {})))
  expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1)
  expect(await tallyOf(id)).toMatchObject({ failed: 0, owed: 4, sent: 8 })
  const { items } = await shop.store.audit.list({ limit: 10, cursor: null, record: id })
  expect(items.map(({ act, codes }) => [act, codes])).toEqual([['retry-deliveries', ['people-4']]])
})

test('the ranges come back as they were first, so that one lease keeps each', async () => {
  const { id } = await anAlert(['busy'])
  const { store } = shop
  expect(await store.ledger.waiting(id, 'email', Date.now())).toEqual([])
  await retryDeliveries(shop.work, id, {})
  const now = await store.clock.now()
  expect(await store.ledger.waiting(id, 'email', now)).toMatchObject([{ from: 0, to: 999, pass: 0 }])
})

test('a stopped alert, and one whose every release was withdrawn, sends nothing again', async () => {
  const { store } = shop
  const [first, second] = [await anAlert(['busy']), await anAlert(['busy'])]
  const open = await store.alerts.read(first.id)
  const stopped = open && stopAlert(open, 9)
  if (!stopped) throw new Error('Not stopped')
  await store.commit([store.alerts.write(stopped)])
  expect(await retryDeliveries(shop.work, first.id, {})).toMatchObject({ refused: 'alert-stopped' })
  const killed = killRelease(second.release, 'Withdrawn.', 9)
  if (isRefusal(killed)) throw new Error('Not killed')
  await store.commit([store.releases.write(killed)])
  expect(await retryDeliveries(shop.work, second.id, {})).toMatchObject({ refused: 'killed' })
  expect(await tallyOf(first.id)).toMatchObject({ failed: 1, owed: 0 })
  expect(await tallyOf(second.id)).toMatchObject({ failed: 1, owed: 0 })
})

test('whatever failed and however often it is sent again, the counts add up and nobody is claimed twice', {
  timeout: 60_000,
}, async () => {
  const fate = fc.constantFrom<Fate>('sent', 'busy', 'gone', 'doubted', 'owed')
  const rounds = fc.array(fc.array(fate, { minLength: PEOPLE, maxLength: PEOPLE }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(rounds, async ([first = [], ...others]) => {
      const { id, lease } = await anAlert(first)
      for (const [round, fates] of others.entries()) {
        const before = await tallyOf(id)
        const sent = new Set(await shop.store.ledger.members(id, 'email', 'sent', 0, PEOPLE + 1))
        await retryDeliveries(shop.work, id, {})
        const alert = await shop.store.alerts.read(id)
        if (alert === null) throw new Error('No alert')
        const owed = await tallyOf(id)
        expect(sum(owed)).toBe(PEOPLE)
        expect(owed).toMatchObject({ sent: before.sent, uncertain: before.uncertain, failed: 0 })
        const claimed = await settle({ ...lease, token: `round-${round}` }, alert, fates)
        expect(claimed).toHaveLength(owed.owed)
        expect(claimed.filter((number) => sent.has(number))).toEqual([])
        expect(sum(await tallyOf(id))).toBe(PEOPLE)
      }
    }),
    { numRuns: 20 },
  )
})
