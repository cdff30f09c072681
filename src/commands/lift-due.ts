/** Lifts one embargo by its terms, if it is due: the command behind the `lift-embargo` job. */
import { SERVICE } from '../domain/actor.ts'
import { type Embargo, isDueByClock, refuseLift } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal } from '../domain/refusals.ts'
import type { Queues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'
import { holdLate, waitsForPerson } from './hold-late.ts'
import { type PreparedLift, prepareLift } from './lift.ts'
import { whyLate } from './why-late.ts'

/**
 * `not-due` covers every reason there is nothing to lift: held, moved, lifted before, void. `no-clock`: by
 * the clock it would be due, and the clock is not to be believed; reconciliation asks again.
 */
export type LiftOutcome = 'lifted' | 'not-due' | 'too-late' | 'no-clock'

const TRIES = 10

export async function liftDue(store: Store, queues: Queues, embargoId: string): Promise<LiftOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const embargo = await store.embargoes.read(embargoId)
    const now = await store.clock.now()
    if (embargo === null) return 'not-due'
    const planned = await planLift(store, embargo, now)
    if (planned === 'too-late') await holdLate(store, embargo, now)
    if (typeof planned === 'string') return planned
    // A crash before this: the job comes back. After it: the alert is in `open`, for reconciliation.
    const { outcomes } = await store.commit([planned.change])
    if (outcomes[0] === 'committed') {
      if (planned.alert) await queues.add('open-alert', { alertId: planned.alert.id })
      return 'lifted'
    }
    if (outcomes[0] !== 'stale') return 'not-due'
  }
  throw new Error('A due embargo kept changing under its lift')
}

/** The lift of an embargo that is due at `now`, ready for its commit, or why there is none. */
export async function planLift(
  store: Store,
  embargo: Embargo,
  now: Instant,
): Promise<PreparedLift | Exclude<LiftOutcome, 'lifted'>> {
  if (refuseLift(embargo, now) !== null) return 'not-due'
  if (!store.clock.trusted && isDueByClock(embargo)) return 'no-clock'
  if (await waitsForPerson(store, embargo, now)) return 'too-late'
  const prepared = await prepareLift(store, embargo, SERVICE, now, await whyLate(store, embargo, now))
  return isRefusal(prepared) ? 'not-due' : prepared
}
