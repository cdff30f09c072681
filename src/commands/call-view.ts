/** A call with all that belongs to it, as press staff see it: what call commands answer. */
import type { Actor } from '../domain/actor.ts'
import type { Call, CallDetails } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Store } from '../store/store.ts'
import { refuseStale, type Work } from './work.ts'

/** `embargoes` stand in the order of the portions. */
export type CallView = {
  readonly call: Call
  readonly details: CallDetails
  readonly embargoes: readonly Embargo[]
}

export async function loadCall(store: Store, id: string, actor: Actor): Promise<CallView | null> {
  const call = await store.calls.read(id)
  return call === null ? null : viewCall(store, call, actor)
}

export async function viewCall(store: Store, call: Call, actor: Actor): Promise<CallView> {
  const embargoes = await store.embargoes.readMany(call.portions.map((portion) => portion.embargoId))
  return { call, details: store.calls.details(call, actor), embargoes }
}

/** For a command: refused when there is none, or when it moved on since the client read it. */
export async function readCall(
  { store, actor }: Work,
  id: string,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  const view = await loadCall(store, id, actor)
  if (view === null) return refuse('not-found')
  return refuseStale(view.call, ifMatch) ?? view
}
