/** What was said on a live call so far, as it is taken down. */
import type { Call } from '../domain/call.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import type { Turn } from '../domain/transcript/model.ts'
import { loadPortion } from './load-portion.ts'
import { openRevision } from './release-view.ts'
import type { Work } from './work.ts'

export type ShownTurns = {
  readonly call: Call
  readonly title: string
  /** Null where the call has only one. */
  readonly portion: { readonly id: string; readonly name: string } | null
  readonly turns: readonly Turn[]
  readonly releaseId: string | null
}

/** `portion`: its id, its place (from 1) or its name; null where the call has only one. */
export async function showTurns(
  work: Work,
  callId: string,
  portion: string | null,
): Promise<ShownTurns | Refusal> {
  const { store, actor } = work
  const loaded = await loadPortion(work, callId, portion)
  if (isRefusal(loaded)) return loaded
  const { view, index, release: found } = loaded
  const { call, details } = view
  const one = call.portions.length > 1 ? call.portions[index] : undefined
  const shown = {
    call,
    title: details.title,
    portion: one ? { id: one.id, name: details.portions[index]?.name ?? `Portion ${index + 1}` } : null,
    releaseId: found?.release.id ?? null,
  }
  if (found === null) return { ...shown, turns: [] }
  const { release } = found
  const { source } = await openRevision(store, release, release.content, actor, await store.clock.now())
  return { ...shown, turns: source.body.form === 'transcript' ? source.body.transcript.turns : [] }
}
