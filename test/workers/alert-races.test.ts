/** What changes an alert while someone works on it: nobody gets the old words after, and who had them is told. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctRelease } from '../../src/commands/correct-release.ts'
import { openAlert } from '../../src/commands/open-alert.ts'
import type { Alert } from '../../src/domain/alert.ts'
import '../support/redis.ts'
import { aPublicStatement } from '../support/a-release.ts'
import { justBefore } from '../support/dying-process.ts'
import { granted } from '../support/granted.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
beforeEach(async () => {
  shop = openWorkshop()
  const desks = [1, 2, 3, 4].map((n) => ({ email: `desk${n}@paper.example`, topics: [] }))
  await shop.store.subscribers.import(desks)
})
afterEach(() => shop.close())

async function onlyAlert(releaseId: string): Promise<Alert> {
  const [alert] = await shop.store.alerts.ofRelease(releaseId)
  if (alert === undefined) throw new Error('There is no alert')
  return alert
}

test('a correction decided before an alert opened stops whoever holds the old words since', async () => {
  const { store, queues, work } = shop
  const { release } = await aPublicStatement(shop)
  const owed = await onlyAlert(release.id)
  let old = owed
  const lease = { alertId: owed.id, channel: 'email', from: 0, to: 999, token: 'first' } as const
  const opensMeanwhile = justBefore(work, async () => {
    await openAlert(store, queues, owed.id)
    old = await onlyAlert(release.id)
    await store.ledger.take(lease)
    await store.ledger.exchange(lease, old, { cursor: 0, wanted: 1, settled: [] })
  })
  granted(await correctRelease(opensMeanwhile, release.id, { note: 'A word.', scrub: false }, null))
  const ask = { cursor: 0, wanted: 1, settled: [] }
  expect(await store.ledger.exchange(lease, old, ask)).toEqual({ verdict: 'stale', claims: [] })
  const [, correction] = await store.alerts.ofRelease(release.id)
  // Who may have the old words already is told.
  expect(await store.ledger.members(correction?.id ?? '', 'email', 'audience', 0, 9)).toEqual([1])
})
