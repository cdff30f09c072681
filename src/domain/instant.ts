/** An instant: milliseconds since the Unix epoch, as Redis's clock counts them. Text only at the edges. */
import { DateTime, Duration } from 'luxon'
import { z } from 'zod'
import { zoneLetters } from './zone-letters.ts'

export const Instant = z.int().nonnegative()
export type Instant = z.infer<typeof Instant>

/** ISO 8601 in UTC with milliseconds, as the contract writes measured instants. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString()
}

const DURATION = /^PT(?=\d)(\d{1,4}H)?(\d{1,5}M)?(\d{1,7}S)?$/

/** An ISO 8601 duration of hours to seconds, such as `PT10M`. */
export const IsoDuration = z
  .string()
  .regex(DURATION, 'An ISO 8601 duration, hours to seconds: PT10M')
  .meta({ description: 'An ISO 8601 duration, hours to seconds.', examples: ['PT10M'] })

/** Milliseconds in an ISO 8601 duration that {@link IsoDuration} took. */
export function durationMs(iso: string): number {
  return Duration.fromISO(iso).toMillis()
}

/** An instant as the press writes it: `3:18 p.m. EDT, March 14, 2022`. Zone by IANA name. */
export function pressTime(at: Instant, timeZone: string): string {
  const local = DateTime.fromMillis(at, { zone: timeZone, locale: 'en-US' })
  const meridiem = local.hour < 12 ? 'a.m.' : 'p.m.'
  return `${local.toFormat('h:mm')} ${meridiem} ${zoneLetters(local)}, ${local.toFormat('LLLL d, yyyy')}`
}
