/** How often one address may ask in a minute: past it 429, with how long to wait. */
import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { sendProblem } from './problem.ts'

const WINDOW_S = 60

/** `refuse`: in place of problem details, where people look. Each process counts for itself. */
export function limitRequests(
  perMinute: number,
  refuse: (req: Request, res: Response) => void = (_req, res) => sendProblem(res, 'too-many-requests'),
): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_S * 1000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // Whose word on addresses is taken is configured; the library's doubts would go to the log as they are.
    validate: false,
    handler: (req, res) => refuse(req, res.set('Retry-After', String(WINDOW_S))),
  })
}
