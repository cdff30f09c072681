/** A sentence as words, numbers and marks, each with its place: what the small grammars read. */

/** `text` is lower case with plain apostrophes; `raw` as written; `from` and `to` count in the sentence. */
export type Word = { readonly text: string; readonly raw: string; readonly from: number; readonly to: number }

const WORD = /\d{1,4}:\d{2}|\d+|\p{L}+(?:[.'’]\p{L}+)*|[^\s\p{L}\d]/gu

/** Splits a sentence; "a.m." is `a.m` and `.`, "31st" is `31` and `st`, "o’clock" is `o'clock`. */
export function wordsOf(sentence: string): readonly Word[] {
  return Array.from(sentence.matchAll(WORD), (found) => ({
    text: found[0].toLowerCase().replaceAll('’', "'"),
    raw: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }))
}

/** The lower-case text of a word, or an empty text past either end. */
export function textAt(words: readonly Word[], index: number): string {
  return words[index]?.text ?? ''
}

/** The longest run of up to `most` words from `index` that a table knows, joined by single spaces. */
export function longestIn<Value>(
  table: ReadonlyMap<string, Value>,
  words: readonly Word[],
  index: number,
  most: number,
): { readonly value: Value; readonly length: number } | null {
  for (let length = Math.min(most, words.length - index); length > 0; length -= 1) {
    const name = words
      .slice(index, index + length)
      .map((word) => word.text)
      .join(' ')
    const value = table.get(name)
    if (value !== undefined) return { value, length }
  }
  return null
}
