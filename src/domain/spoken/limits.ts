/** What a sentence holds back beside its embargo: "there is none, but publish nothing before five". */
import { withoutTheWord } from './clauses.ts'
import { readRestraint } from './restraint.ts'
import type { StaffSentence } from './staff.ts'
import { readClause, type Statement } from './statement.ts'
import { speaksOfPapers } from './subjects.ts'
import type { Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/**
 * What a host says after "no embargo", in the same sentence, takes its place; words that hold back and are not
 * understood leave a doubt. `read` is what the sentence states by the word alone.
 */
export function withLimits(
  read: readonly Statement[],
  words: readonly Word[],
  sentence: StaffSentence,
  hints: ZoneHints,
): readonly Statement[] {
  if (!sentence.isHost || !read.some((one) => one.kind === 'none')) return read
  const after = words.slice(words.findLastIndex((word) => word.text.includes('mbarg')) + 1)
  const held = holdsIn(after, sentence, hints)
  if (held.length > 0) return [...read.filter((one) => one.kind !== 'none'), ...held]
  const restrained = readRestraint(after, sentence, hints)
  const text = after.map((word) => word.text).join(' ')
  const isAsked = ASKS.test(text) && WAITS.test(text)
  return [...read, ...asGuess(restrained.length === 0 && isAsked ? [doubtIn(sentence)] : restrained)]
}

/** "The sheet is embargoed, but don't report on this call before noon": the rest is of the call. */
export function besidePapers(
  words: readonly Word[],
  sentence: StaffSentence,
  hints: ZoneHints,
): readonly Statement[] {
  if (!sentence.isHost) return []
  return partsOf(words)
    .filter(
      (part) =>
        !part.some((word) => word.text.includes('mbarg')) &&
        !speaksOfPapers(part) &&
        part.some((word) => OF_THE_CALL.test(word.text)),
    )
    .flatMap((part) => holdsIn(part, sentence, hints))
}

/** "Though I'd ask that you let us finish before you tweet." */
const ASKS = /\b(?:ask|please|don't|not|hold|wait|let (?:us|me|him|her|them))\b/u
const WAITS = /\b(?:until|till|before|while)\b/u

function doubtIn({ quote }: StaffSentence): Statement {
  return { kind: 'held', moments: [], event: null, quote, standing: 'guess', section: null, isChange: false }
}

/** A guess counts beside a firm "none" and makes a doubt of it. */
export function asGuess(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one) => ({ ...one, standing: 'guess' }))
}

const OF_THE_CALL = /^(?:call|briefing|conversation|session|hear|say|contents?)$/u
const BETWEEN_PARTS = /^(?:[;—–]|but|however|although|though|whereas|while)$/u

function holdsIn(words: readonly Word[], sentence: StaffSentence, hints: ZoneHints): readonly Statement[] {
  return withoutTheWord(words)
    .filter((clause) => clause.sort === 'hold')
    .flatMap((clause) => readClause(clause, sentence, [], hints))
}

function partsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const stops = words.flatMap((word, at) => (BETWEEN_PARTS.test(word.text) ? [at] : []))
  return [-1, ...stops].map((from, order) => words.slice(from + 1, stops[order] ?? words.length))
}
