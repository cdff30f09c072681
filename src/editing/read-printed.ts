/** A transcript as it is handed in, plain text or a web page, to the one model. */
import { type Refusal, refuse } from '../domain/refusals.ts'
import { readHtml } from '../domain/transcript/html.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { readTranscript } from '../domain/transcript/read.ts'

export type Printed = { readonly form: 'text' | 'html'; readonly text: string }

/** No call has more: a day of talk is a tenth of it. What does is no transcript, and costs a page's reader. */
const MOST_TURNS = 20_000
const MOST_PARAGRAPHS = 50_000
const MOST_LINES = 200_000

export function readPrinted({ form, text }: Printed): Transcript | Refusal {
  if (hasMoreLines(text, MOST_LINES)) return refuse('too-many-turns')
  const transcript = readTranscript(form === 'html' ? readHtml(text) : text)
  const { turns } = transcript
  const paragraphs = turns.reduce((sum, turn) => sum + turn.paragraphs.length, 0)
  return turns.length > MOST_TURNS || paragraphs > MOST_PARAGRAPHS ? refuse('too-many-turns') : transcript
}

function hasMoreLines(text: string, most: number): boolean {
  let at = -1
  for (let lines = 0; lines <= most; lines += 1) {
    at = text.indexOf('\n', at + 1)
    if (at === -1) return false
  }
  return true
}
