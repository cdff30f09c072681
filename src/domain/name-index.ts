/** Finding forms of names in a text: the matches, each a place in the original. */
import { isInAccount } from './accounts.ts'
import { GAP } from './character-kinds.ts'
import { undisguised } from './disguises.ts'
import { isEveryday } from './everyday-words.ts'
import { endOf, LetterRoom, type LetterView, letterView } from './letter-view.ts'
import { type Form, formsOf, isLoose, LOOSE_LENGTH, type Withheld } from './name-forms.ts'
import { mayHold, type NameSieve, nameSieve } from './name-sieve.ts'

/** One form found, `start` to `end` in the original text. */
export type Match = { readonly start: number; readonly end: number; readonly form: RankedForm }

/** The forms of everyone withheld as a tree of their letters. */
export type NameIndex = {
  readonly root: Branch
  /** 1 at the code of every letter that a form begins with. */
  readonly firsts: Uint8Array
  readonly size: number
  /** Tells most texts that hold none of them by a glance. */
  readonly sieve: NameSieve
  /** Where each text that is looked through is laid out, one after the other. */
  readonly room: LetterRoom
}

/** A form with its rank: of those that start at one letter, the lowest comes first. */
type RankedForm = Form & { readonly rank: number }

/** The forms that end here, and what goes on by which letter. */
type Branch = { readonly ends: RankedForm[]; readonly next: Map<number, Branch> }

/** Characters of most paragraphs; longer ones get more room. */
const USUAL_TEXT = 1024

const { fold, pierce, space, lineBreak, hyphen, other } = GAP
const SHORTEST_WITH_S = 5
const [E, S] = ['e'.charCodeAt(0), 's'.charCodeAt(0)]

/** Prepares the forms of everyone withheld, for any number of texts. */
export function nameIndex(withheld: readonly Withheld[]): NameIndex {
  const root: Branch = { ends: [], next: new Map() }
  const forms = formsOf(withheld)
  for (const [rank, form] of forms.entries()) {
    let branch = root
    for (let at = 0; at < form.letters.length; at += 1) branch = grown(branch, form.letters.charCodeAt(at))
    branch.ends.push({ ...form, rank })
  }
  const firsts = new Uint8Array(2 ** 16)
  for (const code of root.next.keys()) firsts[code] = 1
  const sieve = nameSieve(forms.map(({ letters }) => letters))
  return { root, firsts, size: forms.length, sieve, room: new LetterRoom(USUAL_TEXT) }
}

function grown({ next }: Branch, code: number): Branch {
  const known = next.get(code)
  if (known) return known
  const branch: Branch = { ends: [], next: new Map() }
  next.set(code, branch)
  return branch
}

/** Finds every form, by start. Matches may overlap. Linear in the text for a given set of names. */
export function findMatches(text: string, names: NameIndex): readonly Match[] {
  if (names.size === 0 || !mayHold(text, names.sieve)) return []
  const seen = matchesIn(text, letterView(text, true, names.room), names)
  const more = [
    ...(text.includes('<') ? matchesIn(text, letterView(text, false, names.room), names) : []),
    ...undisguised(text).flatMap((reading) =>
      matchesIn(reading, letterView(reading, true, names.room), names),
    ),
  ]
  return more.length === 0 ? seen : [...seen, ...more].sort((a, b) => a.start - b.start)
}

function matchesIn(text: string, view: LetterView, { root, firsts }: NameIndex): readonly Match[] {
  const { codes, gaps, length } = view
  const matches: Match[] = []
  for (let at = 0; at < length; at += 1)
    if (firsts[codes[at] ?? 0] === 1 && isEdge(gaps[at])) addMatchesAt(text, view, root, at, matches)
  return matches
}

/** Adds the forms that start at a letter, in their rank. */
function addMatchesAt(text: string, view: LetterView, root: Branch, at: number, matches: Match[]): void {
  const from = matches.length
  let branch: Branch | undefined = root
  for (let index = at; branch; index += 1) {
    for (const form of branch.ends) {
      const last = lastOf(form, view, at)
      if (last === -1) continue
      const match = { start: view.starts[at] ?? 0, end: endOf(view, last), form }
      if (form.kind !== 'account' || isInAccount(text, match)) matches.push(match)
    }
    branch = index < view.length ? branch.next.get(view.codes[index] ?? 0) : undefined
  }
  if (matches.length > from + 1)
    matches.push(...matches.splice(from).sort((a, b) => a.form.rank - b.form.rank))
}

