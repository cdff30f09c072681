/** `POST /v1/transcripts/read`: what a transcript, or an invitation, says; nothing is kept. */
import express, { type RequestHandler, Router } from 'express'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { isRefusal, refuse } from '../../domain/refusals.ts'
import { parseFaults, sendRefusal } from '../problem.ts'
import type { IntakeDependencies } from './handle.ts'

export const ReadInput = z.strictObject({
  text: z.string().max(2_000_000),
  form: z.enum(['text', 'html']).default('text'),
  /** The day that "tomorrow" counts from, where it is known better than from the print. */
  callDate: z.iso.date().nullable().default(null),
  /** Of times said without one. */
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => IANAZone.isValidZone(zone), 'Not an IANA zone')
    .default('UTC'),
})

/** Text of the usual length is longer in JSON, where lines end with two characters and more. */
const ESCAPED_LIMIT = '8mb'

export function createTranscriptRoutes({ editor }: IntakeDependencies): RequestHandler {
  const body = express.json({ limit: ESCAPED_LIMIT, type: 'application/json' })
  return Router().post('/transcripts/read', body, async (req, res) => {
    const parsed = ReadInput.safeParse(req.body)
    if (!parsed.success) return sendRefusal(res, refuse('invalid-body', ...parseFaults(parsed.error)))
    const { text, form, ...context } = parsed.data
    const answer = await editor.tell({ form, text }, context)
    if (isRefusal(answer)) return sendRefusal(res, answer)
    res.type('application/json').set('Cache-Control', 'no-store').send(answer)
  })
}
