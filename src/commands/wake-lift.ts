/** Sees to it that an embargo lifts at its instant: at once where that has come, and by a job behind the lift clock. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Queues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'
import type { PreparedLift } from './lift.ts'
import { liftDue } from './lift-due.ts'

/** Whoever is first lifts; the jobs come after them, and after thousands of them, so as not to crowd what is exact. */
const BEHIND_MS = 3000

/**
 * For each embargo that has an instant and no hold. One that is due lifts here, which nobody waits for; those that
 * have `lifted` with the change that made them due have only their alerts to be told of.
 */
export async function wakeLifts(
  store: Store,
  queues: Queues,
  embargoes: readonly Embargo[],
  now: Instant,
  lifted: readonly PreparedLift[] = [],
): Promise<void> {
  for (const { alert } of lifted)
    if (alert) void queues.add('open-alert', { alertId: alert.id }).catch(() => {})
  const done = new Set(lifted.map((lift) => lift.embargo.id))
  for (const { id, revision, state, dueAt, hold } of embargoes) {
    if (done.has(id) || state !== 'scheduled' || dueAt === null || hold !== null) continue
    // A crash here, or a fault: the lift clocks find it in `due`, and the job comes behind them.
    if (dueAt <= now) void liftDue(store, queues, id).catch(() => {})
    await queues.add('lift-embargo', { embargoId: id, revision }, Math.max(0, dueAt - now) + BEHIND_MS)
  }
}
