/** An embargo: stated terms and what is known, from pending to lifted. Holds stop it; nothing un-lifts it. */
import { z } from 'zod'
import { Instant } from './instant.ts'
import { RecordId, recordShape, revised, Sealed } from './record.ts'
import { type Refusal, type RefusalCode, refuse } from './refusals.ts'
import {
  evaluate,
  type Known,
  Known as KnownSchema,
  NOTHING_KNOWN,
  noticeCameAt,
  partsOf,
  refusePast,
  Terms,
} from './terms.ts'

export const EmbargoState = z.enum(['pending', 'scheduled', 'lifted', 'void'])
type EmbargoState = z.infer<typeof EmbargoState>

export const LiftCause = z.enum(['terms', 'decision'])

/** What to do when a lift comes later than `afterMs` past due: lift all the same, or hold for a person. */
export const LateLift = z
  .strictObject({ afterMs: z.int().positive(), do: z.enum(['lift', 'hold']) })
  .meta({ id: 'LateLift' })
export type LateLift = z.infer<typeof LateLift>

export const Hold = z.strictObject({ by: z.string(), at: Instant, reason: Sealed.nullable() })
export type Hold = z.infer<typeof Hold>

/** A record that someone published early. It lifts nothing. Where and who are sealed. */
export const Breach = z.strictObject({ id: RecordId, at: Instant, by: z.string(), details: Sealed })
export type Breach = z.infer<typeof Breach>

/** It was held past its instant, or all were; no worker ran; Redis's clock was not believed; all were busy. */
export const LateReason = z.enum(['held', 'all-held', 'no-worker', 'clock-not-believed', 'busy'])
export type LateReason = z.infer<typeof LateReason>

/** What is later than this has a reason that a person will ask for. */
export const LATE_AFTER_MS = 250

export const Embargo = z.strictObject({
  ...recordShape,
  callId: RecordId.nullable(),
  terms: Terms,
  known: KnownSchema,
  state: EmbargoState,
  /** The instant it lifts, null while not known. */
  dueAt: Instant.nullable(),
  /** When `dueAt` became known: lateness counts from the later of the two. */
  dueKnownAt: Instant.nullable(),
  hold: Hold.nullable(),
  lateLift: LateLift.nullable(),
  liftedAt: Instant.nullable(),
  cause: LiftCause.nullable(),
  /** Why it lifted late, or will; null where it is not late. */
  lateReason: LateReason.nullable().default(null),
  breaches: z.array(Breach),
  /** The breach a lift by decision cited. */
  citedBreachId: RecordId.nullable(),
  releaseIds: z.array(RecordId),
})
export type Embargo = z.infer<typeof Embargo>

/** Each state, why it takes no more change, if so. */
const CLOSED: Readonly<Record<EmbargoState, RefusalCode | null>> = {
  pending: null,
  scheduled: null,
  lifted: 'lifted',
  void: 'void',
}

/** Why an embargo takes no more change; null while it does. */
export function refuseClosed(embargo: Embargo): Refusal | null {
  const code = CLOSED[embargo.state]
  return code === null ? null : refuse(code)
}

/** A new embargo. Terms `none` hold nothing back: such an embargo is born lifted. */
export function imposeEmbargo(input: {
  id: string
  callId: string | null
  terms: Terms
  known?: Known
  lateLift: LateLift | null
  now: Instant
}): Embargo | Refusal {
  const past = refusePast(input.terms, input.now)
  if (past) return past
  if (input.callId === null && partsOf(input.terms).some((part) => part.until === 'call-end'))
    return refuse('needs-call', { path: 'embargo', message: 'Until call end, of no call' })
  const { now } = input
  const open: Embargo = {
    id: input.id,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    callId: input.callId,
    terms: input.terms,
    known: input.known ?? NOTHING_KNOWN,
    state: 'pending',
    dueAt: null,
    dueKnownAt: null,
    hold: null,
    lateLift: input.lateLift,
    liftedAt: null,
    cause: null,
    lateReason: null,
    breaches: [],
    citedBreachId: null,
    releaseIds: [],
  }
  const free = 'until' in input.terms && input.terms.until === 'none'
  if (free) return { ...open, state: 'lifted', dueAt: now, dueKnownAt: now, liftedAt: now, cause: 'terms' }
  return withStanding(open, now)
}

