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
  /** Its lines, as a later page may print them again. */
  readonly lines: readonly string[]
}

const LONGEST_TITLE = 120
const VENUE = /^\(?(?:via|aboard|en route)\b/iu
const BRACKETS = /^\(|\)$/gu
const OFFICE =
  /\b(?:office|council|bureau|department|secretary|spokesperson|coordinator|advisor|director|ambassador|release|briefing by|press call)\b/iu
const SENTENCE = /[.?!…:;,]["”’)]?$/u

/**
 * Reads the heading from lines that stand before the first label. Without any label a line that is not a
 * clock, a date or a known venue may have been said, so `labelled` false keeps it out of the heading.
 */
export function readHeading(lines: readonly string[], labelled: boolean): Heading {
  let callDate: string | null = null
  let start: ClockLine | null = null
  let length = 0
  const titles: string[] = []
  for (const line of lines) {
    const clock = readClockLine(line)
    const date = readDateLine(line)
    if (clock !== null) start ??= clock
    else if (date !== null) callDate ??= date
    else if (isTitle(line) && (labelled || VENUE.test(line)))
      titles.push(collapse(line).replace(BRACKETS, ''))
    else if (!isFurniture(line)) break
    length += 1
  }
  return { callDate, venue: venueOf(titles), start, length, lines: lines.slice(0, length).map(collapse) }
}

function isTitle(line: string): boolean {
  if (line.length > LONGEST_TITLE || isFurniture(line)) return false
  // "Washington, D.C." ends with a point and is no sentence.
  return !SENTENCE.test(line) || /\b\p{Lu}\.\p{Lu}\.$/u.test(line)
}

function venueOf(titles: readonly string[]): string | null {
  const named = titles.filter((title) => VENUE.test(title))
  const places = named.length > 0 ? named : titles.filter((title) => !OFFICE.test(title))
  return places.length > 0 ? places.join(', ') : null
}
