/** Changes what is declared of a call. What was drafted under its old ground rules is drafted afresh. */
import { z } from 'zod'
import { type Announcement, AnnouncementInput, announced, unsealed } from '../domain/announcement.ts'
import { type Call, type CallDetails, Contact, Topic } from '../domain/call.ts'
import type { Source } from '../domain/draft.ts'
import { GroundRules } from '../domain/ground-rules.ts'
import type { Instant } from '../domain/instant.ts'
import { RecordId, revised } from '../domain/record.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { type Release, reviseRelease } from '../domain/release.ts'
import type { ConflictCode } from '../domain/spoken/conflict.ts'
import { codesOf } from '../domain/spoken/conflicts.ts'
import { resolveTime, TimeInput } from '../domain/wall-time.ts'
import { type Change, together } from '../store/commit.ts'
import { newAnnouncementId } from '../store/identifiers.ts'
import { aboutTranscript } from './about-transcript.ts'
import { refuseAnnouncedNames, tellAnnounced } from './announce-call.ts'
import { type CallView, readCall } from './call-view.ts'
import { datelineOf } from './create-release.ts'
import { findConflicts } from './find-conflicts.ts'
import { openRevision } from './release-view.ts'
import { attempt, type Work } from './work.ts'

/** What is not given stays. `groundRules` at the top are those of a call of one portion. */
export const ChangeCallInput = z.strictObject({
  title: z.string().trim().min(1).max(300).optional(),
  venue: z.string().trim().min(1).max(200).nullable().optional(),
  startsAt: TimeInput.optional(),
  expectedEndsAt: TimeInput.nullable().optional(),
  timeZone: z.string().max(60).optional(),
  groundRules: GroundRules.optional(),
  portions: z.array(z.strictObject({ id: RecordId, groundRules: GroundRules })).optional(),
  topics: z.array(Topic).max(20).optional(),
  contact: Contact.nullable().optional(),
  announce: z.boolean().optional(),
  announcement: AnnouncementInput.optional(),
  endOnAnnouncement: z.boolean().optional(),
})
export type ChangeCallInput = z.infer<typeof ChangeCallInput>

export function changeCall(
  work: Work<CallView>,
  id: string,
  input: ChangeCallInput,
  ifMatch: number | null,
): Promise<CallView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await readCall(work, id, ifMatch)
    if (isRefusal(view)) return view
    if (view.call.state === 'cancelled') return refuse('call-cancelled')
    const times = changedTimes(view, input)
    if (isRefusal(times)) return times
    const { announce } = view.call
    const words = { announce: input.announce ?? announce, words: input.announcement }
    const before = { announce, announcement: view.details.announcement }
    const announcement = announced(before, words, newAnnouncementId())
    const details = changedDetails(view, input, announcement)
    if (isRefusal(details)) return details
    const named = refuseAnnouncedNames(announcement, details.portions)
    if (named) return named
    const redrafts = await redraft(work, view, details, now)
    if (isRefusal(redrafts)) return redrafts
    const call = revised(view.call, now, {
      ...times,
      announce: words.announce,
      announcement: unsealed(announcement, words.announce),
      endOnAnnouncement: input.endOnAnnouncement ?? view.call.endOnAnnouncement,
      details: store.calls.seal(id, details),
    })
    return {
      result: { ...view, call, details },
      change: together(
        store.calls.write(call),
        ...redrafts,
        ...tellAnnounced(store, view.call, call),
        store.audit.entry({ at: now, actor, act: 'change-call', record: id, revision: call.revision }),
      ),
    }
  })
}

function changedTimes({ call }: CallView, input: ChangeCallInput) {
  const zone = input.timeZone ?? call.starts.timeZone
  const starts = resolveTime(input.startsAt ?? call.starts.local, zone, 'startsAt')
  if (isRefusal(starts)) return starts
  const text = input.expectedEndsAt === undefined ? call.expectedEnd?.local : input.expectedEndsAt
  const expectedEnd = text ? resolveTime(text, zone, 'expectedEndsAt') : null
  if (isRefusal(expectedEnd)) return expectedEnd
  if (expectedEnd !== null && expectedEnd.at < starts.at)
    return refuse('ends-before-start', { path: 'expectedEndsAt', message: 'Lies before the start' })
  return { starts, expectedEnd }
}

function changedDetails(
  { call, details }: CallView,
  input: ChangeCallInput,
  announcement: Announcement | null,
): CallDetails | Refusal {
  if (input.groundRules && call.portions.length > 1)
    return refuse('portion-required', { path: 'portions', message: 'The call has several portions' })
  const unknown = input.portions?.some((one) => !call.portions.some((portion) => portion.id === one.id))
  if (unknown) return refuse('unknown-portion', { path: 'portions', message: 'No such portion' })
  return {
    title: input.title ?? details.title,
    venue: input.venue === undefined ? details.venue : input.venue,
    contact: input.contact === undefined ? details.contact : input.contact,
    topics: input.topics ?? details.topics,
    announcement,
    portions: details.portions.map((portion, index) => {
      const given = input.portions?.find((one) => one.id === call.portions[index]?.id)?.groundRules
      return { ...portion, groundRules: given ?? input.groundRules ?? portion.groundRules }
    }),
  }
}

/**
 * Every release that was drafted from these details, drafted afresh: cleared ones are drafts again.
 * Public ones keep what was published; new rules for them are refused, since only a correction can
 * take back what went out.
 */
async function redraft(
  work: Work,
  view: CallView,
  details: CallDetails,
  now: Instant,
): Promise<readonly Change[] | Refusal> {
  const changes: Change[] = []
  for (const release of await work.store.releases.readMany(view.call.releaseIds)) {
    if (release.state === 'killed') continue
    const { source } = await openRevision(work.store, release, release.content, work.actor, now)
    const fresh = freshSource(view, details, release, source)
    if (isRefusal(fresh)) return fresh
    if (JSON.stringify(fresh) === JSON.stringify(source)) continue
    if (release.state === 'public') {
      if (JSON.stringify(fresh.rules) === JSON.stringify(source.rules)) continue
      return refuse('published')
    }
    const conflicts = await freshConflicts(work, view.call, release, fresh)
    const revision = reviseRelease(release, { basis: fresh.rules.basis, conflicts }, now)
    if (isRefusal(revision)) return revision
    const more = { call: datelineOf(view.call), note: null }
    const drafted = await work.editor.draft({ kind: release.kind, source: fresh, more })
    changes.push(
      work.store.releases.write(revision),
      await work.store.contents.write(release.id, revision.content, drafted),
    )
  }
  return changes
}

/** What was said against the rules as they are now declared. */
async function freshConflicts(
  work: Work,
  call: Call,
  release: Release,
  { body, rules }: Source,
): Promise<ConflictCode[]> {
  const embargo = await work.store.embargoes.read(release.embargoId)
  if (body.form !== 'transcript' || embargo === null) return release.conflicts
  return codesOf(await findConflicts(work, call, body.transcript, { rules, terms: embargo.terms }))
}

function freshSource(
  { call }: CallView,
  details: CallDetails,
  release: Release,
  source: Source,
): Source | Refusal {
  const index = Math.max(
    0,
    call.portions.findIndex((portion) => portion.id === release.portionId),
  )
  if (source.body.form === 'transcript') {
    const about = aboutTranscript(details, index)
    return isRefusal(about) ? about : { ...source, ...about }
  }
  const rules = details.portions[index]?.groundRules
  return source.inheritsRules && rules ? { ...source, rules } : source
}