/** State and due instant that follow from terms and knowledge. */
function withStanding(embargo: Embargo, now: Instant): Embargo {
  const { dueAt } = evaluate(embargo.terms, embargo.known)
  const isSame = dueAt === embargo.dueAt
  const dueKnownAt = dueAt === null ? null : isSame ? embargo.dueKnownAt : now
  // Why it was late for one instant says nothing of another.
  const lateReason = isSame ? embargo.lateReason : null
  return { ...embargo, dueAt, dueKnownAt, lateReason, state: dueAt === null ? 'pending' : 'scheduled' }
}

function reconsidered(embargo: Embargo, now: Instant, change: Partial<Embargo>): Embargo {
  return withStanding(revised(embargo, now, change), now)
}

/** What the embargo still waits for; empty once lifted or void. */
export function waitingFor(embargo: Embargo): readonly string[] {
  return CLOSED[embargo.state] === null ? evaluate(embargo.terms, embargo.known).waitingFor : []
}

/** The call ended. A closed embargo learns nothing more: the same value comes back. */
export function learnCallEnd(embargo: Embargo, endedAt: Instant, now: Instant): Embargo {
  if (CLOSED[embargo.state] !== null || embargo.known.callEndedAt !== null) return embargo
  return reconsidered(embargo, now, { known: { ...embargo.known, callEndedAt: endedAt } })
}

/** The named notice came. The first instant stands; a notice nothing waits for is refused. */
export function learnNotice(embargo: Embargo, name: string, now: Instant): Embargo | Refusal {
  const awaited = partsOf(embargo.terms).some((part) => part.until === 'notice' && part.name === name)
  if (!awaited)
    return refuse('unknown-notice', { path: 'name', message: 'The terms wait for no such notice' })
  if (noticeCameAt(embargo.known, name) !== null) return embargo
  const closed = refuseClosed(embargo)
  if (closed) return closed
  const notices = { ...embargo.known.notices, [name]: now }
  return reconsidered(embargo, now, { known: { ...embargo.known, notices } })
}

/** New terms, evaluated over what is known already. Terms due now are refused: lifting is its own act. */
export function changeTerms(embargo: Embargo, terms: Terms, now: Instant): Embargo | Refusal {
  const closed = refuseClosed(embargo) ?? refusePast(terms, now)
  if (closed) return closed
  if (embargo.callId === null && partsOf(terms).some((part) => part.until === 'call-end'))
    return refuse('needs-call', { path: 'embargo', message: 'Until call end, of no call' })
  const { dueAt } = evaluate(terms, embargo.known)
  if (dueAt !== null && dueAt <= now) return refuse('would-lift')
  return reconsidered(embargo, now, { terms })
}

export function holdEmbargo(embargo: Embargo, hold: Hold, now: Instant): Embargo | Refusal {
  return refuseClosed(embargo) ?? revised(embargo, now, { hold })
}

/** Resumes a held embargo. Past its instant this lifts, so that must be asked for: `liftNow`. */
export function resumeEmbargo(embargo: Embargo, liftNow: boolean, now: Instant): Embargo | Refusal {
  const closed = refuseClosed(embargo)
  if (closed) return closed
  if (embargo.hold === null) return refuse('not-held')
  if (embargo.dueAt !== null && embargo.dueAt <= now && !liftNow) return refuse('resume-would-lift')
  const isLate = embargo.dueAt !== null && embargo.dueAt <= now
  return revised(embargo, now, { hold: null, ...(isLate && { lateReason: 'held' }) })
}

/** Why nothing may lift this embargo at `now` by its terms, or null when it is due. */
export function refuseLift(embargo: Embargo, now: Instant): Refusal | null {
  const closed = refuseClosed(embargo)
  if (closed) return closed
  if (embargo.hold !== null) return refuse('held')
  if (embargo.dueAt === null || embargo.dueAt > now) return refuse('not-due')
  return null
}

