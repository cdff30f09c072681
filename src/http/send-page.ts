/** Sends a rendered page: revalidated at every use, so that no copy outlives a correction or a kill. */
import type { Request, Response } from 'express'
import type { Page } from '../rendering/page.ts'
import { finishAnswer, sendFinished } from './finished-answer.ts'
import { keepAnswer } from './newsroom/kept-answers.ts'

/**
 * `no-cache` with a strong ETag; what is not found, gone or refused is not kept at all, and neither is a page that
 * is asked to be `no-store`.
 */
export function sendPage(
  req: Request,
  res: Response,
  page: Page,
  status = 200,
  cache: 'no-cache' | 'no-store' = status === 200 ? 'no-cache' : 'no-store',
): void {
  res.type(page.type).set('Cache-Control', cache)
  res.vary('Accept').vary('Accept-Encoding')
  const answer = finishAnswer({
    status,
    body: page.body,
    etag: cache === 'no-store' && status === 200 ? null : page.etag,
    headers: res.getHeaders(),
    mayEncode: mayEncode(req),
  })
  keepAnswer(res, answer)
  sendFinished(req, res, answer)
}

/** A body that holds a token beside words someone else chose tells the token by its compressed length (BREACH). */
function mayEncode(req: Request): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && req.query.token === undefined
}
