/** The label that opens a turn, and whose turn it makes. */
import { type HouseStyle, USUAL } from './house-style.ts'
import { collapse } from './lines.ts'
import type { Role } from './model.ts'
import { isOffice, isPerson, roleOf } from './speakers.ts'

/** A line that opens a turn: its label as printed, the role it tells, and what is said on the same line. */
export type Labelled = { readonly speaker: string; readonly role: Role; readonly said: string }

const LONGEST_LABEL = 80
// "Q and A" is no question.
const QUESTION = /^Q(?:\d{0,2} {0,4}[:.](?= |$)|\d{0,2} {0,4}:| {2,}| (?!and A\b|& ?A\b)|$)/u
const ANSWER = /^A {0,4}[:.](?= )/u
/** `**Q** Why?`, `**MODERATOR:** Hello.`, `__Ms. Roe__: Hello.` */
const EMPHASISED = /^(?:\*{1,3}|_{1,3})(?<label>[^*_]{1,80})(?:\*{1,3}|_{1,3})/u
const ASIDE = / ?\([^()]{0,60}\)$/u
/** The shortest that can be a label: "MODERATOR. It opens at noon. Thanks" has one stop too many. */
const STOP =
  /^(?<label>(?:(?:MRS?|MS|DR|GEN|SEN|REP|GOV|AMB|LT|COL)\. )?[^.:–—]{2,40}?)(?:\.| ?[–—]| -)(?= {1,4}[—–“"‘'([…\p{Lu}\d])/u
const BRACKETED = /^\[(?<label>[^[\]]{1,60})\]$/u

/**
 * Reads the label of a trimmed line; null when the line carries on what was being said.
 */
export function readLabel(line: string, style: HouseStyle = USUAL): Labelled | null {
  const first = line.charCodeAt(0)
  if (first === STAR || first === UNDERSCORE) return readEmphasised(line, style)
  if (first === LETTER_Q) {
    const question = QUESTION.exec(line)
    if (question) return { speaker: 'Q', role: 'reporter', said: collapse(line.slice(question[0].length)) }
  }
  if (style.answers && first === LETTER_A) {
    const answer = ANSWER.exec(line)
    if (answer) return { speaker: 'A', role: 'speaker', said: collapse(line.slice(answer[0].length)) }
  }
  return readColon(line, style) ?? readStop(line, style)
}

const [STAR, UNDERSCORE, LETTER_Q, LETTER_A] = ['*', '_', 'Q', 'A'].map((letter) => letter.charCodeAt(0))

function readEmphasised(line: string, style: HouseStyle): Labelled | null {
  const found = EMPHASISED.exec(line)
  if (!found) return null
  const [whole] = found
  const label = collapse(found.groups?.label ?? '')
  const rest = line.slice(whole.length)
  // The emphasis parts a `Q` from what is asked as a wide space does.
  return readLabel(`${label}${/^Q$/u.test(label) ? '  ' : ''}${rest}`, style)
}

function readColon(line: string, { names }: HouseStyle): Labelled | null {
  const colon = line.slice(0, LONGEST_LABEL).indexOf(':')
  // "8:30 a.m." opens no turn.
  if (colon < 1 || isDigit(line.charCodeAt(colon + 1))) return null
  const speaker = collapse(line.slice(0, colon))
  const bare = BRACKETED.exec(speaker)?.groups?.label ?? speaker.replace(ASIDE, '')
  const role = roleOf(bare)
  if (role === null && !isPerson(bare) && !isOffice(bare) && !names.has(bare)) return null
  return { speaker, role: role ?? 'speaker', said: collapse(line.slice(colon + 1)) }
}

/** A full stop or a dash where the colon should be: only after what can be nothing but a label. */
function readStop(line: string, { stops }: HouseStyle): Labelled | null {
  // Most lines open with one capital, if any.
  if (line.charAt(1) !== line.charAt(1).toUpperCase()) return null
  const label = STOP.exec(line.slice(0, LONGEST_LABEL))?.groups?.label
  if (label === undefined || label !== label.toUpperCase()) return null
  const speaker = collapse(label)
  const role = roleOf(speaker)
  const isKnown = role !== null || isOffice(speaker) || HONORED.test(speaker) || OFFICIAL.test(speaker)
  if (!isKnown && !(stops && isPerson(speaker))) return null
  return {
    speaker,
    role: role ?? 'speaker',
    said: collapse(line.slice(label.length).replace(/^ ?[.–—-]/u, '')),
  }
}

const HONORED =
  /^(?:MR|MRS|MS|DR|SECRETARY|MINISTER|AMBASSADOR|COMMISSIONER|DIRECTOR|ADMINISTRATOR|GOVERNOR|SENATOR|GENERAL|ADMIRAL|PROFESSOR|CHAIR|EXECUTIVE)\.? [\p{Lu}’'-]{2,}$/u

/** Of whatever house: "SENIOR HARBOR OFFICIAL", "OFFICIAL TWO". */
const OFFICIAL = /\bOFFICIALS?(?: (?:ONE|TWO|THREE|FOUR|FIVE|SIX|\d))?$/u

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
