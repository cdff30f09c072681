/** Finds the portion of a call that is meant, and its transcript release where there is one. */
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { type CallView, loadCall } from './call-view.ts'
import { loadRelease, type ReleaseView } from './release-view.ts'
import type { Work } from './work.ts'

export type LoadedPortion = {
  readonly view: CallView
  readonly index: number
  readonly release: ReleaseView | null
}

/** `portion`: its id, its place (from 1) or its name; null where the call has only one. */
export async function loadPortion(
  work: Work,
  callId: string,
  portion: string | null,
): Promise<LoadedPortion | Refusal> {
  const view = await loadCall(work.store, callId, work.actor)
  if (view === null) return refuse('not-found')
  const index = portionIndex(view, portion)
  if (isRefusal(index)) return index
  const transcriptId = view.call.portions[index]?.transcriptId ?? null
  const release = transcriptId === null ? null : await loadRelease(work.store, transcriptId)
  return { view, index, release }
}

function portionIndex({ call, details }: CallView, portion: string | null): number | Refusal {
  if (portion === null)
    return call.portions.length === 1
      ? 0
      : refuse('portion-required', { path: 'portion', message: 'The call has several portions' })
  const index = call.portions.findIndex(
    (one, place) =>
      one.id === portion || String(place + 1) === portion || details.portions[place]?.name === portion,
  )
  return index < 0 ? refuse('unknown-portion', { path: 'portion', message: 'No such portion' }) : index
}
