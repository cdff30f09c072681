/** The passages of a release's body, each with its place, for whoever marks words in one. */
import { z } from 'zod'
import type { Body } from './content.ts'
import { sentencesOf } from './spoken/sentences.ts'
import type { Role } from './transcript/model.ts'

/**
 * Words of a body: `turn` and `paragraph` count from 0 and are both 0 in Markdown, which is one passage;
 * `start` and `end` are UTF-16 offsets in the original text, as JavaScript counts.
 */
export const Place = z.strictObject({
  turn: z.int().nonnegative(),
  paragraph: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
})
export type Place = z.infer<typeof Place>

export type Passage = Pick<Place, 'turn' | 'paragraph'> & {
  readonly text: string
  /** Whose words they are; null in Markdown. */
  readonly role: Role | null
}

/** Words for someone who decides about them: the sentence they stand in. */
export type InContext = { readonly before: string; readonly words: string; readonly after: string }

export function passagesOf(body: Body): readonly Passage[] {
  if (body.form === 'markdown') return [{ turn: 0, paragraph: 0, text: body.text, role: null }]
  return body.transcript.turns.flatMap(({ paragraphs, role }, turn) =>
    paragraphs.map((text, paragraph) => ({ turn, paragraph, text, role })),
  )
}

/** The text a place lies in, null where there is no such passage. */
export function passageText(body: Body, { turn, paragraph }: Pick<Place, 'turn' | 'paragraph'>) {
  if (body.form === 'markdown') return turn === 0 && paragraph === 0 ? body.text : null
  return body.transcript.turns[turn]?.paragraphs[paragraph] ?? null
}

/** How a refusal names a passage. */
export function passagePath(body: Body, { turn, paragraph }: Pick<Place, 'turn' | 'paragraph'>): string {
  return body.form === 'markdown' ? 'body' : `turns.${turn}.paragraphs.${paragraph}`
}

const FARTHEST = 300

/** The sentence around a stretch of a text, no more than 300 characters of it on either side. */
export function inContext(text: string, { start, end }: Pick<Place, 'start' | 'end'>): InContext {
  const before = text.slice(Math.max(0, start - FARTHEST), start).replace(/^.*\n/su, '')
  const after = text.slice(end, end + FARTHEST).replace(/\n.*$/su, '')
  const lastBefore = /[.?!…]["”’')\]]*\s$/u.test(before) ? '' : (sentencesOf(before).at(-1) ?? '')
  return {
    before: before.slice(before.lastIndexOf(lastBefore)),
    words: text.slice(start, end),
    after: sentencesOf(`x${after}`).at(0)?.slice(1) ?? '',
  }
}
