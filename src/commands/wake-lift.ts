/** Queues the job that lifts an embargo at its instant: the durable path behind the lift clock. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Queues } from '../queue/queues.ts'

/** Adds a `lift-embargo` job for each embargo that has an instant and no hold. */
export async function wakeLifts(queues: Queues, embargoes: readonly Embargo[], now: Instant): Promise<void> {
  for (const { id, revision, state, dueAt, hold } of embargoes) {
    if (state !== 'scheduled' || dueAt === null || hold !== null) continue
    await queues.add('lift-embargo', { embargoId: id, revision }, dueAt - now)
  }
}
