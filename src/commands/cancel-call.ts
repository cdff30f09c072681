/** Cancels a call that has not ended: embargoes that belong to it are void, and nothing lifts by them. */
import { cancelCall as cancel } from '../domain/call.ts'
import { voidEmbargo } from '../domain/embargo.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { CallView } from './call-view.ts'
import { changeCallState } from './change-call-state.ts'
import type { Work } from './work.ts'

export function cancelCall(
  work: Work<CallView>,
  id: string,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  return changeCallState(work, id, ifMatch, {
    act: 'cancel-call',
    move: cancel,
    teach: (embargo, _call, now) => voidEmbargo(embargo, now),
  })
}
