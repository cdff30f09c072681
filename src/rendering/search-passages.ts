/** What a release says in the passages search looks through and shows: each with where on its page it stands. */
import type { Content } from '../domain/content.ts'
import { proseOf } from './opening-words.ts'
import { oneLine } from './plain-text.ts'

/** `anchor`: of the turn; null where the page as a whole is meant. */
export type SearchPassage = {
  readonly anchor: string | null
  readonly speaker: string | null
  readonly text: string
}

export function searchPassages({ body }: Content): readonly SearchPassage[] {
  if (body.form === 'markdown')
    return proseOf(body.text, { headings: true }).map((text) => ({ anchor: null, speaker: null, text }))
  return body.transcript.turns.flatMap(({ speaker, paragraphs }, index) =>
    paragraphs.map((text) => ({ anchor: turnAnchor(index), speaker: oneLine(speaker), text: oneLine(text) })),
  )
}

/** The anchor of the turn at this place, counted from 0. */
export function turnAnchor(index: number): string {
  return `t${index + 1}`
}
