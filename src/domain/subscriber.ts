/** A subscriber: a number that is never reused, an address, and whether alerts go to it. */
import { z } from 'zod'
import { Topic } from './call.ts'

/** `left` and `erased` are remembered by a digest of the address, so that no import revives them. */
export const SubscriberState = z.enum(['active', 'paused', 'left', 'erased'])
export type SubscriberState = z.infer<typeof SubscriberState>

/** Why a subscription ended: by its owner, or by mail that came back, was complained of, or was refused. */
export const LeftReason = z.enum(['unsubscribed', 'bounced', 'complained', 'refused'])
export type LeftReason = z.infer<typeof LeftReason>

/** No topics: everything. */
export type Subscriber = {
  readonly number: number
  readonly email: string
  readonly state: SubscriberState
  /** Null unless they left. */
  readonly reason: LeftReason | null
  readonly topics: readonly string[]
}

/**
 * An address with letters beyond ASCII (RFC 6531): words of letters, digits and what RFC 5322 calls atext, so
 * that none can end a header field or begin another address. A server that does not take it says so.
 */
const WORD = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?'
const INTERNATIONAL = new RegExp(`^${WORD}(?:\\.${WORD})*@(?:${LABEL}\\.)+${LABEL}$`, 'u')

/** An address as typed, in the form it is kept. Length is RFC 5321 §4.5.3.1.3 less the brackets. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text.normalize('NFC').toLowerCase())
  .pipe(z.union([z.email(), z.string().regex(INTERNATIONAL)]))

/** One line of an import: someone who has consented already. */
export const ImportLine = z.strictObject({ email: EmailAddress, topics: z.array(Topic).max(50).default([]) })
export type ImportLine = z.infer<typeof ImportLine>
