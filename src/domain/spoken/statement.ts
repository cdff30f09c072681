/** What one clause states of the embargo on the call. */
import { isLifted, saysNone } from './clause-verdicts.ts'
import { waitOf } from './clause-waits.ts'
import { type Clause, textOf } from './clauses.ts'
import { holdsTheLine } from './line-held.ts'
import type { Quote } from './model.ts'
import type { Moment } from './moments.ts'
import { sectionOf } from './sections.ts'
import type { StaffSentence } from './staff.ts'
import { speaksOfCall, speaksOfPapers, subjectOf } from './subjects.ts'
import { readPointed, type Wait } from './waits.ts'
import { textAt, type Word } from './words.ts'
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

const CHANGE =
  /\b(?:they want|they'd like|asked for|asked us|whether or not|regardless|no matter|either way|come what may|disregard|scratch (?:that|what)|forget|ignore|replac\w+|brought forward|earlier than|later than|now|actually|instead|sorry|correction|chang\w+|mov(?:e|ed|ing)|push\w*|exten[ds]\w*|make (?:that|it|the)|revis\w+|updat\w+|no longer|rather|mean|meant|new|bump\w*|delay\w*|shift\w*|adjust\w*|one more|another|longer|let's|amend\w*|decided|agreed|apologies|misspoke|correct)\b/iu
/** Said in the sentence before. */
const CORRECTS =
  /\b(?:misspoke|misstated|no longer|they want|they'd like|they've asked|asked for|asked us|disregard|ignore|forget|scratch|strike|mistaken|wrong|correct|correction|sorry|apologize|apologies|update|change|changed|moved|push|extend)\b/u
const GUESS =
  /\b(?:(?:was|were) (?:going|supposed|meant|due) to be|was to have been|would have been|likely|probably|might|possibly|perhaps|hope|hoping|hopefully|anticipat\w+|tentatively|considering|planning to|trying to|expect(?:ed|ing)? (?:to|the|it|that)|guess|assum\w+)\b/iu

/** "I'll let you know when it lifts" adds nothing to a term that was said. */
function isPromise(text: string): boolean {
  return /\b(?:know|notify|tell|email|alert|update|inform)\b.{0,40}\b(?:when|once|that|as soon as) (?:the|this|our) \w*embargo/u.test(
    text,
  )
}

/** "— hopefully this evening —" is of something else. */
function withoutAsides(text: string): string {
  return text
    .replaceAll(/[—–(][^—–()]{0,120}[—–)]/gu, ' ')
    .replaceAll(
      /, (?:which|when) (?:we|i|he|she|they|it|should|will|may|might|is|the|our|that)\b[^,;—–]{0,120}/gu,
      ' ',
    )
}

/** "We usually embargo these": what is done as a rule is not what is done today. */
const HABIT = /\b(?:usually|normally|typically|generally|ordinarily|often|sometimes|tend to)(?: \S+){0,3}$/u

/** "Yesterday's call was embargoed". */
const PAST_CALL =
  /\b(?:yesterday's|last (?:week|night|month|time)(?:'s)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day's|(?:the|our|that) (?:last|previous|earlier|prior)) (?:\S+ ){0,3}?(?:was|were|had been)\b/u

const isOfAnother = (before: string) => HABIT.test(before) || PAST_CALL.test(before)

/** Whether words say that something else held before. */
export function isChange(text: string): boolean {
  return CHANGE.test(text)
}

/** What a clause states; `previous` are the words of the sentence before, where "it" may be named.
 * `isOnCall`: the sentence after it says that the same goes for the call. */
