/** Quotes as an answer carries them: each sentence once, and not more of them than a person reads. */
import type { Quote } from './model.ts'

/** Said over and over, the first ones and the last say all. */
const MOST = 24

/** `quotes` and one more, said after them. */
export function withQuote(quotes: readonly Quote[], next: Quote): readonly Quote[] {
  return quotes.at(-1) === next ? quotes : [...quotes.slice(0, MOST - 1), next]
}

export function eachOnce(quotes: readonly Quote[]): readonly Quote[] {
  const once = new Map([...new Set(quotes)].map((quote) => [`${quote.turn} ${quote.text}`, quote]))
  const all = [...once.values()]
  return all.length <= MOST ? all : [...all.slice(0, MOST - 1), ...all.slice(-1)]
}

/** Each once, as they stand in the transcript. */
export function inOrder(quotes: readonly Quote[]): readonly Quote[] {
  return eachOnce(quotes).toSorted((one, other) => one.turn - other.turn || one.paragraph - other.paragraph)
}
