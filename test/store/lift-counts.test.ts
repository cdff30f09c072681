/** Lifts are counted once each, whoever counts, and add up by cause and lateness. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countLifts } from '../../src/commands/count-lifts.ts'
import { liftDue } from '../../src/commands/lift-due.ts'
import { liftEarly } from '../../src/commands/lift-early.ts'
import { aStatementUntil } from '../support/a-release.ts'
import { granted } from '../support/granted.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(() => shop.close())

test('ten who count at once count each lift once', async () => {
  const at = (await shop.store.clock.now()) + 300
  const made = await Promise.all(Array.from({ length: 3 }, () => aStatementUntil(shop, at)))
  const early = await aStatementUntil(shop, at + 60_000)
  granted(await liftEarly(shop.work, early.embargo.id, { reason: 'it is out' }, null))
  while ((await shop.store.clock.now()) < at);
  for (const { embargo } of made) expect(await liftDue(shop.store, shop.queues, embargo.id)).toBe('lifted')
  const counters = Array.from({ length: 10 }, () => shop.another())
  await Promise.all(counters.map((store) => countLifts(store, 100)))
  const { byCause, lateness } = await shop.store.liftCounts.read()
  expect(byCause).toEqual({ terms: 3, decision: 1 })
  expect(lateness.buckets.at(-1)?.count).toBe(3)
  expect(await shop.store.liftCounts.uncounted(100)).toEqual([])
})
