/** Letters that stand for others in a name: those that Unicode does not decompose, and those that look the same. */

const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
}

// Cyrillic and Greek capitals that look Latin, by their small letters; a name written whole in either script
// folds the same way on both sides and still matches itself.
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  ζ: 'z',
  η: 'h',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'n',
  ο: 'o',
  ρ: 'p',
  ς: 'σ',
  τ: 't',
  υ: 'y',
  χ: 'x',
}

const LETTER = /[\p{L}\p{N}]/u

/**
 * Folds one character to plain small letters and digits: without case, accents and width (Unicode NFKD),
 * look-alikes as what they look like. Empty when it is neither letter nor digit.
 */
export function foldCharacter(character: string): string {
  let folded = ''
  for (const part of character.normalize('NFKD')) {
    for (const lower of part.toLowerCase()) {
      if (LETTER.test(lower)) folded += UNDECOMPOSED[lower] ?? LOOK_ALIKE[lower] ?? lower
    }
  }
  return folded
}
