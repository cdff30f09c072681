/** A press call and its lifecycle: scheduled → live → ended, or cancelled. What was said stays sealed. */
import { z } from 'zod'
import { Announcement } from './announcement.ts'
import { GroundRules } from './ground-rules.ts'
import { Instant } from './instant.ts'
import { RecordId, recordShape, revised, Sealed } from './record.ts'
import { isRefusal, type Refusal, type RefusalCode, refuse } from './refusals.ts'
import { Planned } from './wall-time.ts'

export const CallState = z.enum(['scheduled', 'live', 'ended', 'cancelled'])
type CallState = z.infer<typeof CallState>

export const Contact = z
  .strictObject({ name: z.string().trim().min(1).max(200), email: z.email().max(254) })
  .meta({ id: 'Contact', description: 'Whom reporters write to.' })
export type Contact = z.infer<typeof Contact>

/** A topic as a slug: `foreign-policy`. */
export const Topic = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'Lower-case letters, digits, hyphens')
  .meta({ examples: ['foreign-policy'] })

/** A part of a call with its own ground rules (in the details, sealed) and embargo, and one transcript. */
const Portion = z.strictObject({
  id: RecordId,
  embargoId: RecordId,
  transcriptId: RecordId.nullable(),
})

/** What a call record keeps sealed. `portions` stand in the order of the record's. */
export const CallDetails = z.strictObject({
  title: z.string(),
  venue: z.string().nullable(),
  contact: Contact.nullable(),
  topics: z.array(Topic),
  /** What is to be announced, or was; in the record itself only while it is. */
  announcement: Announcement.nullable().default(null),
  portions: z.array(z.strictObject({ name: z.string().nullable(), groundRules: GroundRules })),
})
export type CallDetails = z.infer<typeof CallDetails>

export const Call = z.strictObject({
  ...recordShape,
  state: CallState,
  starts: Planned,
  expectedEnd: Planned.nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  announce: z.boolean(),
  /** What is public while `announce` is on, by that choice; only its address while it is off. */
  announcement: Announcement.nullable().default(null),
  /** A moderator's word that the embargo is lifted ends the call by itself. */
  endOnAnnouncement: z.boolean().default(false),
  /** When a moderator's turn said so; the call goes on until somebody ends it. */
  announcedAt: Instant.nullable().default(null),
  portions: z.array(Portion).min(1),
  /** Every embargo that may wait for this call's end: the portions', and those of its other releases. */
  embargoIds: z.array(RecordId),
  /** Every release of this call. */
  releaseIds: z.array(RecordId),
  details: Sealed,
})
export type Call = z.infer<typeof Call>

type Verb = 'start' | 'end' | 'cancel'

/** What each verb makes of each state: the next one, or why not. */
const LIFECYCLE: Readonly<Record<Verb, Readonly<Record<CallState, CallState | { no: RefusalCode }>>>> = {
  start: {
    scheduled: 'live',
    live: { no: 'call-not-scheduled' },
    ended: { no: 'call-ended' },
    cancelled: { no: 'call-cancelled' },
  },
  end: {
    scheduled: { no: 'call-not-live' },
    live: 'ended',
    ended: { no: 'ended-otherwise' },
    cancelled: { no: 'call-cancelled' },
  },
  cancel: {
    scheduled: 'cancelled',
    live: 'cancelled',
    ended: { no: 'call-ended' },
    cancelled: { no: 'call-cancelled' },
  },
}

function next(call: Call, verb: Verb): CallState | Refusal {
  const to = LIFECYCLE[verb][call.state]
  return typeof to === 'string' ? to : refuse(to.no)
}

export function startCall(call: Call, now: Instant): Call | Refusal {
  const state = next(call, 'start')
  return isRefusal(state) ? state : revised(call, now, { state, startedAt: now })
}

/**
 * Ends a live call at `endedAt`: not before it started, nor in the future. A repeat with the same
 * instant (or none) answers the ended call as it is; with another one it is refused.
 */
export function endCall(call: Call, endedAt: Instant | null, now: Instant): Call | Refusal {
  if (call.state === 'ended' && (endedAt === null || endedAt === call.endedAt)) return call
  const state = next(call, 'end')
  if (isRefusal(state)) return state
  const at = endedAt ?? now
  if (at > now) return refuse('ends-in-future', { path: 'endedAt', message: 'Lies in the future' })
  if (at < Math.min(call.startedAt ?? at, call.starts.at))
    return refuse('ends-before-start', { path: 'endedAt', message: 'Lies before the start' })
  return revised(call, now, { state, endedAt: at })
}

export function cancelCall(call: Call, now: Instant): Call | Refusal {
  const state = next(call, 'cancel')
  return isRefusal(state) ? state : revised(call, now, { state, cancelledAt: now })
}
