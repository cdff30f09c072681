/** The job `lift-embargo`: first when a call ends or a notice comes, behind the lift clock otherwise. */
import { liftDue } from '../src/commands/lift-due.ts'
import type { Payload } from '../src/queue/jobs.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Store } from '../src/store/store.ts'

/** A stale job finds nothing due and does nothing. */
export function liftEmbargo(store: Store, queues: Queues) {
  return (payload: Payload<'lift-embargo'>): Promise<string> => liftDue(store, queues, payload.embargoId)
}
