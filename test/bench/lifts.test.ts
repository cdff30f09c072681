/** How late lifts are, measured alone on the machine: nothing else runs while this file does. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLiftClock } from '../../workers/lift-clock.ts'
import { aStatementUntil } from '../support/a-release.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

const LIFTS = 150
const OVER_MS = 6000
/** Time to make them before the first is due. */
const LEAD_MS = 2500
const P50_MS = 1
const P99_MS = 5
/** What else the machine does can only add to a figure: the best round tells what the clock can do. */
const ROUNDS = 3

type Lateness = { readonly p50: number; readonly p99: number; readonly max: number; readonly min: number }

test(`${LIFTS} embargoes over ${OVER_MS / 1000} s lift within p50 ${P50_MS} ms and p99 ${P99_MS} ms, none early ever`, {
  timeout: 90_000,
}, async () => {
  const shop = openWorkshop()
  const clock = startLiftClock(shop.another(), shop.queues, shop.log)
  const rounds: Lateness[] = []
  const isMet = ({ p50, p99 }: Lateness) => p50 <= P50_MS && p99 <= P99_MS
  while (rounds.length < ROUNDS && !rounds.some(isMet)) rounds.push(await liftOnce(shop))
  await clock.stop()
  await shop.close()
  console.info(
    rounds.map(({ p50, p99, max }) => `lateness in ms: p50 ${p50}, p99 ${p99}, max ${max}`).join('\n'),
  )
  for (const { min } of rounds) expect(min).toBeGreaterThanOrEqual(0)
  expect(rounds.filter(isMet), JSON.stringify(rounds)).not.toEqual([])
})

async function liftOnce(shop: Workshop): Promise<Lateness> {
  const start = (await shop.store.clock.now()) + LEAD_MS
  const ids: string[] = []
  for (let index = 0; index < LIFTS; index += 1) {
    const made = await aStatementUntil(shop, start + Math.floor((index * OVER_MS) / LIFTS))
    ids.push(made.embargo.id)
  }
  // Asking while they lift would disturb what is measured; all are due by then.
  await delay(start + OVER_MS + 500 - (await shop.store.clock.now()))
  const embargoes = await shop.store.embargoes.readMany(ids)
  const lateness = embargoes
    .map(({ liftedAt, dueAt, dueKnownAt }) => (liftedAt ?? Infinity) - Math.max(dueAt ?? 0, dueKnownAt ?? 0))
    .sort((a, b) => a - b)
  expect(lateness).toHaveLength(LIFTS)
  const at = (share: number) => lateness[Math.ceil(share * lateness.length) - 1] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1), min: lateness[0] ?? Number.NaN }
}
