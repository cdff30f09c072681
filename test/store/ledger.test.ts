/** The ledger: claims are made once, doubts are kept, and the counts always add up to the audience. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oweAlert } from '../../src/domain/alert.ts'
import { delayWithin, type Tally } from '../../src/domain/delivery.ts'
import { newId } from '../../src/store/identifiers.ts'
import type { Lease, Settled } from '../../src/store/ledger.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

const PEOPLE = 12
let shop: Workshop
beforeAll(async () => {
  shop = openWorkshop()
  const lines = Array.from({ length: PEOPLE }, (_, index) => ({ email: `p${index}@x.example`, topics: [] }))
  await shop.store.subscribers.import(lines)
})
afterAll(() => shop.close())

/** A fresh alert to everyone, and a lease on its only range. */
async function anAlert(): Promise<Lease> {
  const { store } = shop
  const alert = oweAlert({
    id: newId('alert', Date.now()),
    kind: 'lift',
    releaseIds: [newId('release', 1)],
    now: 1,
  })
  await store.commit([store.alerts.write(alert)])
  expect(await store.ledger.open(alert.id, 'email', { who: 'everyone' })).toEqual([{ from: 0, to: 999 }])
  return { alertId: alert.id, channel: 'email', from: 0, to: 999, token: 'first' }
}
/** Settles one, if given, and claims the next one owed from the start of the range. */
async function next(lease: Lease, revision: number, settled: Settled | null) {
  const ask = { cursor: 0, wanted: 1, settled: settled === null ? [] : [settled] }
  const { verdict, claims } = await shop.store.ledger.exchange(lease, { revision, createdAt: 1 }, ask)
  return claims[0] ?? verdict
}
const sum = (tally: Tally) => tally.sent + tally.failed + tally.uncertain + tally.skipped + tally.owed
const tallyOf = (lease: Lease) => shop.store.ledger.tally(lease.alertId, 'email')

test('each is claimed once, and a settled range leaves nothing owed', async () => {
  const { ledger } = shop.store
  const lease = await anAlert()
  expect(await ledger.take(lease)).toBe(0)
  const claimed: number[] = []
  let settled: Settled | null = null
  for (;;) {
    const claim: Awaited<ReturnType<typeof next>> = await next(lease, 1, settled)
    if (typeof claim === 'string') break
    claimed.push(claim.number)
    settled = { number: claim.number, outcome: 'sent', code: '' }
  }
  expect(claimed).toEqual(Array.from({ length: PEOPLE }, (_, index) => index + 1))
  expect(await tallyOf(lease)).toMatchObject({ audience: PEOPLE, sent: PEOPLE, owed: 0 })
  expect(await ledger.finish(lease, { pass: 1, at: 0, giveUp: null })).toEqual({ owed: 0, rangesLeft: 0 })
})

test('a range that someone keeps alive cannot be taken; one given up can', async () => {
  const { ledger } = shop.store
  const lease = await anAlert()
  await ledger.take(lease)
  const other = { ...lease, token: 'second' }
  expect(await ledger.take(other)).toBeNull()
  await next(lease, 1, null)
  await ledger.giveUp(lease)
  // One was claimed and never settled.
  expect(await ledger.take(other)).toBe(1)
  expect(await next(lease, 1, null)).toBe('taken')
})

test('a lease of a dead worker is free also when Redis’s clock has fallen back since', async () => {
  const { ledger, keys, clock } = shop.store
  const lease = await anAlert()
  await ledger.take(lease)
  const now = await clock.now()
  const redis = openRedis()
  await redis.hset(keys.ledger(lease.alertId, 'email', 'leases'), '0', `first|${now + 3_600_000}`)
  redis.disconnect()
  expect(await ledger.waiting(lease.alertId, 'email', now)).toHaveLength(1)
  expect(await ledger.take({ ...lease, token: 'second' })).toBe(0)
  expect(await ledger.waiting(lease.alertId, 'email', await clock.now())).toEqual([])
})

test('what was claimed stands while the range is held and the alert is as it was', async () => {
  const { ledger } = shop.store
  const lease = await anAlert()
  await ledger.take(lease)
  expect(await ledger.stands(lease, { revision: 1 })).toBe(true)
  expect(await ledger.stands(lease, { revision: 0 })).toBe(false)
  expect(await ledger.stands({ ...lease, token: 'second' }, { revision: 1 })).toBe(false)
  await ledger.giveUp(lease)
  expect(await ledger.stands(lease, { revision: 1 })).toBe(false)
})

test('a changed alert stops every claim made with the old message', async () => {
  const lease = await anAlert()
  await shop.store.ledger.take(lease)
  expect(await next(lease, 2, null)).toBe('stale')
})

