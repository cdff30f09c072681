/** One alert to one subscriber on one channel: what became of it, and what an answer makes of it. */

/** What a channel says of one message. `unknown`: it may or may not have been taken. */
export type Outcome = 'sent' | 'permanent' | 'transient' | 'unknown'

export type DeliveryState = 'owed' | 'claimed' | 'sent' | 'failed' | 'uncertain' | 'skipped'

/**
 * What each outcome makes of a claimed delivery. A transient one is owed again and comes back from
 * the retry table; an unknown one is marked uncertain for good and owed again, with the same
 * Message-ID.
 */
export const SETTLES: Readonly<Record<Outcome, DeliveryState>> = {
  sent: 'sent',
  permanent: 'failed',
  transient: 'owed',
  unknown: 'uncertain',
}

/** Counts that add up to the audience: `uncertain` are those settled after a doubt, once or twice there. */
export type Tally = {
  readonly audience: number
  readonly sent: number
  readonly failed: number
  readonly uncertain: number
  readonly skipped: number
  readonly owed: number
}
