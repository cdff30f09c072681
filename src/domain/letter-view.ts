/** A text as the letters a reader takes in, each with its place in the original and what stands before it. */
import { decodeHTML } from 'entities'
import { GAP, kindOf } from './character-kinds.ts'
import { tagsOf } from './inline-markup.ts'

/**
 * Parallel arrays, one entry a folded letter: its UTF-16 code, its place in the original text, what stands
 * before it. They may be longer than `length`. `gaps` has one entry more: what stands after the last letter.
 */
export type LetterView = {
  readonly codes: Uint16Array
  readonly gaps: Uint8Array
  readonly capitals: Uint8Array
  readonly starts: Uint32Array
  /** Where a letter ends that is longer in the text than one character. */
  readonly farEnds: ReadonlyMap<number, number>
  readonly length: number
}

const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});?/y
const AMPERSAND = 0x26
const PLAIN_CODES = 128
const CODE = 0x7f
const LETTER = 0x80
const CAPITAL = 0x100
const DIGIT = 0x200

/**
 * What the kinds of ASCII characters say, packed: most of any text. A letter has its folded code and two bits;
 * anything else its gap in the high bits. An ampersand is not plain.
 */
const PLAIN = Uint16Array.from({ length: PLAIN_CODES }, (_, code) => {
  const { folded, gap, capital, digit } = kindOf(code)
  if (folded === '') return gap << 10
  return folded.charCodeAt(0) | LETTER | (capital ? CAPITAL : 0) | (digit ? DIGIT : 0)
})

/** Arrays that one view after another is written into: making them anew for each text took most of the time. */
export class LetterRoom {
  codes: Uint16Array
  gaps: Uint8Array
  starts: Uint32Array
  capitals: Uint8Array

  constructor(letters: number) {
    this.codes = new Uint16Array(letters)
    this.gaps = new Uint8Array(letters)
    this.starts = new Uint32Array(letters)
    this.capitals = new Uint8Array(letters)
  }

  /** Makes room for so many letters, keeping those that are there. */
  reserve(letters: number): void {
    if (letters <= this.codes.length) return
    const length = Math.max(letters, this.codes.length * 2)
    this.codes = enlarged(this.codes, new Uint16Array(length))
    this.gaps = enlarged(this.gaps, new Uint8Array(length))
    this.starts = enlarged(this.starts, new Uint32Array(length))
    this.capitals = enlarged(this.capitals, new Uint8Array(length))
  }
}

/**
 * Folds a text. With `markup` the tags are see-through, so that a name they split is whole; without, what
 * they carry (attributes, comments) is text as well. Linear in the text. With a `room` of the caller's, a view is
 * over when the next one is written there.
 */
export function letterView(
  text: string,
  markup: boolean,
  room = new LetterRoom(text.length + 1),
): LetterView {
  const writer = new ViewWriter(room, text.length)
  const tags = markup ? tagsOf(text) : []
  let nextTag = 0
  let at = 0
  while (at < text.length) {
    const tag = tags[nextTag]
    at = writer.writePlain(text, at, tag?.start ?? text.length)
    if (at === text.length) break
    if (tag?.start === at) {
      writer.part(tag.inline ? GAP.pierce : GAP.other)
      nextTag += 1
      at = tag.end
      continue
    }
    const codePoint = text.codePointAt(at) ?? 0
    const entity = codePoint === AMPERSAND ? entityAt(text, at) : ''
    const end = at + (entity === '' ? (codePoint > 0xffff ? 2 : 1) : entity.length)
    if (entity === '') writer.write(codePoint, at, end)
    else for (const decoded of decodeHTML(entity)) writer.write(decoded.codePointAt(0) ?? 0, at, end)
    at = end
  }
  return writer.view()
}

/** The folded letters as a text. */
export function lettersOf({ codes, length }: LetterView): string {
  let letters = ''
  for (const code of codes.subarray(0, length)) letters += String.fromCharCode(code)
  return letters
}

/** Where a letter ends in the original text. */
export function endOf(view: LetterView, index: number): number {
  return view.farEnds.get(index) ?? (view.starts[index] ?? 0) + 1
}

