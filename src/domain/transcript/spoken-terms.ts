/** What the staff of a call said about its basis, its attribution and its embargo. */
import type { Basis } from '../ground-rules.ts'
import type { Transcript } from './model.ts'
import { sentencesOf } from './sentences.ts'

/**
 * When the embargo was said to lift: `unclear`, one was said in words this does not read; `mixed`, several;
 * `unstated`, nothing was said.
 */
export type SpokenKind = 'call-end' | 'time' | 'notice' | 'none' | 'mixed' | 'unclear' | 'unstated'

/** `quote` is the sentence that settles the kind (several when mixed), empty when nothing was said. */
export type SpokenTerms = {
  readonly basis: Basis | 'mixed' | null
  readonly attribution: readonly string[]
  readonly kind: SpokenKind
  readonly quote: string
  readonly liftAnnounced: boolean
}

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

/** Reads what was said by the moderator and by whoever of the staff opened and closed the call. */
export function readSpokenTerms(transcript: Transcript): SpokenTerms {
  const sentences = staffWords(transcript).flatMap(sentencesOf)
  const embargo = sentences.filter((sentence) => /embargo/iu.test(sentence))
  return {
    basis: basisOf(sentences),
    attribution: attributionOf(sentences),
    ...kindOf(embargo),
    liftAnnounced: embargo.some((sentence) => LIFTED.test(sentence) && !NOT_YET.test(sentence)),
  }
}

function staffWords(transcript: Transcript): readonly string[] {
  const staff = transcript.turns.filter((turn) => turn.role !== 'reporter' && turn.role !== 'operator')
  const opening = staff.at(0)
  const closing = staff.at(-1)
  return staff
    .filter((turn) => turn.role === 'moderator' || turn === opening || turn === closing)
    .flatMap((turn) => turn.paragraphs)
}

function basisOf(sentences: readonly string[]): SpokenTerms['basis'] {
  const said = BASES.filter(([, words]) => sentences.some((sentence) => words.test(sentence)))
  const [first] = said
  if (first === undefined) return null
  return said.length > 1 ? 'mixed' : first[0]
}

function attributionOf(sentences: readonly string[]): readonly string[] {
  const phrases = sentences.flatMap((sentence) =>
    [...sentence.matchAll(ATTRIBUTION)].map((found) => found.groups?.quoted ?? found.groups?.plain ?? ''),
  )
  const bare = phrases.map((phrase) => phrase.replace(/^(?:an?|the) /iu, '').replace(/[\s.,;]+$/u, ''))
  return [...new Set(bare)].filter((phrase) => phrase !== '')
}

function kindOf(sentences: readonly string[]): { readonly kind: SpokenKind; readonly quote: string } {
  const said = sentences.flatMap((sentence) => kindsIn(sentence).map((kind) => ({ kind, quote: sentence })))
  const clear = said.filter(({ kind }) => kind !== 'unclear')
  const settling = clear.length > 0 ? clear : said
  const [first] = settling
  if (first === undefined) return { kind: 'unstated', quote: '' }
  if (settling.every(({ kind }) => kind === first.kind)) return first
  return { kind: 'mixed', quote: [...new Set(settling.map(({ quote }) => quote))].join(' … ') }
}

function kindsIn(sentence: string): readonly SpokenKind[] {
  const kinds: SpokenKind[] = []
  if (NONE.test(sentence)) kinds.push('none')
  if (NOTICE.test(sentence)) kinds.push('notice')
  if (CLOCK.test(sentence)) kinds.push('time')
  else if (endsWithCall(sentence)) kinds.push('call-end')
  if (kinds.length === 0 && BOUND.test(sentence) && !LIFTED.test(sentence)) kinds.push('unclear')
  return kinds
}

/** Only what follows "embargoed until" counts: material handed out at the end of a call may wait longer. */
function endsWithCall(sentence: string): boolean {
  const until = UNTIL.exec(sentence)
  const term = until ? sentence.slice(until.index + until[0].search(/\w+$/u)) : sentence
  return CALL_END.test(term) && !OTHER_END.test(term)
}
