/** Where someone on a call is spoken to by a name that nobody declared. */
import type { Body } from './content.ts'
import type { GroundRules } from './ground-rules.ts'
import { lettersOf, letterView } from './letter-view.ts'
import { HONORIFICS } from './name-particles.ts'
import { type Passage, type Place, passagesOf } from './passages.ts'
import type { Turn } from './transcript/model.ts'

/** Of bounded length, or a long word without an end would be read again from each of its letters. */
const WORD = '(?<![\\p{L}-])\\p{Lu}[\\p{L}-]{0,30}\\p{Ll}'
const NAME = `(?:M(?:r|s|rs|x)\\.\\s)?${WORD}(?:\\s${WORD}){0,3}`
const GREETING =
  '(?:[Tt]hanks|[Tt]hank you|[Hh]i|[Hh]ey|[Hh]ello|[Gg]ood (?:morning|afternoon|evening)|[Ww]elcome|[Aa]ppreciate it|[Gg]o ahead)'
const MORE = '(?:,?\\s(?:so much|very much|again|a lot|there|for that|please))*'
const ENDS = '(?=\\s*(?:[,.;:!?—–]|-|$)|\\s+(?:for|and|with|to)\\b)'
/** The name is the pattern's first group. `hint` is told quickly, and is in every text in which the pattern is. */
type Wording = { readonly hint: RegExp; readonly pattern: RegExp }

const ADDRESSES: readonly Wording[] = [
  {
    hint: /hank|[Hh]i\b|[Hh]ey\b|[Hh]ello|ood (?:morn|after|even)|elcome|ppreciate it|o ahead/,
    pattern: new RegExp(`(?<![\\p{L}])${GREETING}${MORE},?\\s+(${NAME})${ENDS}`, 'gdu'),
  },
  {
    hint: /(?:over|turn|off)\s+to\s/,
    pattern: new RegExp(`(?<![\\p{L}])(?:over|turn|off)\\s+to\\s+(${NAME})`, 'gdu'),
  },
  {
    hint: /,\s+(?:can|could|do|did|does|would|will|is|are|this is|thank)/,
    pattern: new RegExp(
      `(?<=^|[.?!]\\s+)(${NAME}),\\s+(?:can|could|do|does|did|would|will|is|are|this is|thanks|thank)\\b`,
      'gdu',
    ),
  },
]
/** How people on a call say who they are, or are called on: they may be named. */
const INTRODUCTIONS: readonly Wording[] = [
  {
    hint: /his is\s|t[’']s\s|I[’']m\s|ame is\s/,
    pattern: new RegExp(`(?:[Tt]his is|[Ii]t[’']s|I[’']m|[Nn]ame is)\\s+(${NAME})`, 'gu'),
  },
  {
    hint: /question|line/,
    pattern: new RegExp(`(?:question|line)\\b[^.?!]{0,40}?\\b(?:from|of|is|to)\\s+(${NAME})`, 'gu'),
  },
  {
    hint: /\s(?:with|from|of|at)\s+(?:the\s+)?\p{Lu}/u,
    pattern: new RegExp(`(${NAME}),?\\s+(?:with|from|of|at)\\s+(?:the\\s+)?\\p{Lu}`, 'gu'),
  },
  {
    hint: /\sfor\s+(?:our|the)\s+(?:first|next|last|final)\b/,
    pattern: new RegExp(`(${NAME})\\s+for\\s+(?:our|the)\\s+(?:first|next|last|final)\\b`, 'gu'),
  },
]
/** Capitalised where they begin a sentence. */
const NOBODY = new Set(
  `again all also and anyone briefly but can colleagues everybody everyone finally first folks friends good
  great guys hello hey hi how however i importantly in it just ladies lastly let like look maam ma’am
  moderator my no now obviously of oh ok okay on one operator otherwise our please q questions remember
  reporters second secondly separately similarly sir so sorry sure team thank thanks that the then there
  they third this to uh ultimately um unfortunately we welcome well what yeah yes you your`.split(/\s+/u),
)

const folded = (word: string) => lettersOf(letterView(word, false))
const wordsOf = (text: string) => text.split(/[\s.-]+/u).map(folded)

/** The places of such names, in order. On the record there are none: everyone may be named. */
export function addressesIn(body: Body, rules: GroundRules): readonly Place[] {
  if (body.form === 'markdown' || rules.basis === 'on-the-record') return []
  const passages = passagesOf(body)
  const { turns } = body.transcript
  const addressed = passages.flatMap((passage) =>
    isAskedFor(turns, passage.turn) ? addressedIn(passage) : [],
  )
  if (addressed.length === 0) return []
  const known = knownNames(passages, [
    ...rules.speakers.filter(({ withheld }) => !withheld).flatMap(({ name, aliases }) => [name, ...aliases]),
    ...new Set(turns.map(({ speaker }) => speaker)),
  ])
  return addressed.filter(({ words }) => !words.some((word) => known.has(word))).map(({ place }) => place)
}

type Addressed = { readonly place: Place; readonly words: readonly string[] }

function addressedIn({ turn, paragraph, text }: Passage): readonly Addressed[] {
  return occurrences(text, ADDRESSES).flatMap((found) => {
    const [start, end] = found.indices?.[1] ?? [0, 0]
    const words = wordsOf(text.slice(start, end))
    if (NOBODY.has(words.at(0) ?? '') || words.every(isNobody)) return []
    return [{ place: { turn, paragraph, start, end }, words }]
  })
}

function occurrences(text: string, wordings: readonly Wording[]): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const { hint, pattern } of wordings) if (hint.test(text)) found.push(...text.matchAll(pattern))
  return found
}

/** After a question an official answers the reporter, who may be named; after the moderator, the moderator. */
function isAskedFor(turns: readonly Turn[], turn: number): boolean {
  return turns[turn]?.role !== 'speaker' || turns[turn - 1]?.role !== 'reporter'
}

const isNobody = (word: string) => NOBODY.has(word) || HONORIFICS.has(word)

/** The folded words of names that may be said: declared, printed as labels, or introduced on the call. */
function knownNames(passages: readonly Passage[], declared: readonly string[]): ReadonlySet<string> {
  const introduced = passages
    .filter(({ role }) => role !== 'speaker')
    .flatMap(({ text }) => occurrences(text, INTRODUCTIONS))
    .map((found) => found[1] ?? '')
  const words = [...declared, ...introduced].flatMap(wordsOf)
  return new Set(words.filter((word) => word.length > 1 && !isNobody(word)))
}
