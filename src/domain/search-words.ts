/** Words as search compares them: without case and accents. */

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Every word of a text as it is compared, in order. */
export function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map(folded)
}

/** A text in pieces, in order; `found` are the words that are looked for, as they are written there. */
export type Marked = { readonly text: string; readonly found: boolean }

/** `words`: as {@link wordsOf} gives them. */
export function markWords(text: string, words: ReadonlySet<string>): readonly Marked[] {
  const marked: Marked[] = []
  let from = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!words.has(folded(word))) continue
    if (index > from) marked.push({ text: text.slice(from, index), found: false })
    marked.push({ text: word, found: true })
    from = index + word.length
  }
  if (from < text.length) marked.push({ text: text.slice(from), found: false })
  return marked
}

function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
