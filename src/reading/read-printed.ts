/** A transcript as it is handed in, plain text or a web page, to the one model. */
import { readHtml } from '../domain/transcript/html.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { readTranscript } from '../domain/transcript/read.ts'

export type Printed = { readonly form: 'text' | 'html'; readonly text: string }

export function readPrinted({ form, text }: Printed): Transcript {
  return readTranscript(form === 'html' ? readHtml(text) : text)
}
