/** What the index of expectations stands for, read from the records themselves. */
import type { Call } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { type Expectation, expectedOfCall, expectedOfEmbargo, isOverdue } from '../domain/overdue.ts'
import type { Change } from '../store/commit.ts'
import type { Expected } from '../store/expected.ts'
import type { Store } from '../store/store.ts'

/** `expectation` null: the record no longer expects it. `unchanged`: demands so in a commit. */
export type Found = {
  readonly expectation: Expectation | null
  readonly record: Call | Embargo
  readonly call: Call | null
  readonly unchanged: Change
}

/** Null when there is no such record. */
export async function findExpected(store: Store, expected: Expected): Promise<Found | null> {
  if (expected.kind === 'call-end') {
    const call = await store.calls.read(expected.callId)
    return (
      call && {
        expectation: expectedOfCall(call),
        record: call,
        call,
        unchanged: store.calls.unchanged(call),
      }
    )
  }
  const { embargoId, notice } = expected
  const embargo = await store.embargoes.read(embargoId)
  if (embargo === null) return null
  const call = embargo.callId === null ? null : await store.calls.read(embargo.callId)
  const found = expectedOfEmbargo(embargo).find((one) => 'notice' in one && one.notice === notice)
  return { expectation: found ?? null, record: embargo, call, unchanged: store.embargoes.unchanged(embargo) }
}

/** What is overdue at `now`, longest first. */
export async function listOverdue(
  store: Store,
  graceMs: number,
  now: Instant,
  limit: number,
): Promise<readonly Expectation[]> {
  const waited = await store.expected.waitedBy(now - graceMs, limit)
  const found = await Promise.all(waited.map((one) => findExpected(store, one)))
  return found.flatMap((one) =>
    one?.expectation && isOverdue(one.expectation, graceMs, now) ? [one.expectation] : [],
  )
}
