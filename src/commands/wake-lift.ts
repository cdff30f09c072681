/** Queues the job that lifts an embargo at its instant: the durable path behind the lift clock. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Queues } from '../queue/queues.ts'

/** The lift clock is first at an instant; its jobs come after it, so as not to crowd what is exact. */
const BEHIND_CLOCK_MS = 1000

/** Adds a `lift-embargo` job for each embargo that has an instant and no hold: at once when it is due. */
export async function wakeLifts(queues: Queues, embargoes: readonly Embargo[], now: Instant): Promise<void> {
  for (const { id, revision, state, dueAt, hold } of embargoes) {
    if (state !== 'scheduled' || dueAt === null || hold !== null) continue
    const delayMs = dueAt <= now ? 0 : dueAt - now + BEHIND_CLOCK_MS
    await queues.add('lift-embargo', { embargoId: id, revision }, delayMs)
  }
}
