/** Reading a printed transcript: its heading, its turns, its closing clock, and nothing said lost. */
import { partClock, readClockNote } from './clock-lines.ts'
import { withoutTail } from './furniture.ts'
import { readHeading } from './heading.ts'
import { type HouseStyle, houseStyleOf } from './house-style.ts'
import { type Labelled, readLabel } from './labels.ts'
import { collapse, linesOf } from './lines.ts'
import type { ClockLine, Transcript, Turn } from './model.ts'
import { moderated } from './moderators.ts'
import { withoutPageTurns } from './page-turns.ts'

/** A line with the label it opens with, if any. */
type Line = { readonly line: string; readonly label: Labelled | null }

/** The speaker of what is printed before any label. */
export const UNLABELLED = '—'

/** "[00:01:10] MODERATOR: …": where on the recording a turn stands. */
const STAMP = /^(?:[[(]\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,3})?[\])]|\d{1,2}:\d\d:\d\d(?:\.\d{1,3})?) {1,4}/u

/** ">> MODERATOR: …", as captions mark who begins. */
const CAPTION = /^>{2,3} {0,3}/u
/** "Moderator (00:03):", "Moderator 00:03". */
const STAMPED_LABEL = /^(?<label>[^():]{1,60}?) {1,3}[([](?:\d{1,2}:)?\d{1,2}:\d\d[)\]](?=:|$)/u

function withoutStamp(line: string): string {
  const head = line.slice(0, LONGEST_STAMPED)
  const found = head.includes('(') || head.includes('[') ? STAMPED_LABEL.exec(head) : null
  if (!found) return line
  return `${found.groups?.label ?? ''}:${line.slice(found[0].length).replace(/^:/u, '')}`
}

const LONGEST_STAMPED = 100

/**
 * Reads a transcript in plain text, each line a paragraph. Linear in the text. A label with nothing said
 * under it makes no turn.
 */
export function readTranscript(text: string): Transcript {
  const printed = linesOf(text)
  const style = houseStyleOf(printed)
  const all = printed
    .flatMap((line) => parted(line, style))
    .map((line): Line => ({ line, label: labelOf(line, style) }))
  const first = all.findIndex(({ label }) => label !== null)
  const before = (first === -1 ? all : all.slice(0, first)).map(({ line }) => line)
  const heading = readHeading(before, first !== -1)
  const body = withoutPageTurns(all.slice(heading.length), new Set(heading.lines))
  const { turns, end } = readTurns(withoutTail(body))
  const { callDate, venue, start, notices } = heading
  return { callDate, venue, start, end, turns: under(notices, moderated(turns)) }
}

/** What is printed of an embargo above a call stands before its turns, under no name. */
function under(notices: readonly string[], turns: Turn[]): Turn[] {
  if (notices.length === 0) return turns
  const [first, ...rest] = turns
  const isOpen = first?.speaker === UNLABELLED
  const paragraphs = [...notices, ...(isOpen ? first.paragraphs : [])]
  return [{ speaker: UNLABELLED, role: 'unknown', paragraphs }, ...(isOpen ? rest : turns)]
}

function labelOf(line: string, style: HouseStyle): Labelled | null {
  return readClockNote(line) === null ? readLabel(line, style) : null
}

/** A clock on one line with a label, or with the last words, has a line of its own. */
function parted(line: string, style: HouseStyle): readonly string[] {
  const bare = CAPTION.test(line) ? line.replace(CAPTION, '') : withoutStamp(line)
  if (bare !== line && readLabel(bare, style) !== null) return parted(bare, style)
  const stamp = STAMP.exec(line)?.[0].length ?? 0
  if (stamp > 0 && readLabel(line.slice(stamp), style) !== null) return [line.slice(stamp)]
  const [head, rest] = partClock(line)
  if (head === undefined || rest === undefined) return [line]
  const isClosing = readClockNote(rest) !== null
  return isClosing || readLabel(rest, style) !== null ? [head, rest] : [line]
}

function readTurns(lines: readonly Line[]): { turns: Turn[]; end: ClockLine | null } {
  const turns: Turn[] = []
  let turn: Turn = { speaker: UNLABELLED, role: 'unknown', paragraphs: [] }
  const end = readClockNote(lines.at(-1)?.line ?? '')
  for (const { line, label } of end === null ? lines : lines.slice(0, -1)) {
    if (label) {
      if (turn.paragraphs.length > 0) turns.push(turn)
      turn = { speaker: label.speaker, role: label.role, paragraphs: label.said === '' ? [] : [label.said] }
    } else turn.paragraphs.push(collapse(line))
  }
  if (turn.paragraphs.length > 0) turns.push(turn)
  return { turns, end: end?.clock ?? null }
}
