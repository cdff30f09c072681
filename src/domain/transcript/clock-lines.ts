/** The clock lines that open and close a printed call, and the date printed with them. */
import { DateTime } from 'luxon'
import { collapse } from './lines.ts'
import type { ClockLine } from './model.ts'

const LONGEST_LINE = 60
/** "2:59 P.M. EDT", "END 3:18 p.m.", "14:59 EDT", "10:59 A.M. EDT (1459 GMT)". */
const CLOCK =
  /^[([]?(?:[-–—] ?)?(?:(?:END|START|BEGIN|BEGAN|ENDED|STARTED|CALL (?:BEGAN|ENDED))(?: TIME| AT)?:? )?\(?(?<hour>\d{1,2})(?:[:.](?<minute>\d\d))? ?(?:(?<half>[AP])\.? ?M\b\.?)?,? ?\(?(?<zone>[\p{L} ]{0,30}?)\)?(?: \(\d{4} (?:GMT|UTC)\))?\.?[)\]]?(?: ?[-–—])?$/iu
/** "(The briefing began at 2:10 p.m.)", "(Whereupon, at 3:18 p.m., the call ended.)" */
const NOTE =
  /^[([]?(?:\p{L}+,? ){1,6}?at (?<clock>\d{1,2}[:.]\d\d ?[ap]\.? ?m\.?(?: [A-Z]{2,5})?)(?:, [\p{L} ]{0,50})?\.?[)\]]?$/iu
const BEGINS = /\b(?:began|begins|started|starts|commenced|convened)\b/iu
const CLOSES = /\b(?:ended|ends|concluded|concludes|adjourned)\b/iu
// "8:30 a.m. it is" was said; only what can be a zone makes a line a clock's.
const ZONE =
  /^(?:[A-Z]{2,5}|(?:local|eastern|central|mountain|pacific|greenwich mean)(?: standard| daylight)?(?: time)?|\p{L}+(?: \p{L}+)? time)?$/u
const DATES = [
  'MMMM d, yyyy',
  'EEEE, MMMM d, yyyy',
  'd MMMM yyyy',
  'EEEE, d MMMM yyyy',
  'EEEE d MMMM yyyy',
  'MMM d, yyyy',
  'MMM. d, yyyy',
  'EEEE MMMM d, yyyy',
  'EEE, MMM d, yyyy',
  'MMMM d yyyy',
  'd MMM yyyy',
  'M/d/yyyy',
  'yyyy-MM-dd',
]
/** What may stand before the date of a call, and what after its day. */
const DATE_OF = /^(?:(?:date|held|recorded|call date|date of (?:call|briefing)|on):? )/iu
const ORDINAL = /(?<=\b\d{1,2})(?:st|nd|rd|th)\b/iu

/** What a line tells of the clock, and which end of the call it belongs to where it says so. */
export type ClockNote = { readonly clock: ClockLine; readonly of: 'start' | 'end' | null }

/** Reads a line that is nothing but a clock time, with `END` before it or not; else null. */
export function readClockLine(line: string): ClockLine | null {
  return readClockNote(line)?.clock ?? null
}

/** The same, with a note of when it began or ended in words. */
export function readClockNote(line: string): ClockNote | null {
  if (line.length > LONGEST_LINE * 2 || !/\d/u.test(line)) return null
  const text = collapse(line)
  const clock = readClock(text)
  if (clock !== null) return { clock, of: /^[([]?(?:[-–—] ?)?(?:CALL )?END/iu.test(text) ? 'end' : null }
  const noted = NOTE.exec(text)?.groups?.clock
  const said = noted === undefined ? null : readClock(noted)
  if (said === null) return null
  if (!isBracketed(text)) return null
  if (CLOSES.test(text)) return { clock: said, of: 'end' }
  return BEGINS.test(text) ? { clock: said, of: 'start' } : null
}

/** "We started at 2:10 p.m." may be said; a note of the transcriber stands in brackets. */
const isBracketed = (text: string) => /^[([]/u.test(text)

function readClock(text: string): ClockLine | null {
  const found = CLOCK.exec(text)?.groups
  if (!found) return null
  const zone = found.zone?.trim() ?? ''
  if (!ZONE.test(zone) && !ZONE.test(zone.toLowerCase())) return null
  const hour = Number(found.hour)
  const minute = Number(found.minute ?? '0')
  const half = found.half?.toUpperCase()
  // Without a half of the day it takes minutes and a zone to be a clock, and not a number of a list.
  if (half === undefined && (found.minute === undefined || zone === '')) return null
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null
  const hour24 = half === undefined ? hour : (hour % 12) + (half === 'P' ? 12 : 0)
  return { wall: `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, zone }
}

/** A clock at the head of a line, and what follows it on the same line; null where none does. */
const LEADING = /^\(?\d{1,2}[:.]\d\d ?[AP]\.? ?M\.?(?: [A-Z]{2,5}\b)?\)?(?= )/iu
const TRAILING = / END (?=\d{1,2}[:.]\d\d ?[AP]\.? ?M\.?(?: [A-Z]{2,5})?$)/u

/** Parts a line that has a clock and something else on it. */
export function partClock(line: string): readonly string[] {
  if (isDigitOrBracket(line.charCodeAt(0))) {
    const clock = LEADING.exec(line)?.[0]
    if (clock !== undefined) return [clock, line.slice(clock.length).trim()]
  }
  if (line.includes(' END ')) {
    const tail = line.slice(-LONGEST_LINE)
    const found = TRAILING.exec(tail)
    if (found) {
      const at = line.length - tail.length + found.index
      return [line.slice(0, at), line.slice(at + 1)]
    }
  }
  return [line]
}

const isDigitOrBracket = (code: number) => code === 0x28 || (code >= 0x30 && code <= 0x39)

/** Reads a line that is nothing but a date, in brackets or not, as `YYYY-MM-DD`; else null. */
export function readDateLine(line: string): string | null {
  if (line.length > LONGEST_LINE || !/\d{4}/u.test(line)) return null
  const bare = collapse(line.replace(/^[*_# ([]{1,6}|[*_)\]]{1,3}$/gu, ''))
    .replace(DATE_OF, '')
    .replace(ORDINAL, '')
  for (const format of DATES) {
    const date = DateTime.fromFormat(bare, format, { zone: 'utc', locale: 'en-US' })
    if (date.isValid) return date.toISODate()
  }
  return null
}
