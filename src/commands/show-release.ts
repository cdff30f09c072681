/** A release as its editor needs it: the text, and each conflict with both sides in words. */
import type { Content } from '../domain/content.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import { findConflicts } from './find-conflicts.ts'
import { loadRelease, openRevision, type ReleaseView } from './release-view.ts'
import type { Work } from './work.ts'

export type ShownRelease = ReleaseView & {
  readonly content: Content
  readonly conflictsFound: readonly Conflict[]
  readonly openProposals: number
}

export async function showRelease(
  work: Pick<Work, 'store' | 'editor' | 'actor'>,
  id: string,
): Promise<ShownRelease | Refusal> {
  const { store, actor } = work
  const view = await loadRelease(store, id)
  if (view === null) return refuse('not-found')
  const { release, embargo } = view
  const { content, source } = await openRevision(
    store,
    release,
    release.content,
    actor,
    await store.clock.now(),
  )
  const call = release.callId === null ? null : await store.calls.read(release.callId)
  const conflictsFound =
    call === null || source.body.form !== 'transcript'
      ? []
      : await findConflicts(work, call, source.body.transcript, {
          rules: source.rules,
          terms: embargo.terms,
        })
  const open = (await work.editor.propose(source)).filter(({ decision }) => decision === null)
  return { ...view, content, conflictsFound, openProposals: open.length }
}
