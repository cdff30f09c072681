/** Ends a live call: every embargo that waited for it learns so in the same commit, and is woken. */
import { z } from 'zod'
import { endCall as end } from '../domain/call.ts'
import { learnCallEnd } from '../domain/embargo.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { resolveTime, TimeInput } from '../domain/wall-time.ts'
import type { CallView } from './call-view.ts'
import { changeCallState } from './change-call-state.ts'
import type { Work } from './work.ts'

export const EndCallInput = z.strictObject({
  endedAt: TimeInput.optional().meta({
    description: 'Now where it is left out; not before the start, nor in the future.',
  }),
})
export type EndCallInput = z.infer<typeof EndCallInput>

/** `endedAt`: wall time in the call's zone, or an instant; now where it is left out. */
export function endCall(
  work: Work<CallView>,
  id: string,
  input: EndCallInput,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  return changeCallState(work, id, ifMatch, {
    act: 'end-call',
    move(call, now) {
      if (input.endedAt === undefined) return end(call, null, now)
      const ended = resolveTime(input.endedAt, call.starts.timeZone, 'endedAt')
      return isRefusal(ended) ? ended : end(call, ended.at, now)
    },
    teach: (embargo, call, now) => learnCallEnd(embargo, call.endedAt ?? now, now),
  })
}
