/** How late lifts are, measured alone on the machine: nothing else runs while this file does. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLiftClock } from '../../workers/lift-clock.ts'
import { aStatementUntil } from '../support/a-release.ts'
import { openWorkshop } from '../support/store.ts'

const LIFTS = 300
const OVER_MS = 15_000
/** Time to make them before the first is due. */
const LEAD_MS = 4000

test('300 embargoes over 15 s lift within p50 1 ms and p99 5 ms, none early', {
  timeout: 60_000,
}, async () => {
  const shop = openWorkshop()
  const clock = startLiftClock(shop.another(), shop.queues, shop.log)
  const start = (await shop.store.clock.now()) + LEAD_MS
  const ids: string[] = []
  for (let index = 0; index < LIFTS; index += 1) {
    const made = await aStatementUntil(shop, start + Math.floor((index * OVER_MS) / LIFTS))
    ids.push(made.embargo.id)
  }
  // Asking while they lift would disturb what is measured; all are due by then.
  await delay(start + OVER_MS + 500 - (await shop.store.clock.now()))
  const embargoes = await shop.store.embargoes.readMany(ids)
  await clock.stop()
  await shop.close()

  const lateness = embargoes
    .map(({ liftedAt, dueAt, dueKnownAt }) => (liftedAt ?? Infinity) - Math.max(dueAt ?? 0, dueKnownAt ?? 0))
    .sort((a, b) => a - b)
  const at = (share: number) => lateness[Math.ceil(share * lateness.length) - 1] ?? Number.NaN
  console.info(
    `lateness of ${LIFTS} lifts in ms: p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}, min ${lateness[0]}`,
  )
  expect(lateness).toHaveLength(LIFTS)
  expect(lateness[0]).toBeGreaterThanOrEqual(0)
  expect(at(0.5)).toBeLessThanOrEqual(1)
  expect(at(0.99)).toBeLessThanOrEqual(5)
})
