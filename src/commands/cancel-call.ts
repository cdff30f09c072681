/** Cancels a call that has not ended: embargoes that belong to it are void, and nothing lifts by them. */
import { cancelCall as cancel } from '../domain/call.ts'
import { voidEmbargo } from '../domain/embargo.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import { type CallView, loadCall } from './call-view.ts'
import { attempt, refuseStale, type Work } from './work.ts'

export function cancelCall(
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
    const call = cancel(view.call, now)
    if (isRefusal(call)) return call
    const before = await store.embargoes.readMany(call.embargoIds)
    const after = before.map((embargo) => voidEmbargo(embargo, now))
    const changed = after.filter((embargo) => !before.includes(embargo))
    const embargoes = view.embargoes.map((one) => changed.find((other) => other.id === one.id) ?? one)
    return {
      result: { ...view, call, embargoes },
      change: together(
        store.calls.write(call),
        ...changed.map((embargo) => store.embargoes.write(embargo)),
        store.audit.entry({ at: now, actor, act: 'cancel-call', record: id, revision: call.revision }),
      ),
    }
  })
}
