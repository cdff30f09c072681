/** The three forms a transcript comes in: plain text, HTML, or turns as JSON; all are read to one model. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { isRefusal } from '../../domain/refusals.ts'
import { Transcript } from '../../domain/transcript/model.ts'
import type { Editor } from '../../editing/editor.ts'
import { sendProblem, sendRefusal } from '../problem.ts'

/** The largest body any path takes. */
export const BODY_LIMIT = '2mb'

/** Turns as JSON may leave out what was not printed. */
export const TranscriptBody = z
  .strictObject({
    callDate: Transcript.shape.callDate.default(null),
    venue: Transcript.shape.venue.default(null),
    start: Transcript.shape.start.default(null),
    end: Transcript.shape.end.default(null),
    turns: Transcript.shape.turns,
  })
  .pipe(Transcript)

/** Reads text and HTML; JSON goes on as it is. */
export function parseTranscript(editor: Editor): RequestHandler {
  return async (req, res, next) => {
    const form = req.is('text/plain') ? 'text' : req.is('text/html') ? 'html' : null
    if (form === null && !req.is('application/json')) return sendProblem(res, 'unsupported-media-type')
    if (form !== null && typeof req.body === 'string') {
      const read = await editor.read({ form, text: req.body })
      if (isRefusal(read)) return sendRefusal(res, read)
      req.body = read
    }
    next()
  }
}
