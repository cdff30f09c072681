/** How long a text is as phones count: in segments, of seven-bit letters or of UCS-2 (3GPP TS 23.038, 23.040). */

/** The default alphabet, and the letters of its extension table, which take two places. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

/** Places in a message of one segment, and in each of several: a header takes the rest. */
const PLACES = { sevenBit: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const

/** What typesetting has and the alphabet lacks: one such mark would more than double the length of a text. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u2033\u00ab\u00bb]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00a0\u2007\u2009\u202f]/g, ' '],
]

export function inPlainMarks(text: string): string {
  return PLAIN.reduce((plain, [marks, mark]) => plain.replace(marks, mark), text)
}

/** Segments of a text. A letter of two places, or of two UTF-16 units, is never parted. */
export function segmentsOf(text: string): number {
  const widths = Array.from(text, sevenBitWidth)
  const isSevenBit = widths.every((width) => width > 0)
  const { alone, each } = isSevenBit ? PLACES.sevenBit : PLACES.ucs2
  const places = isSevenBit ? widths : Array.from(text, (letter) => letter.length)
  if (places.reduce((sum, width) => sum + width, 0) <= alone) return 1
  let segments = 1
  let taken = 0
  for (const width of places) {
    if (taken + width > each) {
      segments += 1
      taken = 0
    }
    taken += width
  }
  return segments
}

/** 0: not in the alphabet. */
function sevenBitWidth(letter: string): number {
  if (BASIC.includes(letter)) return 1
  return EXTENDED.includes(letter) ? 2 : 0
}
