/** Makes or revises the transcript release of a portion from the words of the call. */
import type { Call } from '../domain/call.ts'
import { refit } from '../domain/edits.ts'
import { coverRelease } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { revised } from '../domain/record.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { draftRelease, reviseRelease } from '../domain/release.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import { codesOf } from '../domain/spoken/conflicts.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { together } from '../store/commit.ts'
import { newId } from '../store/identifiers.ts'
import { datelineOf } from './create-release.ts'
import { findConflicts } from './find-conflicts.ts'
import { type LoadedPortion, loadPortion } from './load-portion.ts'
import { openRevision, type ReleaseView } from './release-view.ts'
import { transcriptSource } from './transcript-source.ts'
import { attempt, type Plan, refuseStale, type Work } from './work.ts'

export type TranscriptView = ReleaseView & {
  readonly read: Transcript
  readonly conflicts: readonly Conflict[]
  /** When a moderator said that the embargo is lifted: the call may be ended. */
  readonly announcedAt: Instant | null
}

/** `portion`: its id, its place (from 1) or its name; null where the call has only one. */
export function putTranscript(
  work: Work<TranscriptView>,
  callId: string,
  portion: string | null,
  transcript: Transcript,
  ifMatch: number | null,
): Promise<TranscriptView | Refusal> {
  return attempt(work, async (now) => {
    if (transcript.turns.length === 0) return refuse('empty-transcript')
    const loaded = await loadPortion(work, callId, portion)
    return isRefusal(loaded) ? loaded : planTranscript(work, loaded, transcript, now, { ifMatch })
  })
}

/** The plan that makes or revises a portion's transcript release, with the announcement it holds. */
export async function planTranscript(
  work: Work,
  { view, index, release: before }: LoadedPortion,
  transcript: Transcript,
  now: Instant,
  { ifMatch = null, announcedAt = null }: { ifMatch?: number | null; announcedAt?: Instant | null } = {},
): Promise<Plan<TranscriptView> | Refusal> {
  const { store, actor } = work
  const embargo = before?.embargo ?? view.embargoes[index]
  const old = before && (await openRevision(store, before.release, before.release.content, actor, now))
  const body = { form: 'transcript' as const, transcript }
  const { edits, dropped } = refit(old?.source.edits ?? [], old?.source.body ?? body, body)
  const source = transcriptSource(view.details, index, transcript, edits)
  if (embargo === undefined) return refuse('unknown-portion')
  if (isRefusal(source)) return source
  const call = { ...view.call, announcedAt: announcedAt ?? view.call.announcedAt }
  const declared = { rules: source.rules, terms: embargo.terms }
  const conflicts = await findConflicts(work, view.call, transcript, declared)
  const codes = codesOf(conflicts)
  const more = { call: datelineOf(view.call), note: null }
  const { content, openProposals } = await work.editor.draft({ kind: 'transcript', source, more })
  const audit = (id: string, revision: number) =>
    store.audit.entry({ at: now, actor, act: 'put-transcript', record: id, revision })

  if (before !== null) {
    const stale = refuseStale(before.release, ifMatch)
    if (stale) return stale
    const release = reviseRelease(before.release, { basis: source.rules.basis, conflicts: codes }, now)
    if (isRefusal(release)) return release
    return {
      result: {
        release,
        embargo,
        read: transcript,
        conflicts,
        announcedAt: call.announcedAt,
        dropped,
        openProposals,
      },
      change: together(
        store.releases.write(release),
        await store.contents.write(release.id, release.content, content, source),
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
    basis: source.rules.basis,
    conflicts: codes,
    now,
  })
  return {
    result: {
      release,
      embargo: covering,
      read: transcript,
      conflicts,
      announcedAt: call.announcedAt,
      dropped,
      openProposals,
    },
    change: together(
      store.releases.write(release),
      await store.contents.write(id, 1, content, source),
      store.embargoes.write(covering),
      store.calls.write(withTranscript(call, index, id, now)),
      audit(id, 1),
    ),
  }
}

function withTranscript(call: Call, index: number, transcriptId: string, now: Instant): Call {
  const portions = call.portions.map((one, place) => (place === index ? { ...one, transcriptId } : one))
  return revised(call, now, { portions, releaseIds: [...call.releaseIds, transcriptId] })
}