export function readClause(
  clause: Clause,
  sentence: StaffSentence,
  previous: readonly Word[],
  hints: ZoneHints,
  isOnCall = false,
): readonly Statement[] {
  if (clause.sort !== 'embargo' && !isOnTheCall(clause, sentence)) return []
  const named =
    clause.sort === 'embargo' ? subjectOf(clause.words, clause.from, clause.cue, clause.to) : 'unsaid'
  const subject = isOnCall && named !== 'trade' ? 'call' : named
  if (subject === 'trade' || subject === 'paper') return []
  const isOfPapers = subject === 'unsaid' && startsWithPronoun(clause) && speaksOfPapers(previous)
  const isBare = subject === 'unsaid' && !sentence.isHost && sentence.hasTrade
  const isOfFigures =
    clause.sort !== 'embargo' && speaksOfPapers(clause.words.slice(clause.from, clause.cue + 1))
  const text = textOf(clause)
  const standing =
    isOfPapers || isOfFigures || isOfAnother(textOf(clause, clause.from, clause.cue))
      ? 'aside'
      : isBare || GUESS.test(withoutAsides(text))
        ? 'guess'
        : 'firm'
  const base = {
    moments: [],
    event: null,
    quote: sentence.quote,
    standing,
    section: sectionOf(clause),
    isChange: isChange(text) || CORRECTS.test(previous.map((word) => word.text).join(' ')),
  } as const
  const none = saysNone(clause)
  const wait =
    waitOf(none === 'yes' ? upToItsReason(clause) : clause, hints) ??
    (none === 'no' && /^(?:embargo|hold)$/u.test(clause.sort)
      ? readPointed(clause.words, clause.cue, previous, hints)
      : null)
  if (isLifted(clause) && (wait === null || /\bnow\b/u.test(text)))
    return standing !== 'firm' || (!sentence.isHost && subject !== 'call')
      ? []
      : [{ ...base, kind: 'lifted' }]
  // Of trade, in an official's mouth: only a clock or the call's end could be the press's.
  if (isBare && (wait === null || wait.kind === 'event')) return []
  if (none !== 'no' && wait === null) {
    if (standing === 'aside') return []
    const isSure = none === 'yes' && standing === 'firm' && (sentence.isHost || subject === 'call')
    return [isSure ? { ...base, kind: 'none' } : { ...base, kind: 'held', standing: 'guess' }]
  }
  if (wait === null) return clause.sort === 'embargo' ? [{ ...base, kind: 'held' }] : []
  return [{ ...base, ...termsOf(wait), standing: none !== 'no' || isPromise(text) ? 'guess' : standing }]
}

/** The part of a statement that a wait settles. */
export function termsOf(wait: Wait): Pick<Statement, 'kind' | 'moments' | 'event'> {
  return {
    kind: wait.kind,
    moments: wait.kind === 'time' ? wait.moments : [],
    event: wait.kind === 'event' ? wait.event : null,
  }
}

/** "You can report at 5" and "hold it until 5" are of the call; "the plan will be published at 5" is not. */
function isOnTheCall(clause: Clause, sentence: StaffSentence): boolean {
  const before = clause.words.slice(clause.from, clause.cue + 1)
  if (clause.sort === 'hold')
    return (
      sentence.isHost &&
      !holdsTheLine(textOf(clause, clause.from, clause.cue + 1)) &&
      /^(?:(?:so|and|but|again|now|kindly|also|just|,) ){0,3}(?:don't|do not|kindly|not|no|until|till|before|$)|(?:and|,) (?:please )?don't\b|\bnot for\b|\bfor release\b|\b(?:please|ask\w*|request\w*|appreciate|you|your|this|it|that|off|reporting|stories|everything|contents|information|news|call|all|nothing|none|any|anything|nobody|room|line)\b/u.test(
        textOf(clause, clause.from, clause.cue + 1),
      )
    )
  const isYou = before.some((word) =>
    /^(?:you|you're|you've|you'll|yours|your|story|stories|coverage|reporters|everyone|folks|outlets|y'all|let's)$/u.test(
      word.text,
    ),
  )
  // "It's for release at noon", "this is reportable at the end": of a paper that is not said so.
  const isForRelease =
    (textAt(clause.words, clause.cue - 1) === 'for' ||
      /^(?:reportable|usable|publishable|yours|game)$/u.test(textAt(clause.words, clause.cue))) &&
    (startsWithPronoun(clause) || /^(?:this|all|for)$/u.test(textAt(clause.words, clause.from)))
  const isTold =
    /\b(?:use|report|publish|file|run|post) (?:it|this|everything|(?:all|any) of it)(?: only)?$/u.test(
      textOf(clause, clause.from, clause.cue + 1),
    )
  return sentence.isHost && (isYou || isTold || isForRelease || speaksOfCall(before))
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
