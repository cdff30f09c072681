/** The call goes live. */
import { startCall as start } from '../domain/call.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import { type CallView, loadCall } from './call-view.ts'
import { attempt, refuseStale, type Work } from './work.ts'

export function startCall(
  work: Work<CallView>,
  id: string,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await loadCall(store, id, actor)
    if (view === null) return refuse('not-found')
    const stale = refuseStale(view.call, ifMatch)
    if (stale) return stale
    const call = start(view.call, now)
    if (isRefusal(call)) return call
    return {
      result: { ...view, call },
      change: together(
        store.calls.write(call),
        store.audit.entry({ at: now, actor, act: 'start-call', record: id, revision: call.revision }),
      ),
    }
  })
}
