/** What a release says in a few lines, for a list of many. */
import type { Content } from '../domain/content.ts'
import { openingWords } from './opening-words.ts'
import { oneLine, shortened } from './plain-text.ts'

/** Characters at most, of words that were not written as a summary. */
const LENGTH = 260

/**
 * The summary where there is one, otherwise the opening words of whoever speaks first: run together with
 * the next speaker's they would seem to be one person's. Cut at the end of a sentence where one is near.
 */
export function inShort(content: Content): string {
  if (content.summary !== null) return oneLine(content.summary)
  const passages = openingWords(content)
  const next = passages.findIndex(({ speaker }, index) => index > 0 && speaker !== null)
  const opening = passages
    .slice(0, next === -1 ? passages.length : next)
    .map(({ text }) => text)
    .join(' ')
  if (opening.length <= LENGTH) return opening
  const whole = /^.*[.?!]["”’)]?(?=\s)/.exec(opening.slice(0, LENGTH))?.[0] ?? ''
  return whole.length > LENGTH / 2 ? whole : shortened(opening, LENGTH)
}
