/** The lifts that a change brings about: tried in the change's own script, right behind it. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { together } from '../store/commit.ts'
import type { Store } from '../store/store.ts'
import type { PreparedLift } from './lift.ts'
import { planLift } from './lift-due.ts'

/**
 * For each embargo, as the change is about to write it, that is due by then: what ends a call makes its contents
 * public in the same moment. One that cannot be prepared, or is refused in the script, is left to `wakeLifts`.
 */
export async function entailLifts(
  store: Store,
  embargoes: readonly Embargo[],
  now: Instant,
): Promise<readonly PreparedLift[]> {
  // A fault is left to the job behind it, which fails for a person to see: the call has ended all the same.
  const planned = await Promise.all(
    embargoes.map((embargo) => planLift(store, embargo, now).catch(() => 'not-due' as const)),
  )
  return planned.flatMap((lift) =>
    typeof lift === 'string' ? [] : [{ ...lift, change: together(BEHIND_THE_CHANGE, lift.change) }],
  )
}

const BEHIND_THE_CHANGE = { guard: { behindFirst: true }, expect: [], ops: [] } as const
