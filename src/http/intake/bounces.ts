/** `/v1/bounces`: reports of bounces and complaints, as the mail system got them, signed by whoever passes them on. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { receiveReport } from '../../commands/receive-report.ts'
import { readMailReport } from '../../domain/mail-report.ts'
import { RecordId } from '../../domain/record.ts'
import { refuse } from '../../domain/refusals.ts'
import type { Log } from '../../log.ts'
import type { Links } from '../../rendering/links.ts'
import type { Store } from '../../store/store.ts'
import { sendProblem, sendRefusal } from '../problem.ts'
import { isSignedBy, readSignature } from '../signature.ts'

/** RFC 6532 names the type of a mail with non-ASCII headers. */
const TYPES = ['message/rfc822', 'message/global']
const LIMIT = '1mb'

type Dependencies = {
  readonly store: Store
  readonly links: Links
  readonly log: Log
  readonly secret: string
}

export function createBounceRoutes({ store, links, log, secret }: Dependencies): RequestHandler {
  const router = Router()
  // Without a signature that may be good, not a byte of the body is read.
  const mayBeSigned: RequestHandler = async (req, res, next) => {
    if (!req.is(TYPES)) return sendProblem(res, 'unsupported-media-type')
    const signature = readSignature(req, await store.clock.now())
    if (signature === null) return sendProblem(res, 'bad-signature')
    res.locals.signature = signature
    next()
  }
  const body = express.raw({ type: TYPES, limit: LIMIT, inflate: false })
  router.post('/v1/bounces', mayBeSigned, body, async (req: Request, res: Response) => {
    const raw = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    if (!isSignedBy(secret, res.locals.signature, raw)) return sendProblem(res, 'bad-signature')
    const report = await readMailReport(raw)
    if (report === null) return sendRefusal(res, refuse('not-a-report'))
    const mail = report.messageId === null ? null : links.readMessageId(report.messageId)
    const alertId = mail && RecordId.parse(`alt_${mail.ulid}`)
    const { kind } = report.finding
    const taken =
      mail && alertId ? await receiveReport(store, { ...mail, alertId }, report.finding) : 'unknown'
    log.info({ kind, alertId, number: mail?.number, taken }, 'mail report')
    // The same answer whether it is about a mail of ours or changed anything: there is nothing more to do.
    res.status(202).set('Cache-Control', 'no-store').json({ status: 'received' })
  })
  return router
}