/** Lifted by its terms at `now`, late for a reason or not. Refused while not due, held or closed. */
export function liftByTerms(
  embargo: Embargo,
  now: Instant,
  lateReason: LateReason | null = null,
): Embargo | Refusal {
  const refused = refuseLift(embargo, now)
  if (refused) return refused
  const late = embargo.lateReason ?? lateReason
  return revised(embargo, now, { state: 'lifted', liftedAt: now, cause: 'terms', lateReason: late })
}

/** Milliseconds that a lift at `now` is late: from its instant, or from when that became known if later. */
export function latenessOf({ dueAt, dueKnownAt }: Embargo, now: Instant): number {
  return now - Math.max(dueAt ?? now, dueKnownAt ?? 0)
}

/** Longer than a busy machine takes for tens of thousands of lifts in one millisecond. */
const PREPARED_FOR_MS = 10_000

/**
 * Until when a lift that was prepared at `now` may happen as prepared: never past where it waits for a person. Null:
 * however late, since its reason is known and it waits for nobody, or was asked for past that.
 */
export function preparedUntil(
  { dueAt, dueKnownAt, lateLift, lateReason }: Embargo,
  now: Instant,
): Instant | null {
  const from = Math.max(dueAt ?? 0, dueKnownAt ?? 0)
  const waitsAfter = from + (lateLift?.do === 'hold' ? lateLift.afterMs : Number.POSITIVE_INFINITY)
  if (lateReason === null) return Math.min(waitsAfter, from + PREPARED_FOR_MS)
  return waitsAfter < now || waitsAfter === Number.POSITIVE_INFINITY ? null : waitsAfter
}

/** Why a lift by terms came late; null where it did not. One that was prepared in time met nothing but a full machine. */
export function whyLifted(embargo: Embargo): LateReason | null {
  const { liftedAt, cause, lateReason } = embargo
  if (lateReason !== null || liftedAt === null || cause !== 'terms') return lateReason
  return latenessOf(embargo, liftedAt) > LATE_AFTER_MS ? 'busy' : null
}

/** Lifted early by a person's decision, which may cite a breach. Refused while held. */
export function liftByDecision(
  embargo: Embargo,
  citedBreachId: string | null,
  now: Instant,
): Embargo | Refusal {
  const closed = refuseClosed(embargo)
  if (closed) return closed
  if (embargo.hold !== null) return refuse('held')
  if (citedBreachId !== null && !embargo.breaches.some((breach) => breach.id === citedBreachId))
    return refuse('not-found', { path: 'breachId', message: 'No such breach of this embargo' })
  return revised(embargo, now, { state: 'lifted', liftedAt: now, cause: 'decision', citedBreachId })
}

/** Whether it was still to come when its instant became known: only the clock says that it is due. */
export function isDueByClock({ dueAt, dueKnownAt }: Embargo): boolean {
  return dueAt !== null && dueKnownAt !== null && dueAt > dueKnownAt
}

/**
 * Too late for a lift that nobody watches, by the call's own rule. Not when a person resumed it past its instant:
 * they have decided; nor when its instant had passed as it became known, as of a call whose end is told afterwards.
 */
export function isTooLate(embargo: Embargo, now: Instant): boolean {
  const { lateLift, lateReason } = embargo
  if (lateReason !== null) return false
  return lateLift?.do === 'hold' && latenessOf(embargo, now) > lateLift.afterMs
}

export function recordBreach(embargo: Embargo, breach: Breach, now: Instant): Embargo {
  return revised(embargo, now, { breaches: [...embargo.breaches, breach] })
}

/** The call was cancelled: what waits for its end never comes. Closed embargoes stay as they are. */
export function voidEmbargo(embargo: Embargo, now: Instant): Embargo {
  if (CLOSED[embargo.state] !== null) return embargo
  return revised(embargo, now, { state: 'void', dueAt: null, dueKnownAt: null })
}

/** One more release under this embargo. Void embargoes take none. */
export function coverRelease(embargo: Embargo, releaseId: string, now: Instant): Embargo | Refusal {
  if (embargo.state === 'void') return refuse('void')
  return revised(embargo, now, { releaseIds: [...embargo.releaseIds, releaseId] })
}
