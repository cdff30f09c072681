/** Taking withheld names, titles and aliases out of a text, and the guard that says where one is left. */
import { placesOf, type Span, spansOf } from './bracket-spans.ts'
import { tagsOf } from './inline-markup.ts'
import type { Withheld } from './name-forms.ts'
import { findMatches, type Match, type NameIndex, nameIndex } from './name-index.ts'
import type { Transcript } from './transcript/model.ts'

/** Where a withheld name is in a transcript; never what. `turn` and `paragraph` count from 0. */
export type WithheldPlace =
  | { readonly kind: 'venue' }
  | { readonly kind: 'label'; readonly turn: number }
  | { readonly kind: 'paragraph'; readonly turn: number; readonly paragraph: number }

/** Taking a name out can bring two pieces of another together; nobody's name does so this often. */
const MOST_PASSES = 5

/**
 * Replaces every form of a withheld name, title or alias by `[attribution]`, once for each mention.
 * A possessive keeps its `’s`; an honorific goes with its name. Text without a withheld name is unchanged.
 */
export function redact(text: string, withheld: readonly Withheld[], attribution: string): string {
  return redactWith(text, nameIndex(withheld), attribution)
}

/**
 * Finds where withheld names stand in the original text, in order, none overlapping: the guard. With
 * `attribution`, a title or alias that is part of that phrase is no find inside its own brackets.
 */
export function findWithheld(text: string, withheld: readonly Withheld[], attribution = ''): readonly Span[] {
  return placesOf(matchesOf(text, nameIndex(withheld), attribution))
}

/**
 * The guard for many texts: says whether one holds a withheld name, title or alias. A text that is the
 * attribution itself, such as a label, may hold a title, but never a name.
 */
export function createNameGuard(
  withheld: readonly Withheld[],
  attribution: string,
): (text: string) => boolean {
  const names = nameIndex(withheld)
  return (text) => isNamed(text, names, attribution)
}

/** Redacts a transcript. The label of a withheld speaker becomes the attribution in capitals. */
export function redactTranscript(
  transcript: Transcript,
  withheld: readonly Withheld[],
  attribution: string,
): Transcript {
  const names = nameIndex(withheld)
  return {
    ...transcript,
    venue: transcript.venue === null ? null : redactWith(transcript.venue, names, attribution),
    turns: transcript.turns.map((turn) => ({
      ...turn,
      speaker: isNamed(turn.speaker, names, attribution) ? attribution.toUpperCase() : turn.speaker,
      paragraphs: turn.paragraphs.map((paragraph) => redactWith(paragraph, names, attribution)),
    })),
  }
}

/** Lists where a transcript still has a withheld name. */
export function withheldPlaces(
  transcript: Transcript,
  withheld: readonly Withheld[],
  attribution = '',
): readonly WithheldPlace[] {
  const names = nameIndex(withheld)
  const venue: readonly WithheldPlace[] = isNamed(transcript.venue ?? '', names, attribution)
    ? [{ kind: 'venue' }]
    : []
  return venue.concat(
    transcript.turns.flatMap(({ speaker, paragraphs }, turn): WithheldPlace[] => [
      ...(isNamed(speaker, names, attribution) ? [{ kind: 'label' as const, turn }] : []),
      ...paragraphs.flatMap((text, paragraph) =>
        isNamed(text, names, attribution) ? [{ kind: 'paragraph' as const, turn, paragraph }] : [],
      ),
    ]),
  )
}

function redactWith(text: string, names: NameIndex, attribution: string): string {
  let redacted = text
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const matches = matchesOf(redacted, names, attribution)
    if (matches.length === 0) break
    redacted = replaced(redacted, spansOf(redacted, matches, attribution), names, attribution)
  }
  return redacted
}

function replaced(text: string, spans: readonly Span[], names: NameIndex, attribution: string): string {
  let from = 0
  let out = ''
  for (const { start, end } of spans) {
    out += `${text.slice(from, start)}[${attribution}]${tagsLeft(text.slice(start, end), names)}`
    from = end
  }
  return out + text.slice(from)
}

/** The tags that split a name stay, or the markup around it would not close. */
function tagsLeft(name: string, names: NameIndex): string {
  return tagsOf(name)
    .map((tag) => name.slice(tag.start, tag.end))
    .filter((tag) => findMatches(tag, names).length === 0)
    .join('')
}

function isNamed(text: string, names: NameIndex, attribution: string): boolean {
  return text.toUpperCase() === attribution.toUpperCase()
    ? findMatches(text, names).some(isPerson)
    : matchesOf(text, names, attribution).length > 0
}

function matchesOf(text: string, names: NameIndex, attribution: string): readonly Match[] {
  const matches = findMatches(text, names)
  if (matches.every(isPerson)) return matches
  const own = bracketsOf(text, attribution)
  let next = 0
  return matches.filter((match) => {
    const { start, end } = match
    while ((own[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1
    const bracket = own[next]
    return isPerson(match) || bracket === undefined || start < bracket.start || bracket.end < end
  })
}

/** A title or an alias may be words of the attribution; a name never is. */
function isPerson({ form }: Match): boolean {
  return form.kind === 'name' || form.kind === 'account'
}

/** Where the attribution stands in brackets of its own. */
function bracketsOf(text: string, attribution: string): readonly Span[] {
  const phrase = `[${attribution}]`.toLowerCase()
  const lower = text.toLowerCase()
  // A letter whose small form is longer would shift every offset after it.
  if (attribution === '' || lower.length !== text.length) return []
  const brackets: Span[] = []
  for (let start = lower.indexOf(phrase); start !== -1; start = lower.indexOf(phrase, start + 1))
    brackets.push({ start, end: start + phrase.length })
  return brackets
}
