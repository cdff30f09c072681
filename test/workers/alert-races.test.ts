/** What changes while someone works on it: nobody gets old words after, who had them is told, and a hold holds. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctRelease } from '../../src/commands/correct-release.ts'
import { holdAll } from '../../src/commands/hold-all.ts'
import { holdEmbargo } from '../../src/commands/hold-embargo.ts'
import { killRelease } from '../../src/commands/kill-release.ts'
import { liftDue } from '../../src/commands/lift-due.ts'
import { openAlert } from '../../src/commands/open-alert.ts'
import type { Alert } from '../../src/domain/alert.ts'
import { aPublicStatement, aStatementUntil } from '../support/a-release.ts'
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

test('opened by five at once it has one audience, and each range is queued once', async () => {
  const { store, queues } = shop
  const { release } = await aPublicStatement(shop)
  const { id } = await onlyAlert(release.id)
  const opened = await Promise.allSettled(Array.from({ length: 5 }, () => openAlert(store, queues, id)))
  expect(opened.some((one) => one.status === 'fulfilled' && one.value === 'opened')).toBe(true)
  expect(await onlyAlert(release.id)).toMatchObject({ state: 'open', revision: 2 })
  expect(await store.ledger.tally(id, 'email')).toMatchObject({ audience: 4, owed: 4 })
  expect(await queues.byName('deliveries').getJobCountByTypes('waiting')).toBe(1)
})

test('killed while it is opened it is never open, and nothing of it is queued', async () => {
  const { store, queues, work } = shop
  const { release } = await aPublicStatement(shop)
  const { id } = await onlyAlert(release.id)
  const kill = { reason: 'wrong file', publicNotice: 'Withdrawn.' }
  // The topics are known already, so that the next commit is that of the opening.
  const racing = justBefore(work, () => killRelease(work, release.id, kill, null))
  await expect(openAlert(racing.store, queues, id)).rejects.toThrow()
  expect(await store.alerts.read(id)).toMatchObject({ state: 'stopped' })
  // The job comes back, and finds nothing to do.
  expect(await openAlert(store, queues, id)).toBe('nothing to open')
  expect(await queues.byName('deliveries').getJobCountByTypes('waiting')).toBe(0)
  const [, told] = await store.alerts.ofRelease(release.id)
  // Nobody had it: nobody is told that it is withdrawn.
  expect(await openAlert(store, queues, told?.id ?? '')).toBe('nobody to tell')
})

test.each([
  ['it', (id: string) => holdEmbargo(shop.work, id, { reason: 'a second source is missing' }, null)],
  ['everything', () => holdAll(shop.work, { reason: 'everything waits' })],
])('%s held between preparation and commit, a due lift does not happen', async (_what, hold) => {
  const { store, queues, work } = shop
  const dueAt = (await store.clock.now()) + 300
  const { embargo } = await aStatementUntil(shop, dueAt)
  while ((await store.clock.now()) < dueAt) await delay(20)
  const racing = justBefore(work, async () => granted<unknown>(await hold(embargo.id)))
  expect(await liftDue(racing.store, queues, embargo.id)).toBe('not-due')
  expect((await store.embargoes.read(embargo.id))?.state).toBe('scheduled')
})
