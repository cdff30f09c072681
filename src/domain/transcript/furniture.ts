/** What a page prints around a transcript that nobody said: closing marks, sign-up forms, links, page numbers. */
import { readClockLine } from './clock-lines.ts'
import { collapse } from './lines.ts'

/** A line, and whether it opens with a label. */
type Printed = { readonly line: string; readonly label: unknown }

const MARKS =
  /^(?:#{1,5}|# # #|\* ?\* ?\*|[-–—]? ?30 ?[-–—]?|[-–—([]? ?END(?: OF (?:THE )?(?:CALL|BRIEFING|TRANSCRIPT))? ?[-–—)\]]?)$/u
const LINES: ReadonlySet<string> = new Set([
  'stay connected',
  'sign up',
  'subscribe',
  'share',
  'print',
  'next post',
  'previous post',
  'back to top',
  'skip to content',
])
const BEGINNINGS: readonly string[] = [
  'scroll to top',
  "we'll be in touch with the latest information",
  'opt in to send and receive text messages',
]
const BETWEEN_PAGES =
  /^(?:[-–—(]? ?(?:more|continued)(?: on next page)? ?[-–—)]?|page \d{1,3}(?: of \d{1,3})?)$/iu
const PAGE_NUMBER = /^[-–—]? ?(\d{1,3}) ?[-–—]?$/u
const LONGEST = 120

/** Whether a line alone is the page's and not a speaker's. */
export function isFurniture(line: string): boolean {
  if (line.length > LONGEST) return false
  const bare = collapse(line).replaceAll('’', "'")
  if (MARKS.test(bare)) return true
  const lower = bare.toLowerCase()
  return LINES.has(lower) || BEGINNINGS.some((beginning) => lower.startsWith(beginning))
}

/** Drops what comes with the turn of a page: its numbers, in their order, "more", and the heading again. */
export function withoutPageTurns<L extends Printed>(
  lines: readonly L[],
  heading: ReadonlySet<string>,
): readonly L[] {
  const numbers = numbersOfPages(lines)
  return lines.filter(
    ({ line }, index) =>
      line.length > LONGEST ||
      !(BETWEEN_PAGES.test(line) || numbers.has(index) || heading.has(collapse(line))),
  )
}

/** Where lone numbers count up from 1 or 2: a number that stands out of that order was said. */
function numbersOfPages(lines: readonly Printed[]): ReadonlySet<number> {
  const places = new Set<number>()
  let next: number | null = null
  for (const [index, { line }] of lines.entries()) {
    const found = line.length > 8 ? null : PAGE_NUMBER.exec(line)
    if (!found) continue
    const number = Number(found[1])
    if (next === null ? number !== 1 && number !== 2 : number !== next) continue
    places.add(index)
    next = number + 1
  }
  return places
}

/**
 * Drops the page's lines from the end of a transcript. Unknown lines go too when they follow a closing mark
 * (`END`, `###`, the closing clock) and a line of furniture; elsewhere a line stays unless it is known.
 */
export function withoutTail<L extends Printed>(lines: readonly L[]): readonly L[] {
  const lastLabel = lines.findLastIndex(({ label }) => label !== null)
  const closing = lines.findIndex(
    ({ line }, index) =>
      index > lastLabel &&
      line.length <= LONGEST &&
      (MARKS.test(line) || readClockLine(line) !== null) &&
      isFurniture(lines[index + 1]?.line ?? ''),
  )
  let end = closing === -1 ? lines.length : closing + 1
  while (end > lastLabel + 1 && isFurniture(lines[end - 1]?.line ?? '')) end -= 1
  return lines.slice(0, end)
}
