/** Every form in which a withheld speaker's name, title or alias may stand in a text. */
import { GAP } from './character-kinds.ts'
import { isEveryday } from './everyday-words.ts'
import type { Speaker } from './ground-rules.ts'
import { endOf, lettersOf, letterView } from './letter-view.ts'
import { HONORIFICS, PARTICLES, SUFFIXES } from './name-particles.ts'
import { nicknamesOf } from './nicknames.ts'

/** Whose words are withheld. */
export type Withheld = Pick<Speaker, 'name' | 'title' | 'aliases'>

/** Before a letter of a form: inside a word, at a word that must stand apart, at a part that may. */
export type Break = 'none' | 'must' | 'may'

/** A form, folded. `initials` are the person's, folded, for those that stand before the form in a text. */
export type Form = {
  readonly who: number
  /** An `account` is a handle, or a part of an address or a link: it is a find nowhere else. */
  readonly kind: 'name' | 'title' | 'alias' | 'account'
  readonly letters: string
  readonly breaks: readonly Break[]
  /** Made of everyday words only: one of them must be capitalised. */
  readonly everyday: boolean
  readonly initials: string
}

type Phrase = Pick<Form, 'letters' | 'breaks'> & { readonly parts: readonly string[] }

/** From this length on the words of a form may run together ("janedoe") or apart ("ja ne doe"). */
export const LOOSE_LENGTH = 7
/** A shorter name with one letter beside it is no sign of anybody. */
const SHORTEST_IN_ACCOUNT = 3
const NICKNAME = /["“(]([^"“”()]*)["”)]/gu
const HYPHEN = /[\p{Pd}\u2212]/u
const APOSTROPHE = /['’‘ʼ`´]/u
const WORDS = /[\s\u00a0]+/u

/** Lists the forms of everyone withheld, each once. */
export function formsOf(withheld: readonly Withheld[]): readonly Form[] {
  const forms = withheld.flatMap((person, who) => {
    const names = nameTexts(person.name)
    const initials = namePartsOf(person.name).map(initialOf).join('')
    return [
      ...names.map((text) => formOf(text, who, 'name', initials)),
      ...person.aliases
        .flatMap((alias) => aliasTexts(alias, names))
        .map((text) => formOf(text, who, 'alias', initials)),
      ...accountTexts(person.name).map((text) => formOf(text, who, 'account', '')),
      ...titleTexts(person.title).map((text) => formOf(text, who, 'title', '')),
    ]
  })
  const unique = new Map(
    forms.map((form) => [`${form.who} ${form.kind} ${form.letters} ${form.breaks}`, form]),
  )
  return [...unique.values()].filter((form) => form.letters !== '')
}

/** Whether the words of a form may run together or be broken by spaces. */
export function isLoose(form: Form): boolean {
  return form.letters.length >= LOOSE_LENGTH && form.breaks.some((kind) => kind !== 'none')
}

function formOf(text: string, who: number, kind: Form['kind'], initials: string): Form {
  const { letters, breaks, parts } = phraseOf(text)
  const everyday =
    (kind === 'name' || kind === 'alias') && parts.every((part) => PARTICLES.has(part) || isEveryday(part))
  return { who, kind, letters, breaks, everyday, initials }
}

function phraseOf(text: string): Phrase {
  const view = letterView(text, false)
  const letters = lettersOf(view)
  const breaks: Break[] = []
  const parts: string[] = []
  for (let index = 0; index < view.length; index += 1) {
    const kind =
      index === 0
        ? 'none'
        : breakOf(view.gaps[index] ?? 0, text.slice(endOf(view, index - 1), view.starts[index]))
    breaks.push(kind)
    if (index === 0 || kind !== 'none') parts.push('')
    parts[parts.length - 1] += letters.charAt(index)
  }
  return { letters, breaks, parts }
}

/** A hyphen or an apostrophe may be left out ("OBrien"); white space may not. */
function breakOf(gap: number, between: string): Break {
  if ((gap & ~GAP.fold) === 0) return 'none'
  return (gap & (GAP.space | GAP.lineBreak)) !== 0 || /[,.;&]/u.test(between) ? 'must' : 'may'
}

const folded = (word: string) => lettersOf(letterView(word, false))
const initialOf = (word: string) => folded(word).charAt(0)

/** The words of a name in speaking order, without honorifics, suffixes and nicknames. */
export function namePartsOf(name: string): readonly string[] {
  const plain = name.replace(NICKNAME, ' ')
  const [before = '', ...after] = plain.split(',').filter((part) => !SUFFIXES.has(folded(part)))
  const words = `${after.join(' ')} ${before}`.split(WORDS).filter((word) => folded(word) !== '')
  const start = words.findIndex((word) => !HONORIFICS.has(folded(word)))
  const end = words.findLastIndex((word) => !SUFFIXES.has(folded(word)))
  // Someone called nothing but "Major" is called Major.
  return start === -1 || end < start ? words : words.slice(start, end + 1)
}

function nameTexts(name: string): readonly string[] {
  const words = namePartsOf(name)
  const given = words.at(0) ?? name
  const family = familyOf(words)
  const nicknames = [...name.matchAll(NICKNAME)].map((found) => found[1] ?? '')
  return [
    words.join(' '),
    `${given} ${family}`,
    `${family} ${given}`,
    `${family} ${words.slice(0, -1).join(' ')}`,
    family,
    ...nicknames,
    ...(words.length > 1 ? nicknamesOf(folded(given)).map((nickname) => `${nickname} ${family}`) : []),
    ...words.flatMap((word, index) => aloneOf(word, index === 0)),
  ]
}

/** How accounts are made of a name: "jdoe", "jqdoe", "doej", "janed", "janedoe". */
function accountTexts(name: string): readonly string[] {
  const words = namePartsOf(name)
  const given = words.at(0) ?? ''
  const family = familyOf(words)
  if (words.length < 2 || folded(family).length < SHORTEST_IN_ACCOUNT) return []
  const initials = words.slice(0, -1).map(initialOf).join('')
  return [
    `${given}-${family}`,
    `${family}-${given}`,
    ...nicknamesOf(folded(given)).map((nickname) => `${nickname}-${family}`),
    `${initialOf(given)}-${family}`,
    `${family}-${initialOf(given)}`,
    ...(initials.length > 1 ? [`${initials}-${family}`] : []),
    ...(folded(given).length < SHORTEST_IN_ACCOUNT ? [] : [`${given}-${initialOf(family)}`]),
  ]
}

/** The last word with the particles before it: "van der Berg". */
export function familyOf(words: readonly string[]): string {
  const start = words.findLastIndex(
    (word, index) => index < words.length - 1 && (index === 0 || !PARTICLES.has(folded(word))),
  )
  return words.slice(start + 1).join(' ')
}

/** What a word of a name stands for alone: itself, and the halves of a double name ("O'Brien-Núñez"). */
function aloneOf(word: string, first: boolean): readonly string[] {
  const letters = folded(word)
  if (letters.length < 2 || (!first && PARTICLES.has(letters))) return []
  const halves = word.split(HYPHEN)
  const pieces = halves.flatMap((half) => [half, ...half.split(APOSTROPHE)])
  return [word, ...pieces.filter((piece) => piece.length > 2 && !PARTICLES.has(folded(piece)))]
}

/** An alias is a phrase; one that shares a word with the name is another name. */
function aliasTexts(alias: string, names: readonly string[]): readonly string[] {
  const known = new Set(names.map(folded))
  return namePartsOf(alias).some((word) => known.has(folded(word))) ? [alias, ...nameTexts(alias)] : [alias]
}

/** A title, and what stands before its first comma when that is a title too. */
function titleTexts(title: string | undefined): readonly string[] {
  if (title === undefined) return []
  const short = title.split(',')[0] ?? ''
  return short.trim().split(WORDS).length > 1 ? [title, short] : [title]
}
