/** What the staff of a call said about its basis, its attribution and its embargo. */
import type { Basis } from '../ground-rules.ts'
import type { Transcript } from '../transcript/model.ts'
import type { Quote, Spoken, SpokenContext, SpokenKind, SpokenTerms } from './model.ts'
import { sentencesOf } from './sentences.ts'

const BASES: readonly (readonly [Basis, RegExp])[] = [
  ['deep-background', /\bdeep background\b/iu],
  ['on-background', /\b(?:on|background call|for) background\b(?! information)|\ball[- ]background\b/iu],
  ['off-the-record', /\boff[- ]the[- ]record\b/iu],
  ['on-the-record', /\bon[- ]the[- ]record\b/iu],
]

const ATTRIBUTION =
  /\b(?:attribut(?:able|ed|ion)|attribute (?:it|this|them)|background),? (?:only )?(?:to|as|is) (?:an? |the )?(?:["“‘](?<quoted>[^"”’]{2,80})["”’]|(?<plain>(?:senior|administration|white house|state|u\.s\.)\b[^.,;—–:]{2,60}?\bofficials?\b))/giu

const CALL_END =
  /\b(?:until|unto|till|for|at|after|upon|when|once)\b.{0,60}\b(?:conclusion|conclud(?:es|ed)|end|ends|ended|over|close|done|complet(?:e|ed|ion)|finish(?:es|ed)?)\b/iu
/** "Until the end of the week" is no end of a call. */
const OTHER_END =
  /\b(?:conclusion|completion|close|end) of (?!.{0,40}\b(?:call|briefing|session|conversation)\b)/iu
const UNTIL = /embargo.*?\b(?:until|unto|till)\b/iu
const CLOCK =
  /\b\d{1,2}(?::\d\d)?\s?[ap]\.?\s?m\b|\b\d{1,2}:\d\d\b|\bnoon\b|\bmidnight\b|\b(?:\w+) o[’']clock\b/iu
const NOTICE =
  /\b(?:until|till) (?:(?:we|i|you|further)\b.{0,20}\b(?:notify|notice|tell|told|hear|word|confirm))/iu
const NONE =
  /\b(?:no|not under(?: an| any)?|without(?: an| any)?|not) embargo(?:ed)?\b|\bnot\b.{0,20}\bunder any embargo\b|\bunembargoed\b/iu
const BOUND =
  /\bembargo(?:ed)? (?:until|unto|till|for|through|pending)\b|\b(?:is|are|be|under|remains?)\b.{0,20}\bembargo/iu
const LIFTED = /\b(?:is|are|has|have)(?: now)?(?: been)?(?: now)? (?:lifted|over)\b/iu
const NOT_YET = /\b(?:once|when|until|after|before|if|not)\b.{0,40}\bembargo|\bnot\b.{0,20}\blifted\b/iu

/**
 * Reads what was said by the moderator and by whoever of the staff opened and closed the call.
 */
export function readSpoken(transcript: Transcript, _context: SpokenContext): Spoken {
  const quotes = staffWords(transcript)
  const sentences = quotes.map((quote) => quote.text)
  const embargo = quotes.filter((quote) => /embargo/iu.test(quote.text))
  return {
    basis: basisOf(sentences),
    basisQuotes: quotes.filter((quote) => BASES.some(([, words]) => words.test(quote.text))),
    attribution: attributionOf(quotes),
    terms: termsOf(embargo),
    liftAnnounced: embargo.find((quote) => LIFTED.test(quote.text) && !NOT_YET.test(quote.text)) ?? null,
    changes: [],
  }
}

function staffWords(transcript: Transcript): readonly Quote[] {
  const staff = transcript.turns.flatMap((turn, index) =>
    turn.role === 'reporter' || turn.role === 'operator' ? [] : [{ turn, index }],
  )
  const ends = [staff.at(0), staff.at(-1)]
  return staff
    .filter((one) => one.turn.role === 'moderator' || ends.includes(one))
    .flatMap(({ turn, index }) =>
      turn.paragraphs.flatMap((words, paragraph) =>
        sentencesOf(words).map((text) => ({ text, turn: index, paragraph })),
      ),
    )
}

function basisOf(sentences: readonly string[]): Spoken['basis'] {
  const said = BASES.filter(([, words]) => sentences.some((sentence) => words.test(sentence)))
  const [first] = said
  if (first === undefined) return null
  return said.length > 1 ? 'mixed' : first[0]
}

function attributionOf(quotes: readonly Quote[]): Spoken['attribution'] {
  const said = quotes.flatMap((quote) =>
    [...quote.text.matchAll(ATTRIBUTION)].map((found) => ({
      phrase: (found.groups?.quoted ?? found.groups?.plain ?? '')
        .replace(/^(?:an?|the) /iu, '')
        .replace(/[\s.,;]+$/u, ''),
      quote,
    })),
  )
  return said.filter(
    ({ phrase }, index) => phrase !== '' && said.findIndex((one) => one.phrase === phrase) === index,
  )
}

function termsOf(quotes: readonly Quote[]): SpokenTerms {
  const said = quotes.flatMap((quote) => kindsIn(quote.text).map((kind) => ({ kind, quote })))
  const kinds = new Set(said.map(({ kind }) => kind))
  const [first = 'unstated'] = kinds
  return {
    kind: kinds.size > 1 ? 'mixed' : first,
    at: null,
    timeZone: null,
    event: null,
    quotes: [...new Set(said.map(({ quote }) => quote))],
    conflict: false,
  }
}

function kindsIn(sentence: string): readonly SpokenKind[] {
  const kinds: SpokenKind[] = []
  if (NONE.test(sentence)) kinds.push('none')
  if (NOTICE.test(sentence)) kinds.push('notice')
  if (CLOCK.test(sentence)) kinds.push('time')
  else if (endsWithCall(sentence)) kinds.push('call-end')
  if (kinds.length === 0 && BOUND.test(sentence) && !LIFTED.test(sentence)) kinds.push('mixed')
  return kinds
}

/** Only what follows "embargoed until" counts: material handed out at the end of a call may wait longer. */
function endsWithCall(sentence: string): boolean {
  const until = UNTIL.exec(sentence)
  const term = until ? sentence.slice(until.index + until[0].search(/\w+$/u)) : sentence
  return CALL_END.test(term) && !OTHER_END.test(term)
}
