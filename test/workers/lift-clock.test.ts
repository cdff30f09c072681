/** The lift clock: never early, in the millisecond, once, whatever happens around the instant. */
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeTerms } from '../../src/commands/change-terms.ts'
import { clearRelease } from '../../src/commands/clear-release.ts'
import { holdAll } from '../../src/commands/hold-all.ts'
import { holdEmbargo } from '../../src/commands/hold-embargo.ts'
import { liftDue, planLift } from '../../src/commands/lift-due.ts'
import { type Embargo, liftByTerms } from '../../src/domain/embargo.ts'
import { toIso } from '../../src/domain/instant.ts'
import { revised } from '../../src/domain/record.ts'
import { createSealing } from '../../src/store/seal.ts'
import { type LiftClock, startLiftClock } from '../../workers/lift-clock.ts'
import { aStatementUntil } from '../support/a-release.ts'
import { granted } from '../support/granted.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
let clocks: LiftClock[]
beforeEach(() => {
  shop = openWorkshop()
  clocks = []
})
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.stop()))
  await shop.close()
})

const startClock = () => clocks.push(startLiftClock(shop.another(), shop.queues, shop.log))

/** Looks until the embargo is as wanted; the test's own limit ends a wait that never comes. */
async function until(id: string, wanted: (embargo: Embargo) => boolean): Promise<Embargo> {
  for (;;) {
    const embargo = await shop.store.embargoes.read(id)
    if (embargo && wanted(embargo)) return embargo
    await delay(5)
  }
}
const lifted = (embargo: Embargo) => embargo.state === 'lifted'

test('the commit refuses a lift before its instant, by Redis’s clock', async () => {
  const now = await shop.store.clock.now()
  const { embargo } = await aStatementUntil(shop, now + 60_000)
  const early = liftByTerms({ ...embargo, dueAt: now - 1 }, now)
  if (!('id' in early)) throw new Error('The domain refused')
  const change = { ...shop.store.embargoes.write(early), guard: shop.store.embargoes.dueGuard(embargo) }
  expect((await shop.store.commit([change])).outcomes).toEqual(['early'])
  expect((await shop.store.embargoes.read(embargo.id))?.state).toBe('scheduled')
})

test('ten clocks racing make one lift, one alert and one audit entry', async () => {
  for (let index = 0; index < 10; index += 1) startClock()
  const { embargo, release } = await aStatementUntil(shop, (await shop.store.clock.now()) + 700)
  await until(embargo.id, lifted)
  await delay(300)
  const alerts = await shop.store.alerts.ofRelease(release.id)
  expect(alerts).toHaveLength(1)
  const audit = await shop.store.audit.list({ limit: 50, cursor: null, record: embargo.id })
  expect(audit.items.filter((entry) => entry.act === 'lift')).toHaveLength(1)
})

test('a hold across the instant stops the lift, also inside the two-second window', async () => {
  startClock()
  const dueAt = (await shop.store.clock.now()) + 900
  const { embargo } = await aStatementUntil(shop, dueAt)
  await delay(400)
  granted(await holdEmbargo(shop.work, embargo.id, { reason: 'wait for the second source' }, null))
  await delay(900)
  expect((await shop.store.embargoes.read(embargo.id))?.state).toBe('scheduled')
})

test('a lift that was prepared late, and could not leave before its rule holds it, is held', async () => {
  const { store, queues } = shop
  const dueAt = (await store.clock.now()) + 300
  const { embargo } = await aStatementUntil(shop, dueAt)
  const ruled = revised(embargo, dueAt, { lateLift: { afterMs: 1500, do: 'hold' } })
  expect((await store.commit([store.embargoes.write(ruled)])).outcomes).toEqual(['committed'])
  await delay(700)
  const planned = await planLift(store, ruled, await store.clock.now())
  if (typeof planned === 'string') throw new Error(planned)
  expect(planned.embargo.lateReason).toBe('busy')
  // As by a connection that was away meanwhile, and then sends what it had.
  await delay(1500)
  expect((await store.commit([planned.change])).outcomes).toEqual(['stale'])
  expect(await liftDue(store, queues, embargo.id)).toBe('too-late')
  expect((await store.embargoes.read(embargo.id))?.hold).not.toBeNull()
})

test('a hold on everything stops every lift', async () => {
  startClock()
  const { embargo } = await aStatementUntil(shop, (await shop.store.clock.now()) + 500)
  granted(await holdAll(shop.work, { reason: 'everything waits' }))
  await delay(900)
  expect((await shop.store.embargoes.read(embargo.id))?.state).toBe('scheduled')
})

test('terms changed 500 ms before the instant are the terms that lift', async () => {
  startClock()
  const now = await shop.store.clock.now()
  const { embargo } = await aStatementUntil(shop, now + 1200)
  await delay(700)
  const later = now + 2400
  const terms = { until: 'time', at: toIso(later), timeZone: 'UTC' } as const
  granted(await changeTerms(shop.work, embargo.id, { terms, reason: 'moved' }, null))
  const { liftedAt } = await until(embargo.id, lifted)
  expect(liftedAt).toBeGreaterThanOrEqual(later)
  expect((liftedAt ?? 0) - later).toBeLessThan(500)
})

test('a release cleared just before the instant goes public with the lift', async () => {
  startClock()
  const now = await shop.store.clock.now()
  const { embargo, release } = await aStatementUntil(shop, now + 1000, { cleared: false })
  await delay(600)
  granted(await clearRelease(shop.work, release.id, { revision: 1, acknowledge: [] }))
  await until(embargo.id, lifted)
  expect((await shop.store.releases.read(release.id))?.state).toBe('public')
})

test('one that cannot be prepared holds up no other', async () => {
  const dueAt = (await shop.store.clock.now()) + 1200
  const [broken, whole] = [await aStatementUntil(shop, dueAt), await aStatementUntil(shop, dueAt + 1)]
  const redis = openRedis()
  const key = shop.store.keys.record('release', broken.release.id)
  // As after the key that sealed it was lost.
  const sealedSlug = createSealing([randomBytes(32)]).seal('a-slug', 'another')
  await redis.hset(key, 'j', JSON.stringify({ ...broken.release, sealedSlug }))
  redis.disconnect()
  startClock()
  const { liftedAt } = await until(whole.embargo.id, lifted)
  expect((liftedAt ?? 0) - dueAt).toBeLessThan(500)
  expect((await shop.store.embargoes.read(broken.embargo.id))?.state).toBe('scheduled')
})

test('a job lifts nothing by a clock that is not believed', async () => {
  const { store, queues } = shop
  const now = await store.clock.now()
  const { embargo } = await aStatementUntil(shop, now + 60_000)
  const ahead = { ...store.clock, now: async () => now + 3_600_000, trusted: false }
  expect(await liftDue({ ...store, clock: ahead }, queues, embargo.id)).toBe('no-clock')
  expect((await store.embargoes.read(embargo.id))?.state).toBe('scheduled')
})
