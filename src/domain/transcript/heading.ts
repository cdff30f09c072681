/** The lines above the first label: where the call was, when it began, on what date. */
import { readClockLine, readDateLine } from './clock-lines.ts'
import { isFurniture } from './furniture.ts'
import { collapse } from './lines.ts'
import type { ClockLine } from './model.ts'

/** What the heading tells, and how many lines it takes. */
export type Heading = {
  readonly callDate: string | null
  readonly venue: string | null
  readonly start: ClockLine | null
  readonly length: number
  /** What it prints of an embargo: a rule of the call, and no furniture. */
  readonly notices: readonly string[]
  /** Its lines, as a later page may print them again. */
  readonly lines: readonly string[]
}

const LONGEST_TITLE = 120
const VENUE = /^\(?(?:via|aboard|en route)\b/iu
const BRACKETS = /^\(|\)$/gu
const OFFICE =
  /\b(?:office|council|bureau|department|secretary|spokesperson|coordinator|advisor|director|ambassador|release|briefing by|press call)\b/iu
const VENUE_LINE =
  /^\(?(?:via (?:teleconference|conference call|telephone|video|webex|zoom)|aboard|en route)\b[^.]{0,60}$/iu
const BETWEEN_PIECES = / [·•|–—] |(?<=\d{4}),? (?:at )?(?=\d{1,2}[:.]\d\d)/u
const ABBREVIATED = /\b(?:\p{Lu}\.\p{Lu}|inc|ltd|co|corp|llc|plc)\.$/iu
const SENTENCE = /[.?!…:;,]["”’)]?$/u

/**
 * Reads the heading from lines that stand before the first label. Without any label a line that is not a
 * clock, a date or a known venue may have been said, so `labelled` false keeps it out of the heading.
 */
export function readHeading(lines: readonly string[], labelled: boolean): Heading {
  let start: ClockLine | null = null
  let length = 0
  const dates: Dated[] = []
  const titles: string[] = []
  const notices: string[] = []
  const opens = labelled ? lastOpening(lines) : -1
  for (const [index, line] of lines.entries()) {
    if (labelled && isNotice(line)) {
      notices.push(collapse(line))
      length += 1
      continue
    }
    const pieces = piecesOf(line)
    const told = pieces.map((piece) => ({ piece, clock: readClockLine(piece), date: readDateLine(piece) }))
    for (const { clock, date } of told) {
      if (clock !== null) start ??= clock
      else if (date !== null) dates.push({ date, isOfCall: pieces.length > 1 || line.startsWith('(') })
    }
    const rest = told.flatMap(({ piece, clock, date }) => (clock === null && date === null ? [piece] : []))
    const isTold = rest.length < told.length
    if (isTold || (isTitle(line) && (labelled || VENUE.test(line))))
      titles.push(...rest.map((piece) => collapse(piece).replace(BRACKETS, '')))
    else if (!isFurniture(line) && index > opens) break
    length += 1
  }
  const callDate = (dates.find(({ isOfCall }) => isOfCall) ?? dates[0])?.date ?? null
  return {
    callDate,
    venue: venueOf(titles),
    start,
    length,
    notices,
    lines: lines.slice(0, length).map(collapse),
  }
}

/** A date, and whether it is printed as the call's: a page's own stands alone. */
type Dated = { readonly date: string; readonly isOfCall: boolean }

/** What is printed above the clock or the venue is the page's, sentences too. */
function lastOpening(lines: readonly string[]): number {
  return lines.findLastIndex((line) => readClockLine(line) !== null || VENUE_LINE.test(line))
}

/** "June 24, 2025 · 2:30 p.m. EDT · Via Teleconference" tells three things, where one of them is a clock or a date. */
function piecesOf(line: string): readonly string[] {
  const pieces =
    line.length > LONGEST_TITLE ? [line] : collapse(line).split(BETWEEN_PIECES).flatMap(placeAndDate)
  return pieces.some((piece) => readClockLine(piece) !== null || readDateLine(piece) !== null)
    ? pieces
    : [line]
}

/** A title may speak of an embargo on trade. */
const EMBARGOED =
  /\bembargoed\b|\b(?:under|strict|news|press) embargo\b|^[^\p{L}]{0,5}embargo(?: until| till| to|:| \d)/iu

/** "EMBARGOED UNTIL 5:00 A.M. ET, TUESDAY, MARCH 17": its date is no call's. */
function isNotice(line: string): boolean {
  return line.length <= LONGEST_TITLE && EMBARGOED.test(line)
}

/** "Brussels, 16 March 2026". */
function placeAndDate(piece: string): readonly string[] {
  if (readDateLine(piece) !== null) return [piece]
  const parts = piece.split(', ')
  if (parts.length > MOST_PARTS) return [piece]
  const place = parts.findIndex((_, at) => at > 0 && readDateLine(parts.slice(at).join(', ')) !== null)
  return place === -1 ? [piece] : [parts.slice(0, place).join(', '), parts.slice(place).join(', ')]
}

const MOST_PARTS = 6

function isTitle(line: string): boolean {
  if (line.length > LONGEST_TITLE || isFurniture(line)) return false
  // "Washington, D.C." and "HALBERD & ROE, INC." end with a point and are no sentence.
  return !SENTENCE.test(line) || ABBREVIATED.test(line) || line === line.toUpperCase()
}

function venueOf(titles: readonly string[]): string | null {
  const named = titles.filter((title) => VENUE.test(title))
  const places = named.length > 0 ? named : titles.filter((title) => !OFFICE.test(title))
  return places.length > 0 ? places.join(', ') : null
}
