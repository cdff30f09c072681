/** Public answers kept ready: used only while Redis says, asked for each request, that nothing public has changed. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import type { Page } from '../../rendering/page.ts'
import type { PublicVersion } from '../../store/public-version.ts'

/** What depends on nothing but the path, what is accepted, and what is public. */
const KEPT_PATHS = /^\/(?:$|\?|feed\.(?:xml|atom|json)(?:$|\?)|releases\/)/
/** Ways of asking that are kept; longer ones are answered afresh. */
const KEY_LENGTH = 500
const KEPT_AT_MOST = 1000
const BYTES_AT_MOST = 64 * 1024 * 1024

type Kept = {
  readonly version: string
  readonly status: number
  readonly etag: string
  readonly body: Buffer
  readonly headers: OutgoingHttpHeaders
}

/** Goes before everything else: an answer that is kept has all its headers. */
export function createKeptAnswers(version: PublicVersion): RequestHandler {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function forget(key: string): void {
    bytes -= kept.get(key)?.body.length ?? 0
    kept.delete(key)
  }

  function keep(key: string, answer: Kept): void {
    forget(key)
    kept.set(key, answer)
    bytes += answer.body.length
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_AT_MOST && bytes <= BYTES_AT_MOST) break
      forget(oldest)
    }
  }

  return async (req, res, next) => {
    const { method, url } = req
    if ((method !== 'GET' && method !== 'HEAD') || !KEPT_PATHS.test(url)) return next()
    const key = `${url}\n${req.headers.accept ?? ''}`
    if (key.length > KEY_LENGTH) return next()
    // Asked before anything is rendered: what is rendered is this version's, or a later one's.
    const now = await version()
    const answer = kept.get(key)
    if (answer?.version === now) return send(req, res, answer)
    res.locals.keep = ({ body, etag }: Page, status: number) => {
      const content = Buffer.from(body)
      const headers = { ...res.getHeaders(), 'content-length': content.length }
      keep(key, { version: now, status, etag, body: content, headers })
    }
    next()
  }
}

/** Keeps a page that is about to be sent, if it is one to keep: found or withdrawn, never what is not there. */
export function keepAnswer(res: Response, page: Page, status: number): void {
  if (status === 200 || status === 410) res.locals.keep?.(page, status)
}

function send(req: IncomingMessage, res: ServerResponse, { status, etag, body, headers }: Kept): void {
  if (status === 200 && matches(req.headers['if-none-match'], etag)) {
    const { 'content-length': _length, 'content-type': _type, ...rest } = headers
    res.writeHead(304, rest).end()
    return
  }
  res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body)
}

/** RFC 9110 §13.1.2: any of a list, compared weakly, or `*`. */
function matches(field: string | undefined, etag: string): boolean {
  if (field === undefined) return false
  return field.split(',').some((one) => {
    const tag = one.trim()
    return tag === '*' || tag === etag || tag === `W/${etag}`
  })
}
