/** Makes or revises the transcript release of a portion from the words of the call. */
import type { Call } from '../domain/call.ts'
import type { Source } from '../domain/draft.ts'
import { coverRelease } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Json } from '../domain/json.ts'
import { revised } from '../domain/record.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { draftRelease, reviseRelease } from '../domain/release.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import { codesOf } from '../domain/spoken/conflicts.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import type { Words } from '../editing/take-transcript.ts'
import { together } from '../store/commit.ts'
import { newId } from '../store/identifiers.ts'
import { aboutTranscript } from './about-transcript.ts'
import { datelineOf } from './create-release.ts'
import { contextOf } from './find-conflicts.ts'
import { type LoadedPortion, loadPortion } from './load-portion.ts'
import { openRevision, type ReleaseView } from './release-view.ts'
import { attempt, type Plan, refuseStale, type Work } from './work.ts'

export type TranscriptView = ReleaseView & {
  readonly read: Json<Transcript>
  readonly conflicts: readonly Conflict[]
  /** When a moderator said that the embargo is lifted: the call may be ended. */
  readonly announcedAt: Instant | null
}

/** `portion`: its id, its place (from 1) or its name; null where the call has only one. */
export function putTranscript(
  work: Work<TranscriptView>,
  callId: string,
  portion: string | null,
  words: Words,
  ifMatch: number | null,
): Promise<TranscriptView | Refusal> {
  return attempt(work, async (now) => {
    const loaded = await loadPortion(work, callId, portion)
    if (isRefusal(loaded)) return loaded
    const stale = loaded.release && refuseStale(loaded.release.release, ifMatch)
    return stale ?? planTranscript(work, loaded, words, now)
  })
}

/** The plan that makes or revises a portion's transcript release, with the announcement it holds. */
export async function planTranscript(
  work: Work,
  { view, index, release: before }: LoadedPortion,
  words: Words,
  now: Instant,
  announcedAt: Instant | null = null,
): Promise<Plan<TranscriptView> | Refusal> {
  const { store, actor } = work
  const embargo = before?.embargo ?? view.embargoes[index]
  const about = aboutTranscript(view.details, index)
  if (embargo === undefined) return refuse('unknown-portion')
  if (isRefusal(about)) return about
  const call = { ...view.call, announcedAt: announcedAt ?? view.call.announcedAt }
  const taken = await work.editor.take({
    words,
    about,
    before: await editedBefore(work, before, now),
    more: { call: datelineOf(view.call), note: null },
    context: contextOf(view.call),
    terms: embargo.terms,
  })
  if (isRefusal(taken)) return taken
  const { read, conflicts, edited, dropped, openProposals } = taken
  const { basis } = about.rules
  const codes = codesOf(conflicts)
  const result = { read, conflicts, announcedAt: call.announcedAt, dropped, openProposals }
  const audit = (id: string, revision: number) =>
    store.audit.entry({ at: now, actor, act: 'put-transcript', record: id, revision })

  if (before !== null) {
    const release = reviseRelease(before.release, { basis, conflicts: codes, edited }, now)
    if (isRefusal(release)) return release
    return {
      result: { ...result, release, embargo },
      change: together(
        store.releases.write(release),
        await store.contents.write(release.id, release.content, taken),
        // Its conflicts are with these terms.
        store.embargoes.unchanged(embargo),
        call.announcedAt === view.call.announcedAt
          ? store.calls.unchanged(view.call)
          : store.calls.write(revised(view.call, now, { announcedAt })),
        audit(release.id, release.revision),
      ),
    }
  }

  const id = newId('release', now)
  const covering = coverRelease(embargo, id, now)
  if (isRefusal(covering)) return covering
  const release = draftRelease({
    id,
    kind: 'transcript',
    callId: view.call.id,
    portionId: view.call.portions[index]?.id ?? null,
    embargoId: embargo.id,
    basis,
    conflicts: codes,
    now,
  })
  return {
    result: { ...result, release, embargo: covering },
    change: together(
      store.releases.write(release),
      await store.contents.write(id, 1, taken),
      store.embargoes.write(covering),
      store.calls.write(withTranscript(call, index, id, now)),
      audit(id, 1),
    ),
  }
}

/** What new words take over: the edits of the words before. Where there are none, nothing is opened. */
async function editedBefore(
  { store, actor }: Work,
  before: ReleaseView | null,
  now: Instant,
): Promise<Source | null> {
  if (!before?.release.edited) return null
  return (await openRevision(store, before.release, before.release.content, actor, now)).source
}

function withTranscript(call: Call, index: number, transcriptId: string, now: Instant): Call {
  const portions = call.portions.map((one, place) => (place === index ? { ...one, transcriptId } : one))
  return revised(call, now, { portions, releaseIds: [...call.releaseIds, transcriptId] })
}
