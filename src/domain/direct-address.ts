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
/** Each has the name as its first group. */
const ADDRESSES = [
  new RegExp(`(?<![\\p{L}])${GREETING}${MORE},?\\s+(${NAME})${ENDS}`, 'gdu'),
  new RegExp(`(?<![\\p{L}])(?:over|turn|off)\\s+to\\s+(${NAME})`, 'gdu'),
  new RegExp(
    `(?<=^|[.?!]\\s+)(${NAME}),\\s+(?:can|could|do|does|did|would|will|is|are|this is|thanks|thank)\\b`,
    'gdu',
  ),
]
/** How people on a call say who they are, or are called on: they may be named. */
const INTRODUCTIONS = [
  new RegExp(`(?:[Tt]his is|[Ii]t[’']s|I[’']m|[Nn]ame is)\\s+(${NAME})`, 'gu'),
  new RegExp(`(?:question|line)\\b[^.?!]{0,40}?\\b(?:from|of|is|to)\\s+(${NAME})`, 'gu'),
  new RegExp(`(${NAME}),?\\s+(?:with|from|of|at)\\s+(?:the\\s+)?\\p{Lu}`, 'gu'),
  new RegExp(`(${NAME})\\s+for\\s+(?:our|the)\\s+(?:first|next|last|final)\\b`, 'gu'),
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
  const known = knownNames(passages, [
    ...rules.speakers.filter(({ withheld }) => !withheld).flatMap(({ name, aliases }) => [name, ...aliases]),
    ...body.transcript.turns.map(({ speaker }) => speaker),
  ])
  const { turns } = body.transcript
  return passages
    .filter(({ turn }) => isAskedFor(turns, turn))
    .flatMap((passage) =>
      ADDRESSES.flatMap((pattern) => [...passage.text.matchAll(pattern)]).flatMap((found): Place[] => {
        const [start, end] = found.indices?.[1] ?? [0, 0]
        const words = wordsOf(passage.text.slice(start, end))
        if (words.some((word) => known.has(word)) || words.every(isNobody)) return []
        if (NOBODY.has(words.at(0) ?? '')) return []
        return [{ turn: passage.turn, paragraph: passage.paragraph, start, end }]
      }),
    )
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
    .flatMap(({ text }) => INTRODUCTIONS.flatMap((pattern) => [...text.matchAll(pattern)]))
    .map((found) => found[1] ?? '')
  const words = [...declared, ...introduced].flatMap(wordsOf)
  return new Set(words.filter((word) => word.length > 1 && !isNobody(word)))
}
