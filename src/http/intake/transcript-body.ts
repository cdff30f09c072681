/** The three forms a transcript comes in: plain text, HTML, or turns as JSON; all are read to one model. */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { Transcript } from '../../domain/transcript/model.ts'
import type { Words } from '../../editing/take-transcript.ts'
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

/** The handler of the form that a request is in. */
export function byForm(handlers: Readonly<Record<Words['form'], RequestHandler>>): RequestHandler {
  return (req, res, next) => {
    const form = FORMS.find(([type]) => req.is(type))?.[1]
    if (form === undefined) return sendProblem(res, 'unsupported-media-type')
    return handlers[form](req, res, next)
  }
}

const FORMS = [
  ['text/plain', 'text'],
  ['text/html', 'html'],
  ['application/json', 'turns'],
] as const satisfies readonly (readonly [string, Words['form']])[]
