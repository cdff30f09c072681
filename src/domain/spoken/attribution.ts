/** The phrases that staff asked to be attributed by. */
import type { Quote } from './model.ts'
import type { StaffSentence } from './staff.ts'

const LONGEST = 800
const MENTIONS =
  /ttribut|background|referred|refer to|identif|describ|quot|cite|sourc|credit|call (?:him|her|them|us|our|me|either|both)|known as|\bgo(?:es)? by|copy|stor(?:y|ies)|\buse\b|characteri|give you|name|say/iu
/** What leads to a phrase; the phrase stands right after. */
const LEADS: readonly RegExp[] = [
  /\battribut(?:able|ed|ion|e(?: \S+){0,7}?(?= (?:to|as) ))(?:[’']s)? ?(?:on background )?(?:(?:here |today |this \w+ )?(?:to|as|from|is|are|by|will be|goes to|line is|phrase is|should be))?(?: as| to| from| either)?(?: only| either| both| simply)?[,:]? /giu,
  /\b(?:on )?(?:deep )?background(?:,? (?:however|please|only|again|today|tonight|too|here|everyone|this (?:morning|afternoon|evening)|on this call),?)?,? (?:as|from|to|is|attributable|attribution(?: is)?)(?: to)?(?: only| either| both| simply)?[,:]? /giu,
  /\b(?:referred to |refer to (?:\w+ ){1,4}?|(?:cite|source|describe|identify|credit|quote|characterize|name|render|treat) (?:\w+ ){1,4}?)(?:only |simply |just |merely )?(?:as|to),? /giu,
  /\byou (?:can|may|could|should) (?:just |only |simply )?(?:say|write|use|go with) (?=(?:an? |the )?["“‘])/giu,
  /\b(?:go(?:es)? by|answers? to|call (?:him|her|them|us|me|our \w+|the \w+|both \w+)|calling (?:him|her|them)|quote|cite) (?:only |simply |just )?(?=(?:an? |the )?["“‘])/giu,
  /\b(?:identified|described|quoted|cited|sourced|credited|characterized|known|named|rendered|given|styled|labell?ed|treated)(?: (?:only|simply|just|merely|solely|in print|here|today))* (?:as|to),? (?:only |simply |just )?/giu,
]
const QUOTED =
  /^(?:an? |the |either |just |only )*["“”‘'](?:\p{L}{1,12}[-–—]{1,3} ?[—–]? ?["“‘']?)?(?<phrase>[^"“”‘]{2,80}?)["”’](?!\p{L})/iu
const NOUNS =
  'officials?|sources?|aides?|advis[eo]rs?|representatives?|spokes(?:person|people|man|woman|persons)|SAOs?|diplomats?|experts?|leaders?|negotiators?|commanders?|officers?|staffers?|executives?|engineers?|scientists?|analysts?|economists?|attorneys?|lawyers?|planners?|investigators?|inspectors?|managers?|specialists?|researchers?|envoys?|physicians?|doctors?|authorit(?:y|ies)|employees?|insiders?|members?|person|people'
const HEAD = new RegExp(
  `^(?:an? |the |just |only |either |both )*(?<phrase>(?:[\\p{L}.&'’-]+ ){0,6}?(?:${NOUNS})(?: familiar with (?:the )?\\p{L}+)?)(?![\\p{L}’'])`,
  'iu',
)
/** "Officials of the Tide Office": where they are from, in capitals. */
const OF_WHERE =
  /^ (?:of|in|at|from|with) (?:the )?\p{Lu}[\p{L}’'-]{0,30}(?: \p{Lu}[\p{L}’'-]{0,30}){0,3}(?=[.,;]|$)/u
/** A phrase between quotation marks that names people, whatever leads to it. */
const QUOTED_PEOPLE = new RegExp(
  `["“‘](?<phrase>(?:[\\p{L}.&'’-]+ ){0,6}(?:${NOUNS})(?: [^"“”]{2,50})?)[.,;]?["”’](?!\\p{L})`,
  'giu',
)
const PEOPLE = new RegExp(`(?:${NOUNS})["”’.,]*$`, 'iu')
const LONGEST_ALONE = 70
/** "On background, senior military official." */
const APPOSED = /\bbackground(?:[,:;]| ?[–—-]) (?:and )?/giu
const CLOSES = /^(?:[.,;:—–]|$)/u
const FORBIDS = /(?:\b(?:not|never|cannot|don['’]t|can['’]t|nor)|n['’]t)(?: (?:be|to|even|ever|just))? $/iu
const DENIED = /\b(?:not|never|cannot|nor|neither|than|say|says|said|instead of)\b|n['’]t\b/iu
const NEXT = /^,? ?(?:and|or) /iu
const STOP = /\b(?:and|or|to|is|are|be|will|that|this|the|we|it|not|call|embargoed|our|today|with|by|not)\b/iu
const MOST = 4

/** Phrases without article or quotation marks, first said first, each once. */
export function attributionOf(
  sentences: readonly StaffSentence[],
): readonly { readonly phrase: string; readonly quote: Quote }[] {
  const said = sentences.flatMap(({ quote, isHost, follows }) => {
    const text = quote.text.slice(0, LONGEST)
    const alone = isHost && follows ? aloneIn(text) : []
    if (alone.length > 0) return alone.map((phrase) => ({ phrase, quote }))
    if (!MENTIONS.test(text) || text.endsWith('?')) return []
    const led = LEADS.flatMap((form) =>
      Array.from(text.matchAll(form), (lead) => ({ at: lead.index, to: lead.index + lead[0].length })),
    )
      .filter(({ at }) => !FORBIDS.test(text.slice(Math.max(0, at - 30), at)))
      .toSorted((one, other) => one.at - other.at)
    const phrases = [...led.map(({ to }) => text.slice(to)), ...(isHost ? apposedIn(text) : [])].flatMap(
      phrasesFrom,
    )
    const found = phrases.length > 0 || !isHost ? phrases : peopleIn(text)
    return found.map((phrase) => ({ phrase, quote }))
  })
  return said.filter(
    ({ phrase }, index) =>
      said.findIndex((one) => one.phrase.toLowerCase() === phrase.toLowerCase()) === index,
  )
}

/** "I'll give you our “senior official”", "in your copy they're “officials”": but not "you can't say “an aide”". */
function peopleIn(text: string): readonly string[] {
  return Array.from(text.matchAll(QUOTED_PEOPLE)).flatMap((found) =>
    DENIED.test(text.slice(Math.max(0, found.index - 30), found.index)) ? [] : bare(found.groups?.phrase),
  )
}

/** "Senior harbor official." or "A “harbor official,” please.": a sentence that is a phrase and nothing else. */
function aloneIn(text: string): readonly string[] {
  if (text.length > LONGEST_ALONE) return []
  const bareText = text.replace(/(?:,? (?:please|again))?[.,]?(["”’]?)[.,]?$/iu, '$1')
  const quoted = QUOTED.exec(bareText)
  const found = quoted ?? HEAD.exec(bareText)
  if (found?.[0].length !== bareText.length || !PEOPLE.test(bareText)) return []
  const phrase = bare(found.groups?.phrase)
  return phrase.includes(' ') && (quoted !== null || !STOP.test(phrase)) ? [phrase] : []
}

/** What stands right after "background", where nothing but a phrase does. */
function apposedIn(text: string): readonly string[] {
  return Array.from(text.matchAll(APPOSED), (found) => text.slice(found.index + found[0].length)).filter(
    (rest) => CLOSES.test(rest.slice(HEAD.exec(rest)?.[0].length ?? rest.length - 1)),
  )
}

function bare(phrase = ''): string {
  return phrase.replace(/^(?:an?|the) /iu, '').replace(/[\s.,;!]+$/u, '')
}

/** One phrase, or several with "and" or "or" between them. */
function phrasesFrom(text: string): readonly string[] {
  const phrases: string[] = []
  let rest = text
  while (phrases.length < MOST) {
    const quoted = QUOTED.exec(rest)
    const found = quoted ?? HEAD.exec(rest)
    if (!found) break
    const said = bare(found.groups?.phrase)
    if (said === '' || (quoted === null && STOP.test(said))) break
    const where = quoted ? '' : (OF_WHERE.exec(rest.slice(found[0].length))?.[0] ?? '')
    phrases.push(bare(`${said}${where}`))
    rest = rest.slice(found[0].length + where.length)
    const next = NEXT.exec(rest)
    if (!next) break
    rest = rest.slice(next[0].length)
  }
  return phrases
}
