/** One alert to one subscriber on one channel: what became of it, and what an answer makes of it. */
import type { Instant } from './instant.ts'

/** What a channel says of one message. `unknown`: it may or may not have been taken. */
export type Outcome = 'sent' | 'permanent' | 'transient' | 'unknown'

export const DELIVERY_STATES = ['owed', 'claimed', 'sent', 'failed', 'uncertain', 'skipped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

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

/** How an alert's deliveries went in time; instants by Redis's clock. */
export type DeliveryTimes = {
  readonly firstAt: Instant | null
  readonly lastAt: Instant | null
  /** How many were accepted up to so many ms after the alert was owed, in steps of at most 1/64. */
  readonly delays: readonly { readonly upToMs: number; readonly count: number }[]
  /** Deliveries a second in the last few seconds. */
  readonly perSecond: number
}

/** The delay in ms within which `share` of the deliveries were accepted; null before any. */
export function delayWithin(delays: DeliveryTimes['delays'], share: number): number | null {
  const steps = delays.toSorted((a, b) => a.upToMs - b.upToMs)
  const total = steps.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const { upToMs, count } of steps) {
    seen += count
    if (seen >= share * total) return upToMs
  }
  return null
}

/** Deliveries a second, rounded: of late while it runs, else on average from the first to the last. */
export function rateOf({ firstAt, lastAt, delays, perSecond }: DeliveryTimes, isRunning: boolean): number {
  if (isRunning) return Math.round(perSecond)
  const seconds = ((lastAt ?? 0) - (firstAt ?? 0)) / 1000
  return Math.round(delays.reduce((sum, { count }) => sum + count, 0) / Math.max(1, seconds))
}

/** What failed for one reason: `again` could be sent again; who left gets nothing more, nor does who may have it. */
export type FailureGroup = {
  /** As the channel coded it, such as `smtp-550-5.1.1`. */
  readonly code: string
  readonly again: number
  readonly left: number
  readonly doubted: number
}
