/** What one character of a text is to a name: a letter of it, something between its letters, or between words. */
import { foldCharacter } from './look-alikes.ts'

/** What stands before a letter, as bits. Nothing at all is 0. */
export const GAP = {
  /** Invisible, or a change of case as in "JaneDoe": inside a word, or between two. */
  fold: 1,
  /** Markup, emphasis, a zero-width space: inside a word, or its edge. */
  pierce: 2,
  space: 4,
  lineBreak: 8,
  hyphen: 16,
  other: 32,
} as const

/** `folded` is empty for all but letters and digits; for those `gap` is what they have on either side. */
export type CharacterKind = {
  readonly folded: string
  readonly gap: number
  readonly capital: boolean
  readonly digit: boolean
  /** A mark that belongs to the letter before it. */
  readonly mark: boolean
}

// Letters to Unicode, apostrophes and the like to a reader.
const MODIFIER = /^[\u02b9-\u02bf\u02c6-\u02cf]$/u
// Scripts that write words without spaces between them, or names with endings joined on.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u

// Never more than there are code points; a character is always of the same kind.
const known = new Map<number, CharacterKind>()
const common: CharacterKind[] = Array.from({ length: 128 }, (_, code) => classify(String.fromCodePoint(code)))

/** Classifies a code point. */
export function kindOf(codePoint: number): CharacterKind {
  const found = common[codePoint] ?? known.get(codePoint)
  if (found) return found
  const kind = classify(String.fromCodePoint(codePoint))
  known.set(codePoint, kind)
  return kind
}

function classify(character: string): CharacterKind {
  const folded = MODIFIER.test(character) || /\p{M}|\p{DI}/u.test(character) ? '' : foldCharacter(character)
  const cased = character.toLowerCase() !== character.toUpperCase()
  return {
    folded,
    gap: folded === '' ? gapOf(character) : UNSPACED.test(character) ? GAP.pierce : 0,
    capital: !cased || character !== character.toLowerCase(),
    digit: /^\d/u.test(folded),
    mark: /\p{M}/u.test(character),
  }
}

function gapOf(character: string): number {
  if (/[\n\r\v\f\u0085\u2028\u2029]/u.test(character)) return GAP.lineBreak
  if (character === '\u200b' || /[*_~`\\]/u.test(character)) return GAP.pierce
  if (character !== '\t' && /[\p{DI}\p{Cf}\p{Cc}\p{Co}]/u.test(character)) return GAP.fold
  // Braille's empty cell is seen as a space.
  if (/[\s\u2800]/u.test(character)) return GAP.space
  if (/[\p{Pd}\u2212]/u.test(character)) return GAP.hyphen
  return GAP.other
}
