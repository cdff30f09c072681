/** Public answers kept ready: used only while Redis says, asked for each request, that nothing public has changed. */
import type { RequestHandler, Response } from 'express'
import type { PublicVersion } from '../../store/public-version.ts'
import { type FinishedAnswer, sendFinished } from '../finished-answer.ts'

/** What depends on nothing but the path, what is accepted, and what is public. */
const KEPT_PATHS = /^\/(?:$|\?|feed\.(?:xml|atom|json)(?:$|\?)|releases\/|topics|sitemap\.xml$)/
/** Ways of asking that are kept; longer ones are answered afresh. */
const KEY_LENGTH = 500
const KEPT_AT_MOST = 1000
const BYTES_AT_MOST = 64 * 1024 * 1024

type Kept = { readonly version: string; readonly answer: FinishedAnswer }

/** Goes before everything else: an answer that is kept has all its headers. */
export function createKeptAnswers(version: PublicVersion): RequestHandler {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function forget(key: string): void {
    const one = kept.get(key)
    if (one) bytes -= sizeOf(one.answer)
    kept.delete(key)
  }

  function keep(key: string, one: Kept): void {
    forget(key)
    kept.set(key, one)
    bytes += sizeOf(one.answer)
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
    // Asked before anything is read: what is rendered is this version's, or a later one's.
    let now: string | null = null
    if (kept.has(key)) {
      now = await version.askTogether()
      const one = kept.get(key)
      if (one?.version === now) return sendFinished(req, res, one.answer)
    } else {
      // Nothing to compare it with, so nobody waits: on one connection it is answered before what the page asks.
      const heard = (answer: string) => {
        now = answer
      }
      version.ask().then(heard, () => {})
    }
    res.locals.keep = (answer: FinishedAnswer) => {
      if (now !== null) keep(key, { version: now, answer })
    }
    next()
  }
}

/** Keeps an answer that is about to be sent, if it is one to keep: found or withdrawn, never what is not there. */
export function keepAnswer(res: Response, answer: FinishedAnswer): void {
  if (answer.status === 200 || answer.status === 410) res.locals.keep?.(answer)
}

/** With the copies in other codings, which are smaller than it is itself. */
function sizeOf({ plain }: FinishedAnswer): number {
  return 2 * plain.body.length
}
