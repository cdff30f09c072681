/** A subscriber: a number that is never reused, an address, and whether alerts go to it. */
import { z } from 'zod'
import { EmailAddress, PhoneNumber } from './address.ts'
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
  /** An e-mail address, or a phone number in E.164; empty once it is erased. */
  readonly address: string
  readonly state: SubscriberState
  /** Null unless they left. */
  readonly reason: LeftReason | null
  readonly topics: readonly string[]
}

const lineTopics = z.array(Topic).max(50).default([])

/** One line of an import: someone who has consented already. */
export const ImportLine = z.union([
  z.strictObject({ email: EmailAddress, topics: lineTopics }),
  z.strictObject({ phone: PhoneNumber, topics: lineTopics }),
])
export type ImportLine = z.infer<typeof ImportLine>
