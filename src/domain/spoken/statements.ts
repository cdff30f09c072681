/** What each sentence of staff states of the embargo on their call. */

import { isLifted, saysNone } from './clause-verdicts.ts'
import { waitOf } from './clause-waits.ts'
import { type Clause, clausesOf, textOf } from './clauses.ts'
import type { Quote } from './model.ts'
import type { Moment } from './moments.ts'
import type { StaffSentence } from './staff.ts'
import { speaksOfCall, speaksOfPapers, subjectOf } from './subjects.ts'
import { readWait, type Wait } from './waits.ts'
import { type Word, wordsOf } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/**
 * One statement. `held`: embargoed, until what is not said; `lifted`: it is over now. Of a
 * statement that is not `firm` it is a guess that it holds, or an aside on papers perhaps; `section` names the part of the call it is about;
 * `isChange`: its words say that something else held before.
 */
export type Statement = {
  readonly kind: Wait['kind'] | 'held' | 'none' | 'lifted'
  readonly moments: readonly Moment[]
  readonly event: string | null
  readonly quote: Quote
  readonly standing: 'firm' | 'guess' | 'aside'
  readonly section: string | null
  readonly isChange: boolean
}

const QUESTION = /\?["”’)\]]*$/u
const TAG = /,? (?:okay|ok|right|all right|alright|yes|yeah|correct|got it|everyone|clear)\?["”’)\]]*$/iu
const CHANGE =
  /\b(?:now|actually|instead|sorry|correction|chang\w+|mov(?:e|ed|ing)|push\w*|exten[ds]\w*|make (?:that|it|the)|revis\w+|updat\w+|no longer|rather|mean|meant|new|bump\w*|delay\w*|shift\w*|adjust\w*|one more|another|longer|let's|amend\w*|decided|agreed|apologies|misspoke|correct)\b/iu
const GUESS =
  /\b(?:likely|probably|might|possibly|perhaps|hope|hoping|hopefully|anticipat\w+|tentatively|considering|planning to|trying to|expect(?:ed|ing)? (?:to|the|it|that)|guess|assum\w+)\b/iu
/** Without the word, right after it was said: "Let's make that 6." */
const AGAIN =
  /^(?:\S+ ){0,6}?(?:make (?:that|it)|let's (?:say|do|go with|call it)|i mean|i meant|(?:mov(?:e|ing)|push(?:ing)?|extend(?:ing)?|chang(?:e|ing)|shift(?:ing)?|bump(?:ing)?|delay(?:ing)?|slid(?:e|ing)|mak(?:e|ing)) (?:\S+ ){0,4}(?:to|until|till|for)|hold (?:\S+ ){0,4}(?:to|until|till))(?= )/u
const AGAIN_FIRST =
  /^(?:(?:so|again|sorry|actually|correction|no|ok|okay|well|just|and|rather|that's|that is|that would be|that will be|excuse me|apologies|now|until|till|i'm|[,.—–:-]) )+/u

/** Reads statements sentence by sentence; `hints` are the places that the call names. */
export function statementsOf(sentences: readonly StaffSentence[], hints: ZoneHints): readonly Statement[] {
  let isNearEmbargo = 0
  let before: readonly Word[] = []
  return sentences.flatMap((sentence) => {
    const words = wordsOf(sentence.quote.text)
    const previous = sentence.follows ? before : []
    before = words
    if (!sentence.follows && !sentence.answersEmbargo) isNearEmbargo = 0
    if (sentence.answersEmbargo && !sentence.follows) isNearEmbargo = 3
    if (QUESTION.test(sentence.quote.text) && !TAG.test(sentence.quote.text)) return []
    const clauses = clausesOf(words)
    const read = clauses.flatMap((clause) => readClause(clause, sentence, previous, hints))
    if (clauses.some((clause) => clause.sort === 'embargo')) isNearEmbargo = 3
    else isNearEmbargo -= 1
    return read.length > 0 || isNearEmbargo < 0 ? read : readAgain(words, sentence, hints)
  })
}

function readClause(
  clause: Clause,
  sentence: StaffSentence,
  previous: readonly Word[],
  hints: ZoneHints,
): readonly Statement[] {
  if (clause.sort !== 'embargo' && !isOnTheCall(clause, sentence)) return []
  const subject = subjectOf(clause.words, clause.from, clause.cue, clause.to)
  if (subject === 'trade' || subject === 'paper') return []
  const isOfPapers = subject === 'unsaid' && startsWithPronoun(clause) && speaksOfPapers(previous)
  const isBare = subject === 'unsaid' && !sentence.isHost && sentence.hasTrade
  const text = textOf(clause)
  const standing = isOfPapers ? 'aside' : isBare || GUESS.test(text) ? 'guess' : 'firm'
  const base = {
    moments: [],
    event: null,
    quote: sentence.quote,
    standing,
    section: sectionOf(clause),
    isChange: CHANGE.test(text),
  } as const
  if (isLifted(clause))
    return standing !== 'firm' || (!sentence.isHost && subject !== 'call')
      ? []
      : [{ ...base, kind: 'lifted' }]
  const none = saysNone(clause)
  const wait = waitOf(none === 'yes' ? upToItsReason(clause) : clause, hints)
  if (none !== 'no' && wait === null) {
    if (standing === 'aside') return []
    const isSure = none === 'yes' && standing === 'firm' && (sentence.isHost || subject === 'call')
    return [isSure ? { ...base, kind: 'none' } : { ...base, kind: 'held', standing: 'guess' }]
  }
  if (wait === null) return clause.sort === 'embargo' ? [{ ...base, kind: 'held' }] : []
  if (wait.kind === 'event' && isBare) return []
  return [{ ...base, ...termsOf(wait), standing: none === 'no' ? standing : 'guess' }]
}

function termsOf(wait: Wait): Pick<Statement, 'kind' | 'moments' | 'event'> {
  return {
    kind: wait.kind,
    moments: wait.kind === 'time' ? wait.moments : [],
    event: wait.kind === 'event' ? wait.event : null,
  }
}

function readAgain(words: readonly Word[], sentence: StaffSentence, hints: ZoneHints): readonly Statement[] {
  const text = words.map((word) => word.text).join(' ')
  const found = AGAIN.exec(text) ?? AGAIN_FIRST.exec(text)
  if (!found) return []
  const at = found[0].trimEnd().split(' ').length
  const wait = readWait(words, at, hints, false)
  if (wait?.kind !== 'time' || !wait.moments.some((moment) => moment.clock !== null)) return []
  return [
    { ...termsOf(wait), quote: sentence.quote, standing: 'firm', section: null, isChange: CHANGE.test(text) },
  ]
}

/** "You can report at 5" and "hold it until 5" are of the call; "the plan will be published at 5" is not. */
function isOnTheCall(clause: Clause, sentence: StaffSentence): boolean {
  const before = clause.words.slice(clause.from, clause.cue + 1)
  if (clause.sort === 'hold')
    return (
      sentence.isHost &&
      /\b(?:please|you|your|this|it|that|off|reporting|stories|everything|contents|call|all)\b/u.test(
        textOf(clause, clause.from, clause.cue + 1),
      )
    )
  const isYou = before.some((word) =>
    /^(?:you|you're|reporters|everyone|folks|outlets|y'all)$/u.test(word.text),
  )
  return sentence.isHost && (isYou || speaksOfCall(before))
}

/** "No embargo, so you can report once the call ends": what follows from there being none is no term. */
function upToItsReason(clause: Clause): Clause {
  const stop = clause.words.findIndex(
    (word, at) => at > clause.cue && /^(?:so|and|which|[,;—–])$/u.test(word.text),
  )
  return stop === -1 ? clause : { ...clause, to: Math.min(stop, clause.to) }
}

function startsWithPronoun(clause: Clause): boolean {
  return /^(?:(?:and|but|so|again|,|just|as a reminder) )*(?:it|it's|they|they're|that|that's|these|those|there|there's|which)\b/u.test(
    textOf(clause),
  )
}

const SECTION =
  /\b(?:(?:first|second|third|last|final|opening|next|latter|former|background|on - the - record|on the record|off - the - record|q & a|question) (?:part|portion|section|half|segment|piece|period|session)|topper|q & a|questions? and answers?|question - and - answer|opening remarks|opening statements?|the (?:first|second|third|latter|former) (?=will|is|one|which))\b/u
const WHOLE = /\b(?:entire|whole|both|all of|full|everything)\b/u
const MOVES_ON =
  /\b(?:move|moving|go|going|turn|turning|begin|beginning|start|starting|open|opening|before|during|into|get) (?:\S+ ){0,4}$/u

/** The part of the call that a clause is about; null for the whole. */
function sectionOf(clause: Clause): string | null {
  const before = textOf(clause, clause.from, clause.cue)
  const found = SECTION.exec(before)
  if (!found || WHOLE.test(before) || MOVES_ON.test(before.slice(0, found.index))) return null
  return /\b(?:this|the|today's) (?:call|briefing) (?:is|will|was|itself)\b|\bcontents of (?:this|the) call\b/u.test(
    before,
  )
    ? null
    : found[0].trim()
}
