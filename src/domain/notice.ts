/** A notice: owed to one address for a reason that has no release in it, such as a confirmation. */
import { z } from 'zod'
import { Channel } from './alert.ts'
import { Topic } from './call.ts'
import { Instant } from './instant.ts'
import { Expectation } from './overdue.ts'
import { recordShape, revised, Sealed } from './record.ts'

const noticeShape = {
  ...recordShape,
  /** `skipped`: what it was to tell of had come before it went. */
  state: z.enum(['owed', 'sent', 'failed', 'skipped']),
  /** Whom to write to, and what they chose, sealed; gone once it is settled. */
  addressee: Sealed.nullable(),
  /** How often it was tried, and when it is tried next. */
  pass: z.int().nonnegative(),
  nextAt: Instant,
}

export const Notice = z.discriminatedUnion('kind', [
  // Those owed before there were text messages are mails.
  z.strictObject({ ...noticeShape, kind: z.literal('confirmation'), channel: Channel.default('email') }),
  z.strictObject({ ...noticeShape, kind: z.literal('sign-in') }),
  z.strictObject({ ...noticeShape, kind: z.literal('overdue'), expectation: Expectation }),
])
export type Notice = z.infer<typeof Notice>

/** What a notice is about, apart from whom it goes to. */
type Subject =
  | { readonly kind: 'confirmation'; readonly channel: Channel }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'overdue'; readonly expectation: Expectation }

/** What a sign-up asks for. No topics: everything. */
const byMail = z.strictObject({ email: z.string(), topics: z.array(Topic) })
const byText = z.strictObject({ phone: z.string(), topics: z.array(Topic) })
export const SignUp = z.union([byMail, byText])
export type SignUp = z.infer<typeof SignUp>

/** Whom an overdue notice goes to. */
export const Addressee = z.strictObject({ email: z.string() })
export type Addressee = z.infer<typeof Addressee>

/** Who of the staff asked to sign in, and the token of their link. */
export const SignIn = z.strictObject({ email: z.string(), token: z.string() })
export type SignIn = z.infer<typeof SignIn>

/** What a confirmation link stands for: the sign-up itself, until it expires. */
export const Confirmation = z.union([
  byMail.extend({ expiresAt: Instant }),
  byText.extend({ expiresAt: Instant }),
])

/** How long a confirmation link stays good. */
export const CONFIRMATION_VALID_MS = 7 * 24 * 60 * 60 * 1000

/** Only subscribers have another channel than mail: what staff are told goes by mail. */
export function channelOfNotice(notice: Notice): Channel {
  return notice.kind === 'confirmation' ? notice.channel : 'email'
}

export function oweNotice(id: string, subject: Subject, addressee: Sealed, now: Instant): Notice {
  return {
    id,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    ...subject,
    state: 'owed',
    addressee,
    pass: 0,
    nextAt: now,
  }
}

/** Sent, given up, or no longer needed. Null: settled before. The address is forgotten. */
export function settleNotice(
  notice: Notice,
  state: Exclude<Notice['state'], 'owed'>,
  now: Instant,
): Notice | null {
  return notice.state === 'owed' ? revised(notice, now, { state, addressee: null }) : null
}

/** Refused for now: tried again at `nextAt`. Null: settled before. */
export function postponeNotice(notice: Notice, nextAt: Instant, now: Instant): Notice | null {
  return notice.state === 'owed' ? revised(notice, now, { pass: notice.pass + 1, nextAt }) : null
}
