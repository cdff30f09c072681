/** A text as the letters a reader takes in, each with its place in the original and what stands before it. */
import { decodeHTML } from 'entities'
import { type CharacterKind, GAP, kindOf } from './character-kinds.ts'
import { tagsOf } from './inline-markup.ts'

/**
 * Parallel arrays, one entry a folded letter; `starts` and `ends` are offsets in the original text.
 * `gaps` has one entry more: what stands after the last letter.
 */
export type LetterView = {
  readonly letters: string
  readonly gaps: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly capitals: Uint8Array
  readonly length: number
}

const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});?/y
const AMPERSAND = 0x26

/**
 * Folds a text. With `markup` the tags are see-through, so that a name they split is whole; without, what
 * they carry (attributes, comments) is text as well. Linear in the text.
 */
export function letterView(text: string, markup: boolean): LetterView {
  const writer = new ViewWriter(text.length)
  const tags = markup ? tagsOf(text) : []
  let nextTag = 0
  let at = 0
  while (at < text.length) {
    const tag = tags[nextTag]
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

/** The HTML entity at an offset, empty when there is none. */
function entityAt(text: string, at: number): string {
  ENTITY.lastIndex = at
  const entity = ENTITY.exec(text)?.[0] ?? ''
  return entity !== '' && decodeHTML(entity) === entity ? '' : entity
}

/** Builds a view letter by letter; it remembers what has stood since the last one. */
class ViewWriter {
  #gaps: Uint8Array
  #starts: Uint32Array
  #ends: Uint32Array
  #capitals: Uint8Array
  #letters = ''
  #pending: number = GAP.other
  #previous: Pick<CharacterKind, 'capital' | 'digit'> = { capital: true, digit: false }

  constructor(expected: number) {
    // Few texts fold to more letters than they have characters; one more entry for the end.
    this.#gaps = new Uint8Array(expected + 1)
    this.#starts = new Uint32Array(expected + 1)
    this.#ends = new Uint32Array(expected + 1)
    this.#capitals = new Uint8Array(expected + 1)
  }

  part(gap: number): void {
    this.#pending |= gap
  }

  write(codePoint: number, start: number, end: number): void {
    if (codePoint === AMPERSAND) {
      this.#letter('and', this.#pending | GAP.other, true, start, end)
      this.#pending = GAP.other
      return
    }
    const kind = kindOf(codePoint)
    if (kind.folded === '') {
      if (kind.mark && this.#pending === 0 && this.#letters !== '') this.#ends[this.#letters.length - 1] = end
      else this.#pending |= kind.gap
      return
    }
    if (kind.digit !== this.#previous.digit) this.#pending |= GAP.pierce
    else if (this.#pending === 0 && kind.capital && !this.#previous.capital) this.#pending |= GAP.fold
    this.#letter(kind.folded, this.#pending | kind.gap, kind.capital, start, end)
    this.#pending = kind.gap
    this.#previous = kind
  }

  #letter(folded: string, gap: number, capital: boolean, start: number, end: number): void {
    const from = this.#letters.length
    this.#letters += folded
    if (this.#letters.length >= this.#gaps.length) this.#grow()
    for (let index = from; index < this.#letters.length; index += 1) {
      this.#gaps[index] = index === from ? gap : 0
      this.#starts[index] = start
      this.#ends[index] = end
      this.#capitals[index] = capital ? 1 : 0
    }
  }

  #grow(): void {
    const length = this.#letters.length * 2 + 1
    this.#gaps = enlarged(this.#gaps, new Uint8Array(length))
    this.#starts = enlarged(this.#starts, new Uint32Array(length))
    this.#ends = enlarged(this.#ends, new Uint32Array(length))
    this.#capitals = enlarged(this.#capitals, new Uint8Array(length))
  }

  view(): LetterView {
    // The end of the text is an edge like any other.
    this.#gaps[this.#letters.length] = this.#pending | GAP.other
    return {
      letters: this.#letters,
      gaps: this.#gaps,
      starts: this.#starts,
      ends: this.#ends,
      capitals: this.#capitals,
      length: this.#letters.length,
    }
  }
}

function enlarged<Entries extends Uint8Array | Uint32Array>(from: Entries, into: Entries): Entries {
  into.set(from)
  return into
}
