/** The clock lines that open and close a printed call, and the date printed with them. */
import { DateTime } from 'luxon'
import { collapse } from './lines.ts'
import type { ClockLine } from './model.ts'

const LONGEST_LINE = 60
const CLOCK =
  /^(?:END )?\(?(?<hour>\d{1,2}):(?<minute>\d\d) ?(?<half>[AP])\.? ?M\.?,? ?\(?(?<zone>[\p{L} ]{0,30})\)?$/iu
// "8:30 a.m. it is" was said; only what can be a zone makes a line a clock's.
const ZONE = /^(?:[A-Z]{2,5}|(?:local|eastern|central|mountain|pacific)(?: standard| daylight)?(?: time)?)?$/u
const DATES = [
  'MMMM d, yyyy',
  'EEEE, MMMM d, yyyy',
  'd MMMM yyyy',
  'EEEE, d MMMM yyyy',
  'MMM d, yyyy',
  'yyyy-MM-dd',
]

/** Reads a line that is nothing but a clock time, with `END` before it or not; else null. */
export function readClockLine(line: string): ClockLine | null {
  if (line.length > LONGEST_LINE * 2) return null
  const found = CLOCK.exec(collapse(line))?.groups
  if (!found) return null
  const zone = found.zone?.trim() ?? ''
  if (!ZONE.test(zone) && !ZONE.test(zone.toLowerCase())) return null
  const hour = Number(found.hour)
  const minute = Number(found.minute)
  if (hour < 1 || hour > 12 || minute > 59) return null
  const hour24 = (hour % 12) + (found.half?.toUpperCase() === 'P' ? 12 : 0)
  const wall = `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return { wall, zone }
}

/** Reads a line that is nothing but a date, in brackets or not, as `YYYY-MM-DD`; else null. */
export function readDateLine(line: string): string | null {
  if (line.length > LONGEST_LINE || !/\d{4}/u.test(line)) return null
  const bare = collapse(line.replace(/^\(|\)$/gu, ''))
  for (const format of DATES) {
    const date = DateTime.fromFormat(bare, format, { zone: 'utc', locale: 'en-US' })
    if (date.isValid) return date.toISODate()
  }
  return null
}
