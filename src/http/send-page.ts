/** Sends a rendered page: revalidated at every use, so that no copy outlives a correction or a kill. */
import type { Request, Response } from 'express'
import type { Page } from '../rendering/page.ts'
import { keepAnswer } from './newsroom/kept-answers.ts'

/** `no-cache` with a strong ETag; what is not found, gone or refused is not kept at all. */
export function sendPage(req: Request, res: Response, page: Page, status = 200): void {
  res.status(status).type(page.type).set('ETag', page.etag)
  res.set('Cache-Control', status === 200 ? 'no-cache' : 'no-store')
  res.vary('Accept')
  keepAnswer(res, page, status)
  if (status === 200 && req.fresh) {
    res.status(304).end()
    return
  }
  res.send(page.body)
}
