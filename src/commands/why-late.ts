/** Why a lift that is being prepared comes late, for the receipt. */
import { type Embargo, LATE_AFTER_MS, type LateReason, latenessOf } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Store } from '../store/store.ts'

/** What stood in the way of whoever prepares it; null: nothing they know of. */
export type Stood = { readonly until: Instant; readonly because: LateReason } | null

/** Null while there is time. */
export async function whyLate(
  store: Store,
  embargo: Embargo,
  now: Instant,
  stood: Stood = null,
): Promise<LateReason | null> {
  const { dueAt } = embargo
  if (dueAt === null || latenessOf(embargo, now) <= LATE_AFTER_MS) return null
  if (stood !== null && dueAt <= stood.until) return stood.because
  if (dueAt <= (await store.holdAll.clearedAt())) return 'all-held'
  return dueAt < store.clock.since ? 'no-worker' : 'busy'
}
