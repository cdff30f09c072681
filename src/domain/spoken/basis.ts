/** The basis of a call as staff stated it, and where it changed on the way. */
import type { Basis } from '../ground-rules.ts'
import type { Quote } from './model.ts'
import type { StaffSentence } from './staff.ts'

/** What was stated of the basis: for the whole call, or for a part of it (`isOfQuestions`: of the questions). */
export type BasisStatement = {
  readonly basis: Basis
  readonly quote: Quote
  readonly isOfQuestions: boolean
  readonly isSwitch: boolean
}

const LONGEST = 800
const MENTIONS = /background|record/iu
const FORMS: readonly (readonly [Basis, RegExp])[] = [
  ['deep-background', /\b(?:on |a )?deep[- ]background(?:er)?\b/giu],
  [
    'on-background',
    /\b(?:on|under|for|purely|strictly|entirely|all|is|are|it['’]s|that['’]s|this['’]s|we['’]re|be|was|still|just|stays|remains|as) background\b(?! (?:information|materials?|noise|checks?|in\b|to (?:this|that|the|how|our)|knowledge|music|of\b|radiation|documents?|papers?|reading))|\bon[- ]background\b|\bbackground[- ](?:(?:press|conference|media|briefing|teleconference) )?(?:call|briefing|brief|portion|part|section|segment|gaggle|session|conversation|discussion|interview|roundtable|basis|only|rules)\b|\bbackgrounder\b|\b(?:un|non-)attributable background\b|(?<=^|[:;,] )background(?=,| as | and (?:it's |it’s |it is |we're |we’re )?(?:embargo|attribut|under)|; |\.$)/giu,
  ],
  ['off-the-record', /\boff[- ]the[- ]record\b/giu],
  ['on-the-record', /\bon[- ]the[- ]record\b/giu],
]
const CALL =
  /\b(?:calls?|briefings?|gaggle|contents?|conversation|session|discussion|portions?|part|parts|section|half|q ?(?:&|and) ?a|questions?|topper|remarks|everything|speakers?|briefers?|ground rules|we'll do|backgrounder|interview|rules|answers|period|welcome|thanks|thank you)\b/iu
const PRONOUN =
  /\b(?:this|it|it's|we|we're|we'll|i'll|he|she|they|these|all|today's|again|reminder|speak\w*)\b/iu
/** Another occasion, a reported one, or no statement. */
const ELSEWHERE =
  /(?<!\bthis )\bpodium\b|\b(?:the plane|there as well|next week|later this week|later today|invitation|invite|email said|originally|if|want to be on|go on record|said on the record|say on the record|spoken? on the record|spoke on|been on the record|is on the record (?:as|that|saying|about|in|with)|are on the record (?:as|that|saying)|happy to|separately|follow up|can't|cannot|opportunit\w+|statement for)\b/iu
/** Right before the words: what they are said of is the call, whatever it is called. */
const COPULA =
  /(?:\b(?:is|are|be|was|were|been|stays?|remains?|goes|going|go|keep\w*|doing|do this|speak\w*|talk\w*)|['’](?:s|re|m))(?: (?:all|also|entirely|strictly|still|both|now|only|purely|again|fully|then))* (?:on[ -]|off[ -]|for |under )?(?:deep |the[ -])?(?:background|record)/iu
/** How it may be used, in the same breath. */
const USE = /ttribut|\b(?:quot|cit|sourc|identif|embargo)\w*/iu
const LATER =
  /^,? (?:tomorrow|later|next|this (?:afternoon|evening)|on (?:mon|tues|wednes|thurs|fri)day|in the morning)\b/iu
/** Turns in which a host says no more of a basis than of the call's. */
const OPENING = 1
const NEGATED =
  /\b(?:not|n['’]t|never|isn['’]t|rather than|instead of|as opposed to|no longer|nothing)(?: \w+){0,2} $/iu
const QUESTIONS = /\b(?:q ?(?:&|and) ?a|questions?|question[- ]and[- ]answer|answers)\b/iu
const SWITCH =
  /\b(?:switch|now|move|moving|go(?:ing)? (?:to|on|off)|turn|shift|change|concludes|from here)\b/iu

/** The statements of basis, in the order said. */
export function basisStatements(sentences: readonly StaffSentence[]): readonly BasisStatement[] {
  return sentences.flatMap((sentence) => {
    const { quote } = sentence
    const text = quote.text.slice(0, LONGEST)
    if (!MENTIONS.test(text)) return []
    // "On background, and embargoed until — what did we say?": only what is asked is no statement.
    const isAsked = /\?["”’)\]]*$/u.test(text.replace(/, (?:okay|right|all right)\?$/iu, ''))
    const stated = isAsked ? text.lastIndexOf(' — ') : text.length
    const found = FORMS.flatMap(([basis, form]) =>
      Array.from(text.matchAll(form), (one) => ({ basis, at: one.index, to: one.index + one[0].length })),
    )
      .toSorted((one, other) => one.at - other.at)
      .filter(({ to }) => to <= stated)
    const outside = found.filter(
      (one) => !found.some((other) => other !== one && other.at <= one.at && other.to >= one.to),
    )
    return outside.flatMap(({ basis, at, to }, order) => {
      const before = text.slice(outside[order - 1]?.to ?? 0, at)
      const after = text.slice(to, outside[order + 1]?.at ?? text.length)
      if (NEGATED.test(before) || !isOfThisCall(before, text.slice(at, to), after, sentence)) return []
      const near = `${before.slice(-90)} ${after.slice(0, 60)}`
      return [{ basis, quote, isOfQuestions: QUESTIONS.test(near), isSwitch: SWITCH.test(before) }]
    })
  })
}

function isOfThisCall(before: string, found: string, after: string, sentence: StaffSentence): boolean {
  const near = `${before.slice(-120)}${found}${after.slice(0, 60)}`
  const named = CALL.test(near)
  if (ELSEWHERE.test(near) || /\btomorrow(?!['’]s)/iu.test(before.slice(-80))) return false
  if (LATER.test(after)) return false
  const isSaidOf = COPULA.test(`${before.slice(-40)}${found}`) || USE.test(near)
  if (sentence.isHost && sentence.quote.turn <= OPENING) return true
  if (sentence.isHost) return named || isSaidOf || PRONOUN.test(before) || before.trim().length < 20
  return (
    named &&
    /\b(?:this|today's|today’s|our|the) (?:\w+ )?(?:call|briefing|portion|part|session|conversation)\b/iu.test(
      near,
    )
  )
}

/**
 * The one basis that was stated; `mixed` where several were; null where none was. On the record, a phrase
 * to attribute by can only be for a part that is not.
 */
export function basisOf(statements: readonly BasisStatement[], hasPhrase: boolean): Basis | 'mixed' | null {
  const [first] = statements
  if (!first) return null
  if (hasPhrase && first.basis === 'on-the-record') return 'mixed'
  return statements.every(({ basis }) => basis === first.basis) ? first.basis : 'mixed'
}
