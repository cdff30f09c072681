/** New words for a release that is not public: it becomes a draft again. */
import { refit } from '../domain/edits.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { reviseRelease as revise } from '../domain/release.ts'
import { together } from '../store/commit.ts'
import { type DraftInput, writtenSource } from './create-release.ts'
import { openRevision, type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export function reviseRelease(
  work: Work<ReleaseView>,
  id: string,
  input: DraftInput,
  ifMatch: number | null,
): Promise<ReleaseView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await readRelease(work, id, ifMatch)
    if (isRefusal(view)) return view
    if (view.release.kind === 'transcript') return refuse('not-found')
    const before = await openRevision(store, view.release, view.release.content, actor, now)
    const body = { form: 'markdown' as const, text: input.body }
    const { edits, dropped } = refit(before.source.edits, before.source.body, body)
    const source = writtenSource(before.source, input, edits)
    const release = revise(view.release, { basis: source.rules.basis, conflicts: [] }, now)
    if (isRefusal(release)) return release
    const more = { call: before.content.call, note: null }
    const drafted = await work.editor.draft({ kind: release.kind, source, more })
    return {
      result: { ...view, release, openProposals: drafted.openProposals, dropped },
      change: together(
        store.releases.write(release),
        await store.contents.write(id, release.content, drafted),
        store.audit.entry({ at: now, actor, act: 'revise-release', record: id, revision: release.revision }),
      ),
    }
  })
}
