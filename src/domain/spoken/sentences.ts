/** Sentences of a paragraph of speech. */

const BREAK = /[.?!…]["”’')\]]*\s+(?=["“‘'([]*[\p{Lu}\d])/gu
const ABBREVIATION = /(?:\b(?:[ap]\.\s?m|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|No)|\b\p{Lu}(?:\.\p{Lu})*)\.$/iu

/** Splits a paragraph; "5:00 a.m. Eastern" and "U.S. officials" stay whole. */
export function sentencesOf(paragraph: string): readonly string[] {
  const sentences: string[] = []
  let from = 0
  for (const stop of paragraph.matchAll(BREAK)) {
    const end = stop.index + stop[0].length
    const before = paragraph.slice(Math.max(from, stop.index - 8), stop.index + 1)
    if (ABBREVIATION.test(before) && stop[0].trim() === '.') continue
    sentences.push(paragraph.slice(from, end).trim())
    from = end
  }
  const rest = paragraph.slice(from).trim()
  return rest === '' ? sentences : [...sentences, rest]
}
