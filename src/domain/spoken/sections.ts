/** Which part of a call a clause is about: "the first section", "the Q&A". */
import { type Clause, textOf } from './clauses.ts'

const SECTION =
  /\b(?:(?:part|portion|section|half|segment|topic|item) (?:one|two|three|1|2|3|a|b|i|ii)\b|(?:first|second|third|last|final|opening|next|latter|former|background|on - the - record|on the record|off - the - record|q & a|question) (?:part|portion|section|half|segment|piece|period|session)|topper|q & a|questions? and answers?|question - and - answer|opening remarks|opening statements?|the (?:first|second|third|latter|former) (?=will|is|one|which)|(?:what|whatever|anything|everything|all) (?:that )?(?:you|we|they)(?:'ll|'re|'ve)? (?:\S+ ){0,2}?(?:hear|say|said|heard|tell|told|share|discuss) (?:\S+ )?(?:on|about|regarding|concerning) (?!this call|the call|here|today))/u
const WHOLE = /\b(?:entire|whole|both|all of|full|everything)\b/u
const MOVES_ON =
  /\b(?:move|moving|go|going|turn|turning|begin|beginning|start|starting|open|opening|before|during|into|get) (?:\S+ ){0,4}$/u

/** The part of the call that a clause is about; null for the whole. */
export function sectionOf(clause: Clause): string | null {
  const before = textOf(clause, clause.from, clause.cue)
  const found = SECTION.exec(before)
  if (!found || WHOLE.test(before) || MOVES_ON.test(before.slice(0, found.index))) return null
  return /\b(?:this|the|today's) (?:call|briefing) (?:is|will|was|itself)\b|\bcontents of (?:this|the) call\b/u.test(
    before,
  )
    ? null
    : found[0].trim()
}
