/** Words that may be a withheld person's: nicknames, parts of the title, initials, longer accounts. */
import { accountsOf } from './accounts.ts'
import { isEveryday } from './everyday-words.ts'
import type { ProposalKind } from './find-policy.ts'
import { type GroundRules, withheldSpeakers } from './ground-rules.ts'
import { lettersOf, letterView } from './letter-view.ts'
import { familyOf, namePartsOf, type Withheld } from './name-forms.ts'
import { findMatches, nameIndex } from './name-index.ts'
import { HONORIFICS, RANKS } from './name-particles.ts'
import { nicknamesOf } from './nicknames.ts'
import type { Span } from './span.ts'

export type Found = Span & { readonly kind: ProposalKind }

const folded = (text: string) => lettersOf(letterView(text, false))

/** Prepares the uncertain forms of everyone withheld, for any number of texts. */
export function createWordFinder(rules: GroundRules): (text: string) => readonly Found[] {
  const withheld = withheldSpeakers(rules)
  if (withheld.length === 0) return () => []
  const phrase = folded(rules.attribution)
  const forms = withheld.flatMap((person) => [
    ...nicknamesOf(folded(namePartsOf(person.name).at(0) ?? '')).map((text) => ({
      kind: 'nickname' as const,
      held: { name: '', aliases: [text] },
    })),
    // What everyone is told to attribute to gives nobody away.
    ...partialTitles(person.title ?? '')
      .filter((text) => !phrase.includes(folded(text)))
      .map((text) => ({ kind: 'partial-title' as const, held: { name: '', title: text, aliases: [] } })),
  ])
  const names = nameIndex(forms.map(({ held }) => held))
  const initials = withheld.flatMap(initialsOf)
  const needles = withheld.flatMap(({ name }) => needlesOf(name))
  return (text) => {
    const found: Found[] = []
    for (const { start, end, form } of findMatches(text, names)) {
      const kind = forms[form.who]?.kind
      if (kind === undefined || (kind === 'nickname' && form.everyday && opensSentence(text, start, end)))
        continue
      found.push({ kind, start, end })
    }
    found.push(...accountsIn(text, needles))
    for (const { hint, pattern } of initials)
      if (hint.test(text))
        for (const { index, 0: words } of text.matchAll(pattern))
          found.push({ kind: 'initials', start: index, end: index + words.length })
    return found
  }
}

/** "Will you", "Bill passed": an everyday word that begins a sentence is a name only before a comma. */
function opensSentence(text: string, start: number, end: number): boolean {
  return /(?:^|[.?!:…—–]["”’)\]]*\s*)["“‘([]*$/u.test(text.slice(Math.max(0, start - 20), start))
    ? !/^[,.?!]/u.test(text.slice(end, end + 1))
    : false
}

const BEFORE_AREA = /\s+(?:of|for|to|on|at|in|with|and|&)\s+/iu

/** What is left of a title without its area, without its ranks, and the office after its comma. */
function partialTitles(title: string): readonly string[] {
  const [main = '', ...offices] = title.split(/[,;]/u).map((part) => part.trim())
  const words = main.split(/\s+/u)
  const firstNoRank = words.findIndex((word) => !RANKS.has(folded(word)))
  const unranked = words.slice(Math.max(0, firstNoRank)).join(' ')
  const heads = [main, unranked].map((text) => text.split(BEFORE_AREA)[0] ?? '')
  return [...heads, unranked, ...offices].filter(
    (text) =>
      text.split(/\s+/u).length > 1 && folded(text) !== folded(main) && folded(text) !== folded(title),
  )
}

/** `hint`: found at once, and in every text in which the pattern is. */
type Initials = { readonly hint: RegExp; readonly pattern: RegExp }

/** "M.Q.D.", "M. D.", "MQD" of three letters or more, and "Ms. D." */
function initialsOf({ name }: Withheld): readonly Initials[] {
  const words = namePartsOf(name).map((word) => [...word].at(0)?.toUpperCase() ?? '')
  const [first = '', last = ''] = [words.at(0), words.at(-1)]
  if (words.length < 2 || !words.every((letter) => /\p{L}/u.test(letter))) return []
  const dotted = [words, [first, last]].map((letters) => letters.map((letter) => `${letter}\\.`).join('\\s?'))
  const bare = words.length > 2 ? [words.join('')] : []
  const honorific = [...HONORIFICS].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('|')
  return [
    {
      hint: new RegExp([`${first}\\.`, ...bare].join('|')),
      pattern: new RegExp(
        `(?<![\\p{L}.])(?:${[...dotted, ...bare].join('|')})(?![\\p{L}\\p{N}]|\\s?\\p{L}\\.)`,
        'gu',
      ),
    },
    {
      hint: new RegExp(`\\s${last}(?![A-Za-z])`),
      pattern: new RegExp(`(?<!\\p{L})(?:${honorific})\\.?\\s${last}\\.?(?![\\p{L}\\p{N}.])`, 'gu'),
    },
  ]
}

const SHORTEST_NEEDLE = 5

/** Letters that say in a longer account whose it is. */
function needlesOf(name: string): readonly string[] {
  const words = namePartsOf(name)
  const [given, family] = [folded(words.at(0) ?? ''), folded(familyOf(words))]
  if (words.length < 2) return []
  const alone = isEveryday(family) ? [] : [family]
  return [`${given}${family}`, `${family}${given}`, `${given.charAt(0)}${family}`, ...alone].filter(
    (letters) => letters.length >= SHORTEST_NEEDLE,
  )
}

function accountsIn(text: string, needles: readonly string[]): readonly Found[] {
  return accountsOf(text)
    .filter(({ start, end }) => {
      const letters = folded(text.slice(start, end))
      return needles.some((needle) => letters.includes(needle))
    })
    .map((span) => ({ kind: 'account', ...span }))
}
