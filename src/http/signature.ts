/** Signed requests: `X-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`, for a few minutes. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import type { Instant } from '../domain/instant.ts'

/** A signature is good this long before and after its own time: what was overheard is soon worth nothing. */
const GOOD_FOR_MS = 5 * 60 * 1000

export type Signature = { readonly seconds: string; readonly mac: Buffer }

/** The header's value if it may be good now; whose it is shows only against the body. */
export function readSignature(req: Request, now: Instant): Signature | null {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(req.get('X-Signature') ?? '')
  const [, seconds, mac] = match ?? []
  if (seconds === undefined || mac === undefined) return null
  if (Math.abs(now - Number(seconds) * 1000) > GOOD_FOR_MS) return null
  return { seconds, mac: Buffer.from(mac, 'hex') }
}

/** Takes the same time whatever is wrong. */
export function isSignedBy(secret: string, signature: Signature, body: Buffer): boolean {
  const mac = createHmac('sha256', secret).update(`${signature.seconds}.`).update(body).digest()
  return timingSafeEqual(mac, signature.mac)
}
