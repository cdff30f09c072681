/** A notice mail: owed to one address for a reason that has no release in it, such as a confirmation. */
import { z } from 'zod'
import { Topic } from './call.ts'
import { Instant } from './instant.ts'
import { recordShape, revised, Sealed } from './record.ts'

export const Notice = z.strictObject({
  ...recordShape,
  kind: z.enum(['confirmation', 'already-subscribed']),
  state: z.enum(['owed', 'sent', 'failed']),
  /** Whom to write to and what they chose, sealed; gone once it is settled. */
  addressee: Sealed.nullable(),
  /** How often it was tried, and when it is tried next. */
  pass: z.int().nonnegative(),
  nextAt: Instant,
})
export type Notice = z.infer<typeof Notice>

/** What a sign-up asks for. No topics: everything. */
export const SignUp = z.strictObject({ email: z.string(), topics: z.array(Topic) })
export type SignUp = z.infer<typeof SignUp>

/** A confirmation link holds the sign-up itself until it expires. */
export const Confirmation = SignUp.extend({ expiresAt: Instant })
export type Confirmation = z.infer<typeof Confirmation>

/** How long a confirmation link stays good. */
export const CONFIRMATION_VALID_MS = 7 * 24 * 60 * 60 * 1000

export function oweNotice(id: string, kind: Notice['kind'], addressee: Sealed, now: Instant): Notice {
  return {
    id,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    kind,
    state: 'owed',
    addressee,
    pass: 0,
    nextAt: now,
  }
}

/** Sent, or given up. Null: settled before. The address is forgotten. */
export function settleNotice(notice: Notice, state: 'sent' | 'failed', now: Instant): Notice | null {
  return notice.state === 'owed' ? revised(notice, now, { state, addressee: null }) : null
}

/** Refused for now: tried again at `nextAt`. Null: settled before. */
export function postponeNotice(notice: Notice, nextAt: Instant, now: Instant): Notice | null {
  return notice.state === 'owed' ? revised(notice, now, { pass: notice.pass + 1, nextAt }) : null
}
