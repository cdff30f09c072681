/** Finding forms of names in a text: the matches, each a place in the original. */
import { GAP } from './character-kinds.ts'
import { type LetterView, letterView } from './letter-view.ts'
import { type Form, formsOf, isLoose, type Withheld } from './name-forms.ts'

/** One form found, `start` to `end` in the original text. */
export type Match = { readonly start: number; readonly end: number; readonly form: Form }

/** Forms by the code of their first letter. */
export type NameIndex = ReadonlyMap<number, readonly Form[]>

const { fold, pierce, space, lineBreak, hyphen, other } = GAP

/** Prepares the forms of everyone withheld, for any number of texts. */
export function nameIndex(withheld: readonly Withheld[]): NameIndex {
  return Map.groupBy(formsOf(withheld), (form) => form.letters.charCodeAt(0))
}

/** Finds every form, by start. Matches may overlap. Linear in the text for a given set of names. */
export function findMatches(text: string, names: NameIndex): readonly Match[] {
  if (names.size === 0) return []
  const seen = matchesIn(letterView(text, true), names)
  if (!text.includes('<')) return seen
  return [...seen, ...matchesIn(letterView(text, false), names)].sort((a, b) => a.start - b.start)
}

function matchesIn(view: LetterView, names: NameIndex): readonly Match[] {
  const matches: Match[] = []
  for (let at = 0; at < view.length; at += 1) {
    if (!isEdge(view.gaps[at])) continue
    for (const form of names.get(view.letters.charCodeAt(at)) ?? []) {
      if (view.letters.startsWith(form.letters, at) && stands(form, view, at))
        matches.push({
          start: view.starts[at] ?? 0,
          end: view.ends[at + form.letters.length - 1] ?? 0,
          form,
        })
    }
  }
  return matches
}

const isEdge = (gap = 0) => (gap & ~fold) !== 0

/** Whether letters that are those of a form also part where its words do. */
function stands(form: Form, view: LetterView, at: number): boolean {
  const end = at + form.letters.length
  if (!isEdge(view.gaps[end])) return false
  const capital = view.capitals[at] === 1
  const loose = isLoose(form)
  const spelledOut = isSpelledOut(view, at, end)
  let anyCapital = capital
  for (let index = at + 1; index < end; index += 1) {
    const gap = view.gaps[index] ?? 0
    const kind = form.breaks[index - at]
    if (kind === 'none') {
      if (!spelledOut && !joins(gap, capital) && !(loose && isBlank(gap))) return false
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

/** "D O E": every letter apart. */
function isSpelledOut(view: LetterView, at: number, end: number): boolean {
  if (end - at < 3) return false
  for (let index = at + 1; index < end; index += 1) {
    const gap = view.gaps[index] ?? 0
    if ((gap & space) === 0 || !isBlank(gap)) return false
  }
  return true
}
