/** Times and days of a page, as the press writes them. */
import { type Instant, pressTime } from '../domain/instant.ts'
import type { ClockLine } from '../domain/transcript/model.ts'

/** `3:18 p.m. EDT`: the time without its day. Zone by IANA name. */
export function clockTime(at: Instant, timeZone: string): string {
  return pressTime(at, timeZone).replace(/,.*$/, '')
}

/** `Monday, March 14, 2022`. */
export function pressDay(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone }).format(at)
}

/** `March 14, 2022`. */
export function shortDay(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at)
}

/** The day of a date `YYYY-MM-DD`, as {@link pressDay} writes it. */
export function pressDate(date: string): string {
  return pressDay(Date.parse(`${date}T12:00:00Z`), 'UTC')
}

/** `2:59 p.m. EDT`, from a clock line as it was printed. */
export function printedClock({ wall, zone }: ClockLine): string {
  const hour = Number(wall.slice(0, 2))
  return `${hour % 12 || 12}:${wall.slice(3)} ${hour < 12 ? 'a.m.' : 'p.m.'} ${zone}`.trim()
}
