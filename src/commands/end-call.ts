/** Ends a live call: every embargo that waited for it learns so in the same commit, and is woken. */
import { z } from 'zod'
import { endCall as end } from '../domain/call.ts'
import { learnCallEnd } from '../domain/embargo.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { resolveTime, TimeInput } from '../domain/wall-time.ts'
import { together } from '../store/commit.ts'
import { type CallView, loadCall } from './call-view.ts'
import { wakeLifts } from './wake-lift.ts'
import { attempt, refuseStale, type Work } from './work.ts'

export const EndCallInput = z.strictObject({ endedAt: TimeInput.optional() })
export type EndCallInput = z.infer<typeof EndCallInput>

export function endCall(
  work: Work<CallView>,
  id: string,
  input: EndCallInput,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const view = await loadCall(store, id, actor)
    if (view === null) return refuse('not-found')
    const stale = refuseStale(view.call, ifMatch)
    if (stale) return stale
    const ended =
      input.endedAt === undefined ? null : resolveTime(input.endedAt, view.call.starts.timeZone, 'endedAt')
    if (isRefusal(ended)) return ended
    const call = end(view.call, ended?.at ?? null, now)
    if (isRefusal(call)) return call
    if (call === view.call) return { result: view, change: null }

    const before = await store.embargoes.readMany(call.embargoIds)
    const after = before.map((embargo) => learnCallEnd(embargo, call.endedAt ?? now, now))
    const changed = after.filter((embargo) => !before.includes(embargo))
    const embargoes = view.embargoes.map((one) => changed.find((other) => other.id === one.id) ?? one)
    return {
      result: { ...view, call, embargoes },
      change: together(
        store.calls.write(call),
        ...changed.map((embargo) => store.embargoes.write(embargo)),
        store.audit.entry({ at: now, actor, act: 'end-call', record: id, revision: call.revision }),
      ),
      wake: () => wakeLifts(queues, changed, now),
    }
  })
}