test('whatever happens in whatever order, the counts add up to the audience', {
  timeout: 60_000,
}, async () => {
  const outcome = fc.constantFrom('sent', 'failed', 'owed', 'uncertain', 'lost')
  const step = fc.oneof(
    { weight: 6, arbitrary: outcome },
    { weight: 1, arbitrary: fc.constant('takeover') },
    { weight: 1, arbitrary: fc.constant('leave') },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { ledger, subscribers } = shop.store
      let lease = await anAlert()
      await ledger.take(lease)
      let doubts = 0
      let settled: Settled | null = null
      const left: number[] = []
      for (const [index, what] of steps.entries()) {
        if (what === 'takeover') {
          await next(lease, 0, settled)
          settled = null
          await ledger.giveUp(lease)
          lease = { ...lease, token: `holder-${index}` }
          doubts += (await ledger.take(lease)) ?? 0
        } else if (what === 'leave') {
          const number = 1 + (index % PEOPLE)
          left.push(number)
          await subscribers.change(number, { state: 'paused', topics: null })
        } else {
          const claim: Awaited<ReturnType<typeof next>> = await next(lease, 1, settled)
          settled = null
          if (typeof claim !== 'string' && what !== 'lost') {
            if (what === 'uncertain') doubts += 1
            settled = { number: claim.number, outcome: what as Settled['outcome'], code: 'smtp-550' }
          }
        }
        const tally = await tallyOf(lease)
        expect(tally.audience).toBe(PEOPLE)
        expect(sum(tally)).toBe(PEOPLE)
        expect(tally.uncertain).toBeLessThanOrEqual(doubts)
      }
      for (const number of left) await subscribers.change(number, { state: 'active', topics: null })
    }),
    { numRuns: 25 },
  )
})

test('a follow-up’s audience is fixed by the commit that owes it: all who may have got the original', async () => {
  const { store } = shop
  const lease = await anAlert()
  await store.ledger.take(lease)
  const claims = [await next(lease, 1, null), await next(lease, 1, null)]
  const numbers = claims.flatMap((claim) => (typeof claim === 'string' ? [] : [claim.number]))
  await next(lease, 1, { number: numbers[0] ?? 0, outcome: 'sent', code: '' })
  const id = newId('alert', Date.now())
  await store.commit([store.ledger.followRecipients(id, [lease.alertId])])
  expect(await store.ledger.members(id, 'email', 'audience', 0, 10)).toEqual([1, 2, 3])
})

test('a follow-up of what nobody got goes to nobody, whoever has subscribed since', async () => {
  const { store } = shop
  const lease = await anAlert()
  const id = newId('alert', Date.now())
  await store.commit([store.ledger.followRecipients(id, [lease.alertId])])
  const rule = { who: 'recipients-of', alertIds: [lease.alertId] } as const
  expect(await store.ledger.open(id, 'email', rule)).toEqual([])
  expect(await store.ledger.tally(id, 'email')).toMatchObject({ audience: 0, owed: 0 })
})

test('many are settled and claimed by one script; delays are counted from when the alert was owed', async () => {
  const { ledger, clock } = shop.store
  const lease = await anAlert()
  await ledger.take(lease)
  const alert = { revision: 1, createdAt: (await clock.now()) - 5000 }
  const first = await ledger.exchange(lease, alert, { cursor: 0, wanted: 5, settled: [] })
  expect(first).toMatchObject({ verdict: 'more', claims: { length: 5 } })
  const settled = first.claims.map(({ number }, index) => ({
    number,
    outcome: index === 4 ? ('failed' as const) : ('sent' as const),
    code: 'smtp-550',
  }))
  const rest = await ledger.exchange(lease, alert, { cursor: 6, wanted: 50, settled })
  expect(rest).toMatchObject({ verdict: 'done', claims: { length: PEOPLE - 5 } })
  expect(await tallyOf(lease)).toMatchObject({ sent: 4, failed: 1, owed: PEOPLE - 5 })
  const times = await ledger.times(lease.alertId, 'email', await clock.now())
  expect(times.delays.map(({ count }) => count)).toEqual([4])
  expect(delayWithin(times.delays, 0.5)).toBeGreaterThanOrEqual(5000)
  expect(delayWithin(times.delays, 0.5)).toBeLessThan(5500)
  expect(times.perSecond).toBeGreaterThan(0)
})

test('ranges hold about a thousand members each, however far apart they lie, and nobody twice', async () => {
  const far = openWorkshop()
  const { store } = far
  const lines = Array.from({ length: 5000 }, (_, index) => ({
    email: `p${index}@x.example`,
    topics: index % 4 === 0 ? ['rare', 'all'] : ['all'],
  }))
  for (let from = 0; from < lines.length; from += 500)
    await store.subscribers.import(lines.slice(from, from + 500))
  const opened = async (topic: string) => {
    const id = newId('alert', Date.now())
    const ranges = await store.ledger.open(id, 'email', { who: 'topics', topics: [topic] })
    const members = await store.ledger.members(id, 'email', 'audience', 0, 10_000)
    const inEach = ranges.map(({ from, to }) => members.filter((one) => one >= from && one <= to).length)
    expect(inEach.reduce((sum, count) => sum + count, 0)).toBe(members.length)
    return inEach
  }
  // Number 0 is nobody's: the first thousand numbers have 999 members.
  expect(await opened('all')).toEqual([1999, 1000, 1000, 1000, 1])
  expect(await opened('rare')).toEqual([1000, 250])
  await far.close()
})
