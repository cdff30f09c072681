/** The label that opens a turn, and whose turn it makes. */
import { collapse } from './lines.ts'
import type { Role } from './model.ts'

/** A line that opens a turn: its label as printed, the role it tells, and what is said on the same line. */
export type Labelled = { readonly speaker: string; readonly role: Role; readonly said: string }

const LONGEST_LABEL = 80
// Two spaces make even a lower-case interruption a question; one space only before what can open a sentence.
const QUESTION = /^Q(?:\s*:|\s{2,}|\s(?=[^\p{Ll}\s])|$)/u
const EMPHASIS = /^[*_]+|[*_]+$/gu
const ASIDE = /\([^()]{0,60}\)$/u
// As printed: capitals, but for the small letters of McCARTHY, DeSANTIS and the like.
const CAPITALS = /^(?:Mc|Mac|De|Di|La|Le|Van)?[^\p{Ll}]+$/u

const ROLES: Readonly<Record<string, Role>> = {
  MODERATOR: 'moderator',
  'THE MODERATOR': 'moderator',
  OPERATOR: 'operator',
  'THE OPERATOR': 'operator',
  'CONFERENCE OPERATOR': 'operator',
  Q: 'reporter',
  QUESTION: 'reporter',
  REPORTER: 'reporter',
}

/** Reads the label of a trimmed line; null when the line carries on what was being said. */
export function readLabel(line: string): Labelled | null {
  const question = QUESTION.exec(line)
  if (question) return { speaker: 'Q', role: 'reporter', said: collapse(line.slice(question[0].length)) }
  const colon = line.slice(0, LONGEST_LABEL).indexOf(':')
  // "8:30 a.m." opens no turn.
  if (colon < 1 || /^\d/u.test(line.slice(colon + 1))) return null
  const speaker = collapse(line.slice(0, colon).replace(EMPHASIS, ''))
  const bare = speaker.replace(ASIDE, '').trim()
  const role = ROLES[bare.toUpperCase()]
  if (role === undefined && !isName(bare)) return null
  return { speaker, role: role ?? 'speaker', said: collapse(line.slice(colon + 1).replace(/^[*_]+/u, '')) }
}

function isName(label: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(label) && label.split(' ').every((word) => CAPITALS.test(word))
}
