/** What the verbs of a call's lifecycle share: the call moves on, and its embargoes learn of it, in one commit. */
import type { Call } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import { tellAnnounced } from './announce-call.ts'
import { type CallView, readCall } from './call-view.ts'
import { entailLifts } from './entail-lifts.ts'
import { wakeLifts } from './wake-lift.ts'
import { attempt, type Work } from './work.ts'

/** `move` answers the same call when there is nothing to do; `teach` the same embargo when it learns nothing. */
export function changeCallState(
  work: Work<CallView>,
  id: string,
  ifMatch: number | null,
  verb: {
    readonly act: string
    move(call: Call, now: Instant): Call | Refusal
    teach?(embargo: Embargo, call: Call, now: Instant): Embargo
  },
): Promise<CallView | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const view = await readCall(work, id, ifMatch)
    if (isRefusal(view)) return view
    const call = verb.move(view.call, now)
    if (isRefusal(call)) return call
    if (call === view.call) return { result: view, change: null }

    const before = await store.embargoes.readMany(call.embargoIds)
    const after = before.map((embargo) => verb.teach?.(embargo, call, now) ?? embargo)
    const changed = after.filter((embargo) => !before.includes(embargo))
    const embargoes = view.embargoes.map((one) => changed.find((other) => other.id === one.id) ?? one)
    return {
      result: { ...view, call, embargoes },
      change: together(
        store.calls.write(call),
        ...changed.map((embargo) => store.embargoes.write(embargo)),
        ...tellAnnounced(store, view.call, call),
        store.audit.entry({ at: now, actor, act: verb.act, record: id, revision: call.revision }),
      ),
      lifts: await entailLifts(store, changed, now),
      wake: (lifted) => wakeLifts(store, queues, changed, now, lifted),
    }
  })
}