/** The HTML entity at an offset, empty when there is none. */
function entityAt(text: string, at: number): string {
  ENTITY.lastIndex = at
  const entity = ENTITY.exec(text)?.[0] ?? ''
  return entity !== '' && decodeHTML(entity) === entity ? '' : entity
}

/** Builds a view letter by letter; it remembers what has stood since the last one. */
class ViewWriter {
  readonly #room: LetterRoom
  readonly #farEnds = new Map<number, number>()
  #length = 0
  #pending: number = GAP.other
  #previous: number = CAPITAL

  constructor(room: LetterRoom, expected: number) {
    this.#room = room
    // Few texts fold to more letters than they have characters; one more entry for the end.
    room.reserve(expected + 1)
  }

  part(gap: number): void {
    this.#pending |= gap
  }

  /**
   * Writes the run of plain ASCII at `from` and says where it ends, at `to` at the latest. It does what
   * {@link ViewWriter.write} does, with everything in local variables: most of the time is spent here.
   */
  writePlain(text: string, from: number, to: number): number {
    this.#reserve(to - from)
    const { codes, gaps, capitals, starts } = this.#room
    let length = this.#length
    let pending = this.#pending
    let previous = this.#previous
    let at = from
    for (; at < to; at += 1) {
      const code = text.charCodeAt(at)
      if (code >= PLAIN_CODES || code === AMPERSAND) break
      // No branch from here on, since nobody can foretell where words end: what is no letter is written
      // too, and the next one over it.
      const kind = PLAIN[code] ?? 0
      const change = kind ^ previous
      codes[length] = kind & CODE
      gaps[length] = pending | (((change & DIGIT) >> 9) * GAP.pierce) | ((change & kind & CAPITAL) >> 8)
      capitals[length] = (kind & CAPITAL) >> 8
      starts[length] = at
      const letter = (kind & LETTER) >> 7
      length += letter
      pending = (pending | (kind >> 10)) & (letter - 1)
      previous = (kind & -letter) | (previous & (letter - 1))
    }
    this.#length = length
    this.#pending = pending
    this.#previous = previous & (CAPITAL | DIGIT)
    return at
  }

  write(codePoint: number, start: number, end: number): void {
    if (codePoint === AMPERSAND) {
      this.#letters('and', this.#pending | GAP.other, 1, start, end)
      this.#pending = GAP.other
      return
    }
    const kind = kindOf(codePoint)
    if (kind.folded === '') {
      if (kind.mark && this.#pending === 0 && this.#length > 0) this.#farEnds.set(this.#length - 1, end)
      else this.#pending |= kind.gap
      return
    }
    const cased = (kind.capital ? CAPITAL : 0) | (kind.digit ? DIGIT : 0)
    const change = cased ^ this.#previous
    if ((change & DIGIT) !== 0) this.#pending |= GAP.pierce
    if ((change & cased & CAPITAL) !== 0) this.#pending |= GAP.fold
    this.#letters(kind.folded, this.#pending | kind.gap, kind.capital ? 1 : 0, start, end)
    this.#pending = kind.gap
    this.#previous = cased
  }

  #letters(folded: string, gap: number, capital: number, start: number, end: number): void {
    this.#reserve(folded.length)
    const { codes, gaps, capitals, starts } = this.#room
    for (let index = 0; index < folded.length; index += 1) {
      const at = this.#length
      codes[at] = folded.charCodeAt(index)
      gaps[at] = index === 0 ? gap : 0
      starts[at] = start
      if (end > start + 1) this.#farEnds.set(at, end)
      capitals[at] = capital
      this.#length += 1
    }
  }

  /** Room for so many letters more, and the entry for the end. */
  #reserve(more: number): void {
    this.#room.reserve(this.#length + more + 1)
  }

  view(): LetterView {
    const { codes, gaps, capitals, starts } = this.#room
    // The end of the text is an edge like any other.
    gaps[this.#length] = this.#pending | GAP.other
    return { codes, gaps, capitals, starts, farEnds: this.#farEnds, length: this.#length }
  }
}

function enlarged<Entries extends Uint8Array | Uint16Array | Uint32Array>(
  from: Entries,
  into: Entries,
): Entries {
  into.set(from)
  return into
}
