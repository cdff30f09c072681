/** What a page prints around a transcript that nobody said: closing marks, sign-up forms, links. */
import { readClockLine } from './clock-lines.ts'
import { collapse } from './lines.ts'

const MARKS = /^(?:#+|(?:# )+#|-?\s?30\s?-|END)$/u
const LINES: readonly string[] = [
  'stay connected',
  'sign up',
  'subscribe',
  'share',
  'print',
  'next post',
  'previous post',
  'back to top',
  'skip to content',
]
const BEGINNINGS: readonly string[] = [
  'scroll to top',
  "we'll be in touch with the latest information",
  'opt in to send and receive text messages',
]

/** Whether a line alone is the page's and not a speaker's. */
export function isFurniture(line: string): boolean {
  const bare = collapse(line).replaceAll('’', "'")
  if (MARKS.test(bare)) return true
  const lower = bare.toLowerCase()
  return LINES.includes(lower) || BEGINNINGS.some((beginning) => lower.startsWith(beginning))
}

/**
 * Drops the page's lines from the end of a transcript. Unknown lines go too when they follow a closing mark
 * (`END`, `###`, the closing clock) and a line of furniture; elsewhere a line stays unless it is known.
 */
export function withoutTail(lines: readonly string[], lastLabel: number): readonly string[] {
  const closing = lines.findIndex(
    (line, index) =>
      index > lastLabel &&
      (MARKS.test(line) || readClockLine(line) !== null) &&
      isFurniture(lines[index + 1] ?? ''),
  )
  let end = closing === -1 ? lines.length : closing + 1
  while (end > lastLabel + 1 && isFurniture(lines[end - 1] ?? '')) end -= 1
  return lines.slice(0, end)
}
