/** The three forms a transcript comes in: plain text, HTML, or turns as JSON; all are read to one model. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { readHtml } from '../../domain/transcript/html.ts'
import { Transcript } from '../../domain/transcript/model.ts'
import { readTranscript } from '../../domain/transcript/read.ts'
import { sendProblem } from '../problem.ts'

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
export const parseTranscript: RequestHandler = (req, res, next) => {
  if (req.is('text/plain') && typeof req.body === 'string') req.body = readTranscript(req.body)
  else if (req.is('text/html') && typeof req.body === 'string') req.body = readTranscript(readHtml(req.body))
  else if (!req.is('application/json')) return sendProblem(res, 'unsupported-media-type')
  next()
}
