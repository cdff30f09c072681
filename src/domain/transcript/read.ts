/** Reading a printed transcript: its heading, its turns, its closing clock, and nothing said lost. */
import { readClockLine } from './clock-lines.ts'
import { withoutTail } from './furniture.ts'
import { readHeading } from './heading.ts'
import { type Labelled, readLabel } from './labels.ts'
import { collapse, linesOf } from './lines.ts'
import type { ClockLine, Transcript, Turn } from './model.ts'

/** The speaker of what is printed before any label. */
export const UNLABELLED = '—'

/**
 * Reads a transcript in plain text, each line a paragraph. Linear in the text. A label with nothing said
 * under it makes no turn.
 */
export function readTranscript(text: string): Transcript {
  const all = linesOf(text)
  const labels = all.map((line) => (readClockLine(line) === null ? readLabel(line) : null))
  const first = labels.findIndex((label) => label !== null)
  const lines = withoutTail(
    all,
    labels.findLastIndex((label) => label !== null),
  )
  const heading = readHeading(first === -1 ? lines : lines.slice(0, first), first !== -1)
  const { turns, end } = readTurns(lines.slice(heading.length), labels.slice(heading.length))
  const { callDate, venue, start } = heading
  return { callDate, venue, start, end, turns }
}

function readTurns(
  lines: readonly string[],
  labels: readonly (Labelled | null)[],
): { turns: Turn[]; end: ClockLine | null } {
  const turns: Turn[] = []
  let turn: Turn = { speaker: UNLABELLED, role: 'unknown', paragraphs: [] }
  const last = lines.at(-1)
  const end = last === undefined ? null : readClockLine(last)
  const spoken = end === null ? lines : lines.slice(0, -1)
  for (const [index, line] of spoken.entries()) {
    const label = labels[index]
    if (label) {
      if (turn.paragraphs.length > 0) turns.push(turn)
      turn = { speaker: label.speaker, role: label.role, paragraphs: label.said === '' ? [] : [label.said] }
    } else turn.paragraphs.push(collapse(line))
  }
  if (turn.paragraphs.length > 0) turns.push(turn)
  return { turns, end }
}
