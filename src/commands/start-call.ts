/** The call goes live. */
import { startCall as start } from '../domain/call.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { CallView } from './call-view.ts'
import { changeCallState } from './change-call-state.ts'
import type { Work } from './work.ts'

export function startCall(
  work: Work<CallView>,
  id: string,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  return changeCallState(work, id, ifMatch, { act: 'start-call', move: start })
}
