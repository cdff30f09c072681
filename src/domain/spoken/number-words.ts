/** Numbers as spoken, as far as a clock or a calendar needs them. */
import { textAt, type Word } from './words.ts'

const UNITS: readonly string[] = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const TENS: readonly string[] = ['', '', 'twenty', 'thirty', 'forty', 'fifty']
const ORDINALS: readonly string[] = [
  ...['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  ...['eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth'],
  ...['eighteenth', 'nineteenth', 'twentieth'],
]

/** A number and how many words it takes. */
export type Read = { readonly value: number; readonly length: number }

/** Reads a whole number below 60 in words or up to four digits. */
export function readNumber(words: readonly Word[], index: number): Read | null {
  const text = textAt(words, index)
  if (/^\d{1,4}$/u.test(text)) return { value: Number(text), length: 1 }
  const unit = UNITS.indexOf(text)
  if (unit >= 0) return { value: unit, length: 1 }
  const ten = text === '' ? -1 : TENS.indexOf(text)
  if (ten < 0) return null
  const hyphen = textAt(words, index + 1) === '-' ? 1 : 0
  const one = UNITS.indexOf(textAt(words, index + 1 + hyphen))
  return one > 0 && one < 10 ? { value: ten * 10 + one, length: 2 + hyphen } : { value: ten * 10, length: 1 }
}

/** Reads a day of a month: "30th", "the thirtieth", "twenty-first", or "30" where `bare` allows it. */
export function readOrdinal(words: readonly Word[], index: number, bare: boolean): Read | null {
  const text = textAt(words, index)
  if (/^\d{1,2}$/u.test(text)) {
    const value = Number(text)
    if (value < 1 || value > 31) return null
    if (/^(?:st|nd|rd|th)$/u.test(textAt(words, index + 1))) return { value, length: 2 }
    return bare ? { value, length: 1 } : null
  }
  if (text === 'thirtieth') return { value: 30, length: 1 }
  const small = text === '' ? -1 : ORDINALS.indexOf(text)
  if (small > 0) return { value: small, length: 1 }
  const ten = text === 'twenty' ? 20 : text === 'thirty' ? 30 : 0
  const hyphen = textAt(words, index + 1) === '-' ? 1 : 0
  const one = ORDINALS.indexOf(textAt(words, index + 1 + hyphen))
  return ten > 0 && one > 0 && one < 10 && ten + one <= 31 ? { value: ten + one, length: 2 + hyphen } : null
}
