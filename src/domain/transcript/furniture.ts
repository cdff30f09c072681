/** What a page prints around a transcript that nobody said: closing marks, sign-up forms, links. */
import { readClockLine } from './clock-lines.ts'
import { collapse } from './lines.ts'

/** A line, and whether it opens with a label. */
type Printed = { readonly line: string; readonly label: unknown }

/** Lines that are looked at under a closing mark; a page has no more. */
const MOST_UNDER = 60

const MARKS =
  /^(?:#{1,5}|# # #|\* ?\* ?\*|[-–—]? ?30 ?[-–—]?|[-–—([]? ?END(?: OF (?:THE )?(?:\p{L}+ )?(?:CALL|BRIEFING|TRANSCRIPT|SESSION))?\.? ?[-–—)\]]?)$/u
const LINES: ReadonlySet<string> = new Set([
  ...[
    'stay connected',
    'sign up',
    'subscribe',
    'share',
    'print',
    'home',
    'search',
    'menu',
    'email',
    'related',
  ],
  ...['next post', 'previous post', 'next', 'previous', 'back to top', 'skip to content', 'newsroom', 'tags'],
  ...[
    'email address',
    'your email',
    'zip code',
    'accessibility',
    'en español',
    'disclaimer',
    'sitemap',
    'foia',
  ],
])
const BEGINNINGS: readonly string[] = [
  'scroll to top',
  'we use cookies',
  'this site uses cookies',
  'this website uses cookies',
  "we'll be in touch with the latest information",
  'opt in to send and receive text messages',
]
/** What opens a line of a page; a line that ends as a sentence may have been said all the same. */
const OPENINGS =
  /^(?:subscribe to [^?!]{2,40}$|(?:next|previous) (?:post|article|story|release)\b|share (?:this|on)\b|(?:get|sign up for|subscribe (?:to|for)|receive) (?:\p{L}+ ){0,3}?(?:updates?|alerts?|news|newsletters?|e-?mails?|releases)\b|follow us\b|(?:press |media |news )?contacts?: |privacy\b|copyright\b|©|terms of (?:use|service)\b|accessibility\b|skip to\b|back to\b|(?:related|more|filed|posted|tagged|published|last updated)(?: [\p{L}]+)?: |(?:related|more) (?:news|posts|releases|transcripts)\b|https?:|www\.|freedom of information\b|no fear act\b)/iu
/** What an editor adds under the closing clock. */
const NOTE =
  /^(?:\*{1,3} ?\p{L}|(?:editor[’']s |transcriber[’']s )?(?:note|correction|clarification)s?: |(?:the |this )transcript )/iu
const OF_PAGES = /\b(?:inbox|newsletters?|cookies|browser|unsubscribe|official website|javascript)\b/iu
const SENTENCE = /[.?!…:;,—–][”"’')\]]*$/u
const LONGEST = 120
const BETWEEN_PIECES = / [·•|] /u

/** Whether a line alone is the page's and not a speaker's. */
export function isFurniture(line: string): boolean {
  if (line.length > LONGEST) return false
  const bare = collapse(line).replaceAll('’', "'")
  if (MARKS.test(bare)) return true
  const lower = bare.toLowerCase()
  if (LINES.has(lower) || BEGINNINGS.some((beginning) => lower.startsWith(beginning))) return true
  return !SENTENCE.test(bare) && bare.split(BETWEEN_PIECES).some((piece) => OPENINGS.test(piece))
}

/** A sentence of the page stands under a line of it: "Choose what you want delivered to your inbox." */
function isLast(line: string, above: string): boolean {
  return isFurniture(line) || (line.length <= LONGEST && OF_PAGES.test(line) && isFurniture(above))
}

/** Whether a line can stand under a text that is over: the page's, or short and no sentence. */
function isUnder(line: string): boolean {
  return isFurniture(line) || (line.length <= LONGEST && !SENTENCE.test(line))
}

/**
 * Drops the page's lines from the end of a transcript. Unknown lines go too when they follow a closing mark
 * (`END`, `###`, the closing clock) and a line of furniture, or where no sentence follows that mark; elsewhere
 * a line stays unless it is known.
 */
export function withoutTail<L extends Printed>(lines: readonly L[]): readonly L[] {
  const lastLabel = lines.findLastIndex(({ label }) => label !== null)
  const closing = lines.findIndex(
    ({ line }, index) =>
      index > lastLabel &&
      line.length <= LONGEST &&
      (MARKS.test(line) || readClockLine(line) !== null) &&
      (isFurniture(lines[index + 1]?.line ?? '') ||
        NOTE.test(lines[index + 1]?.line ?? '') ||
        lines.slice(index + 1, index + 1 + MOST_UNDER).every((under) => isUnder(under.line))),
  )
  // "END" and the closing clock on lines of their own.
  const clock = lines[closing + 1]
  if (closing !== -1 && clock && MARKS.test(lines[closing]?.line ?? '') && readClockLine(clock.line) !== null)
    return [...lines.slice(0, closing), clock]
  let end = closing === -1 ? lines.length : closing + 1
  while (end > lastLabel + 1 && isLast(lines[end - 1]?.line ?? '', lines[end - 2]?.line ?? '')) end -= 1
  return lines.slice(0, end)
}
