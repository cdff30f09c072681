/** New terms of an embargo against what was said: transcripts under it get the conflicts there are now. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { recheckRelease } from '../domain/release.ts'
import { codesOf } from '../domain/spoken/conflicts.ts'
import type { Change } from '../store/commit.ts'
import { findConflicts } from './find-conflicts.ts'
import { openRevision } from './release-view.ts'
import type { Work } from './work.ts'

/** A cleared transcript with a conflict that nobody acknowledged is a draft again. */
export async function recheckConflicts(work: Work, embargo: Embargo, now: Instant): Promise<Change[]> {
  const { store, actor } = work
  const call = embargo.callId === null ? null : await store.calls.read(embargo.callId)
  if (call === null) return []
  const changes: Change[] = []
  for (const release of await store.releases.readMany(embargo.releaseIds)) {
    if (release.kind !== 'transcript' || release.state === 'public' || release.state === 'killed') continue
    const { source } = await openRevision(store, release, release.content, actor, now)
    if (source.body.form !== 'transcript') continue
    const declared = { rules: source.rules, terms: embargo.terms }
    const found = codesOf(await findConflicts(work, call, source.body.transcript, declared))
    const checked = recheckRelease(release, found, now)
    changes.push(checked === release ? store.releases.unchanged(release) : store.releases.write(checked))
  }
  return changes
}
