/** Records a press call, its portions' ground rules and the embargo each is under. */
import { z } from 'zod'
import { AnnouncementInput, announced, unsealed } from '../domain/announcement.ts'
import { type Call, type CallDetails, Contact, Topic } from '../domain/call.ts'
import { type Embargo, imposeEmbargo, type LateLift } from '../domain/embargo.ts'
import { GroundRules } from '../domain/ground-rules.ts'
import { durationMs, type Instant, IsoDuration } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { resolveTerms, TermsInput } from '../domain/terms.ts'
import { type Planned, resolveTime, TimeInput } from '../domain/wall-time.ts'
import { together } from '../store/commit.ts'
import { newAnnouncementId, newId } from '../store/identifiers.ts'
import { refuseAnnouncedNames, tellAnnounced } from './announce-call.ts'
import type { CallView } from './call-view.ts'
import { wakeLifts } from './wake-lift.ts'
import { attempt, type Work } from './work.ts'

const PortionInput = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    groundRules: GroundRules,
    embargo: TermsInput,
  })
  .meta({ id: 'PortionInput', description: 'A part of a call with its own ground rules and embargo.' })
type PortionInput = z.infer<typeof PortionInput>

const LateLiftInput = z
  .strictObject({ after: IsoDuration, do: z.enum(['lift', 'hold']) })
  .meta({ description: 'What to do when a lift comes later than this past its instant.' })

export const ScheduleCallInput = z
  .strictObject({
    title: z.string().trim().min(1).max(300),
    venue: z.string().trim().min(1).max(200).optional(),
    startsAt: TimeInput,
    expectedEndsAt: TimeInput.optional(),
    timeZone: z
      .string()
      .max(60)
      .meta({ description: 'An IANA zone.', examples: ['America/New_York'] }),
    groundRules: GroundRules.optional(),
    embargo: TermsInput.optional(),
    portions: z
      .array(PortionInput)
      .min(1)
      .max(10)
      .optional()
      .meta({ description: 'In place of `groundRules` and `embargo`.' }),
    topics: z.array(Topic).max(20).default([]),
    contact: Contact.optional(),
    announce: z
      .boolean()
      .default(false)
      .meta({ description: 'A call is private to press staff unless this is true.' }),
    announcement: AnnouncementInput.optional(),
    endOnAnnouncement: z
      .boolean()
      .default(false)
      .meta({ description: 'A moderator’s word that the embargo is lifted ends the call by itself.' }),
    lateLift: LateLiftInput.optional(),
  })
  .refine((input) => (input.portions === undefined) !== (input.groundRules === undefined), {
    path: ['portions'],
    message: 'Either groundRules and embargo, or portions',
  })
  .refine((input) => (input.groundRules === undefined) === (input.embargo === undefined), {
    path: ['embargo'],
    message: 'groundRules and embargo come together',
  })
  .meta({ id: 'CallInput' })
export type ScheduleCallInput = z.infer<typeof ScheduleCallInput>

export function scheduleCall(work: Work<CallView>, input: ScheduleCallInput): Promise<CallView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const id = newId('call', now)
    const declared = declareCall(input, id, now)
    if (isRefusal(declared)) return declared
    const { starts, expectedEnd, portions, embargoes } = declared
    const words = { announce: input.announce, words: input.announcement }
    const announcement = announced(null, words, newAnnouncementId())
    const named = refuseAnnouncedNames(announcement, portions)
    if (named) return named
    const details: CallDetails = {
      title: input.title,
      venue: input.venue ?? null,
      contact: input.contact ?? null,
      topics: input.topics,
      announcement,
      portions: portions.map(({ name, groundRules }) => ({ name: name ?? null, groundRules })),
    }
    const call: Call = {
      id,
      revision: 1,
      createdAt: now,
      updatedAt: now,
      state: 'scheduled',
      starts,
      expectedEnd,
      startedAt: null,
      endedAt: null,
      cancelledAt: null,
      announce: input.announce,
      announcement: unsealed(announcement, input.announce),
      endOnAnnouncement: input.endOnAnnouncement,
      announcedAt: null,
      portions: embargoes.map((embargo) => ({
        id: newId('portion', now),
        embargoId: embargo.id,
        transcriptId: null,
      })),
      embargoIds: embargoes.map((embargo) => embargo.id),
      releaseIds: [],
      details: store.calls.seal(id, details),
    }
    return {
      result: { call, details, embargoes },
      change: together(
        store.calls.write(call),
        ...embargoes.map((embargo) => store.embargoes.write(embargo)),
        ...tellAnnounced(store, null, call),
        store.audit.entry({ at: now, actor, act: 'schedule-call', record: id, revision: 1 }),
      ),
      wake: () => wakeLifts(work.store, work.queues, embargoes, now),
    }
  })
}

/** What an input comes to: its times, and the embargo of each portion. Nothing is stored. */
export function declareCall(input: ScheduleCallInput, id: string, now: Instant): Declared | Refusal {
  const starts = resolveTime(input.startsAt, input.timeZone, 'startsAt')
  if (isRefusal(starts)) return starts
  const expectedEnd =
    input.expectedEndsAt === undefined
      ? null
      : resolveTime(input.expectedEndsAt, input.timeZone, 'expectedEndsAt')
  if (isRefusal(expectedEnd)) return expectedEnd
  if (expectedEnd !== null && expectedEnd.at < starts.at)
    return refuse('ends-before-start', { path: 'expectedEndsAt', message: 'Lies before the start' })
  const portions = portionsOf(input)
  const { timeZone } = input
  const embargoes = imposeEach(portions, { callId: id, timeZone, lateLift: lateLift(input), now })
  return isRefusal(embargoes) ? embargoes : { starts, expectedEnd, portions, embargoes }
}

export type Declared = {
  readonly starts: Planned
  readonly expectedEnd: Planned | null
  readonly portions: readonly PortionInput[]
  readonly embargoes: readonly Embargo[]
}

function portionsOf(input: ScheduleCallInput): readonly PortionInput[] {
  if (input.portions) return input.portions
  return input.groundRules && input.embargo
    ? [{ groundRules: input.groundRules, embargo: input.embargo }]
    : []
}

function lateLift(input: ScheduleCallInput): LateLift | null {
  return input.lateLift ? { afterMs: durationMs(input.lateLift.after), do: input.lateLift.do } : null
}

function imposeEach(
  portions: readonly PortionInput[],
  call: { callId: string; timeZone: string; lateLift: LateLift | null; now: Instant },
): readonly Embargo[] | Refusal {
  const imposed: Embargo[] = []
  for (const [index, portion] of portions.entries()) {
    const path = portions.length === 1 ? 'embargo' : `portions.${index}.embargo`
    const terms = resolveTerms(portion.embargo, call.timeZone, path)
    if (isRefusal(terms)) return terms
    const { callId, lateLift, now } = call
    const embargo = imposeEmbargo({ id: newId('embargo', now), callId, terms, lateLift, now })
    if (isRefusal(embargo)) return embargo
    imposed.push(embargo)
  }
  return imposed
}
