/** Press staff strike passages and decide proposals: all their edits of a release at once, before publication. */
import { z } from 'zod'
import { listRedactions, type Redactions } from '../domain/redactions.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { reviseRelease } from '../domain/release.ts'
import { editChanges, editsFrom, StaffEdits } from '../domain/staff-edits.ts'
import { together } from '../store/commit.ts'
import { openRevision, type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export const PutRedactionsInput = StaffEdits.extend({ reason: z.string().trim().min(1).max(2000).optional() })
export type PutRedactionsInput = z.infer<typeof PutRedactionsInput>

export type RedactionsView = ReleaseView & { readonly redactions: Redactions }

/**
 * Replaces staff's edits as a whole. Any press officer may take back another's: the edit says who made it, the
 * audit who took it back. What was cleared is a draft again; the same edits once more change nothing.
 */
export function putRedactions(
  work: Work<RedactionsView>,
  id: string,
  { reason, ...asked }: PutRedactionsInput,
  ifMatch: number | null,
): Promise<RedactionsView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await readRelease(work, id, ifMatch)
    if (isRefusal(view)) return view
    const { basis, conflicts } = view.release
    const release = reviseRelease(view.release, { basis, conflicts, edited: true }, now)
    if (isRefusal(release)) return release
    const before = await openRevision(store, view.release, view.release.content, actor, now)
    const edits = editsFrom(asked, before.source, { by: actor.name, at: now })
    if (isRefusal(edits)) return edits
    const source = { ...before.source, edits: [...edits] }
    const redactions = listRedactions(source)
    const codes = editChanges(before.source.edits, edits)
    if (JSON.stringify(edits) === JSON.stringify(before.source.edits))
      return { result: { ...view, redactions }, change: null }
    const more = { call: before.content.call, note: null }
    const drafted = await work.editor.draft({ kind: release.kind, source, more })
    return {
      result: { ...view, release, redactions },
      change: together(
        store.releases.write(release),
        await store.contents.write(id, release.content, drafted),
        store.audit.entry({
          ...{ at: now, actor, act: 'put-redactions', record: id, revision: release.revision },
          ...{ codes, reason: reason ?? null },
        }),
      ),
    }
  })
}
