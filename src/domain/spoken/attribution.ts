/** The phrases that staff asked to be attributed by. */
import type { Quote } from './model.ts'
import type { StaffSentence } from './staff.ts'

const LONGEST = 800
const MENTIONS = /ttribut|background|referred|refer to|identified|described|quoted/iu
/** What leads to a phrase; the phrase stands right after. */
const LEAD =
  /\b(?:attribut(?:able|ed|ion|e(?: \S+){0,7}?(?= (?:to|as) )) ?(?:on background )?(?:to|as|from|is|by|will be)?(?: as| from| either)?|(?:on )?(?:deep )?background,? (?:as|from|to|is|attributable|attribution(?: is)?)(?: to)?|referred to (?:only )?(?:simply )?as|refer to (?:\w+ ){1,4}?(?:only )?as|identified (?:only )?as|described (?:only )?as|quoted (?:only )?as)(?: only| either| both| simply)?,? /giu
const QUOTED = /^(?:an? |the |either |just |only )*["“”‘'](?<phrase>[^"“”‘]{2,80}?)["”’](?!\p{L})/iu
const HEAD =
  /^(?:an? |the |just |only |either |both )*(?<phrase>(?:[\p{L}.&'’-]+ ){0,6}?(?:officials?|sources?|aides?|advis[eo]rs?|representatives?|spokes(?:person|people|man|woman|persons)|SAOs?|diplomats?|experts?|leaders?|negotiators?|commanders?|officers?|staffers?|person|people)(?: familiar with (?:the )?\p{L}+)?)(?![\p{L}’'])/iu
const NEXT = /^,? ?(?:and|or) /iu
const STOP = /\b(?:and|or|to|is|are|be|will|that|this|the|we|it|not|call|embargoed|our|today|with|by|not)\b/iu
const MOST = 4

/** Phrases without article or quotation marks, first said first, each once. */
export function attributionOf(
  sentences: readonly StaffSentence[],
): readonly { readonly phrase: string; readonly quote: Quote }[] {
  const said = sentences.flatMap(({ quote }) => {
    const text = quote.text.slice(0, LONGEST)
    if (!MENTIONS.test(text)) return []
    return Array.from(text.matchAll(LEAD)).flatMap((lead) =>
      phrasesFrom(text.slice(lead.index + lead[0].length)).map((phrase) => ({ phrase, quote })),
    )
  })
  return said.filter(
    ({ phrase }, index) =>
      said.findIndex((one) => one.phrase.toLowerCase() === phrase.toLowerCase()) === index,
  )
}

/** One phrase, or several with "and" or "or" between them. */
function phrasesFrom(text: string): readonly string[] {
  const phrases: string[] = []
  let rest = text
  while (phrases.length < MOST) {
    const found = QUOTED.exec(rest) ?? HEAD.exec(rest)
    const phrase = (found?.groups?.phrase ?? '').replace(/^(?:an?|the) /iu, '').replace(/[\s.,;!]+$/u, '')
    if (
      !found ||
      phrase === '' ||
      (!/^["“”‘']/u.test(rest.trim().replace(/^(?:an? |the )/iu, '')) && STOP.test(phrase))
    )
      break
    phrases.push(phrase)
    rest = rest.slice(found[0].length)
    const next = NEXT.exec(rest)
    if (!next) break
    rest = rest.slice(next[0].length)
  }
  return phrases
}
