/** When mail that nobody takes ends a subscription: by a report of a dead address, or refused again and again. */
import { judgeStatus } from './enhanced-status.ts'
import type { LeftReason } from './subscriber.ts'

/**
 * How many alerts, refused for good one after the other, end a subscription, and the least time from the
 * first to the last: a relay that is set up wrongly for an afternoon must not empty the list.
 */
export const REFUSALS_TO_END = 3
export const REFUSALS_SPAN_MS = 24 * 60 * 60 * 1000

/** A gateway's answer that a number wants no more texts: 410, Gone. */
const OPTED_OUT = 'sms-410'

/** What is said of one delivery: it ends the subscription for a reason, counts as a refusal, or is only noted. */
export type Consequence =
  | { readonly does: 'end'; readonly reason: LeftReason }
  | { readonly does: 'count' | 'note' }

/**
 * Whether a channel's permanent answer, by its code, counts: only if it answered the recipient and not the
 * content, and does not say that it is about a path, a policy or our message. Even a mailbox that is said not
 * to exist only counts: the server that says so at once is our own relay, and may know too little.
 */
export function isRefusalOfAddress(code: string): boolean {
  if (code === OPTED_OUT) return true
  const match = /^smtp-5\d\d(?:-(\d\.\d{1,3}\.\d{1,3}))?$/.exec(code)
  return match !== null && (match[1] === undefined || judgeStatus(match[1]) !== 'other')
}