const isEdge = (gap = 0) => (gap & ~fold) !== 0

/** The last letter of a form that begins here, with the s of a plural; -1 where it does not stand here. */
function lastOf(form: Form, view: LetterView, at: number): number {
  const end = at + form.letters.length
  if (isEdge(view.gaps[end])) return stands(form, view, at) ? end - 1 : -1
  const plural = pluralEnd(form, view, end)
  return plural !== -1 && stands(form, view, at) ? plural - 1 : -1
}

/** "the Vandersloots", and a possessive whose apostrophe was left out. A short name is another word with an s. */
function pluralEnd({ kind, letters, everyday }: Form, { codes, gaps }: LetterView, end: number): number {
  if (everyday || letters.length < SHORTEST_WITH_S || (kind !== 'name' && kind !== 'alias')) return -1
  const isJoined = (index: number) => ((gaps[index] ?? 0) & ~fold) === 0
  const s = codes[end] === E && /(?:[sxz]|[cs]h)$/u.test(letters) && isJoined(end) ? end + 1 : end
  return codes[s] === S && isJoined(s) && isEdge(gaps[s + 1]) ? s + 1 : -1
}

/** Whether letters that are those of a form also part where its words do. */
function stands(form: Form, view: LetterView, at: number): boolean {
  const end = at + form.letters.length
  const capital = view.capitals[at] === 1
  const loose = isLoose(form)
  const spelledOut = isSpelledOut(view, at, end)
  const torn = !spelledOut && isTorn(form, view, at)
  let anyCapital = capital
  for (let index = at + 1; index < end; index += 1) {
    const gap = view.gaps[index] ?? 0
    const kind = form.breaks[index - at]
    if (kind === 'none') {
      if (!spelledOut && !torn && !joins(gap, capital) && !(loose && isBlank(gap))) return false
    } else {
      if (kind === 'must' && gap === 0 && !loose) return false
      if (view.capitals[index] === 1) anyCapital = true
    }
  }
  return !form.everyday || anyCapital
}

/** Whether a gap may stand inside a word: nothing, what cannot be seen, or the end of a line. */
function joins(gap: number, capital: boolean): boolean {
  if ((gap & ~(fold | pierce)) === 0) return true
  if ((gap & lineBreak) === 0 || (gap & other) !== 0) return false
  // "may\nor" is not Mayor: without a hyphen only a capitalised name goes on in the next line.
  return (gap & hyphen) !== 0 || capital
}

const isBlank = (gap: number) => (gap & (hyphen | other)) === 0

/** "D O E", "D-O-E", "D, O, E": every letter apart. */
function isSpelledOut(view: LetterView, at: number, end: number): boolean {
  if (end - at < 3) return false
  for (let index = at + 1; index < end; index += 1)
    if (((view.gaps[index] ?? 0) & (space | hyphen | other)) === 0) return false
  return true
}

/**
 * "Vander Sloot", "Vander-sloot", "Vander.sloot": a long name in pieces that the same thing parts each time. Pieces
 * that are words of their own are no name: "White House", "Harris on", "Daniel’s".
 */
function isTorn(form: Form, view: LetterView, at: number): boolean {
  if (form.letters.length < LOOSE_LENGTH || view.capitals[at] !== 1) return false
  if (form.kind !== 'name' && form.kind !== 'alias') return false
  const pieces = ['']
  let parted = 0
  for (let index = 0; index < form.letters.length; index += 1) {
    const gap = index === 0 ? 0 : (view.gaps[at + index] ?? 0) & ~(fold | pierce)
    if (gap !== 0) {
      if (parted !== 0 && parted !== gap) return false
      parted = gap
      pieces.push('')
    }
    pieces[pieces.length - 1] += form.letters.charAt(index)
  }
  const [, ...rest] = pieces
  if (parted === space) return rest.every((piece) => !isEveryday(piece))
  if (parted !== hyphen && parted !== other) return false
  return rest.at(-1) !== 's' && !pieces.every(isEveryday)
}
