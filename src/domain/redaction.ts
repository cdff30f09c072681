/** Taking withheld names, titles and aliases out of a text, and the guard that says where one is left. */
import { placesOf, spansOf } from './bracket-spans.ts'
import { piecesOf, type Replacement, written } from './edited-text.ts'
import { tagsOf } from './inline-markup.ts'
import type { Withheld } from './name-forms.ts'
import { findMatches, type Match, type NameIndex, nameIndex } from './name-index.ts'
import { otherReadings } from './other-readings.ts'
import type { Span } from './span.ts'
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
 * `edits` are made with it; one that cuts into a name takes the whole of it.
 */
export function redact(
  text: string,
  withheld: readonly Withheld[],
  attribution: string,
  edits: readonly Replacement[] = [],
): string {
  return redactWith(text, nameIndex(withheld), attribution, edits)
}

/** What {@link redact} replaces, for many texts: places in the original, in order. */
export function createRedactor(
  withheld: readonly Withheld[],
  attribution: string,
): (text: string) => readonly Replacement[] {
  const names = nameIndex(withheld)
  return (text) => replacementsIn(text, names, attribution)
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

/**
 * Redacts a transcript. The label of a withheld speaker becomes the attribution in capitals. A turn in which nothing
 * is taken out is the same object.
 */
export function redactTranscript(
  transcript: Transcript,
  withheld: readonly Withheld[],
  attribution: string,
  editsAt: (turn: number, paragraph: number) => readonly Replacement[] = () => [],
): Transcript {
  const names = nameIndex(withheld)
  // A label comes again and again.
  const labels = new Map<string, string>()
  const labelOf = (speaker: string) => {
    const known = labels.get(speaker)
    if (known !== undefined) return known
    const label = isNamed(speaker, names, attribution) ? attribution.toUpperCase() : speaker
    labels.set(speaker, label)
    return label
  }
  return {
    ...transcript,
    venue: transcript.venue === null ? null : redactWith(transcript.venue, names, attribution),
    turns: transcript.turns.map((turn, index) => {
      const speaker = labelOf(turn.speaker)
      const paragraphs = turn.paragraphs.map((paragraph, place) =>
        redactWith(paragraph, names, attribution, editsAt(index, place)),
      )
      const isSame = speaker === turn.speaker && paragraphs.every((text, at) => text === turn.paragraphs[at])
      return isSame ? turn : { ...turn, speaker, paragraphs }
    }),
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

function redactWith(
  text: string,
  names: NameIndex,
  attribution: string,
  edits: readonly Replacement[] = [],
): string {
  let redacted = text
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const found = replacementsIn(redacted, names, attribution)
    const all = pass === 0 ? [...found, ...edits] : found
    if (all.length === 0) break
    redacted = written(piecesOf(redacted, all))
  }
  return redacted
}

function replacementsIn(text: string, names: NameIndex, attribution: string): readonly Replacement[] {
  const matches = matchesOf(text, names, attribution)
  if (matches.length === 0) return []
  return spansOf(text, matches, attribution).map(({ start, end }) => ({
    start,
    end,
    mark: `[${attribution}]${tagsLeft(text.slice(start, end), names)}`,
    by: 'name',
  }))
}

/** The tags that split a name stay, or the markup around it would not close. */
function tagsLeft(name: string, names: NameIndex): string {
  return tagsOf(name)
    .map((tag) => name.slice(tag.start, tag.end))
    .filter((tag) => findMatches(tag, names).length === 0)
    .join('')
}

function isNamed(text: string, names: NameIndex, attribution: string): boolean {
  return [text, ...otherReadings(text)].some((reading) => holdsName(reading, names, attribution))
}

function holdsName(text: string, names: NameIndex, attribution: string): boolean {
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
