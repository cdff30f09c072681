/** Whether a form came from a page of this service, as far as the browser says (Fetch Metadata, RFC 6454). */
import type { Request } from 'express'

export function isOwnSite(req: Request, publicUrl: string): boolean {
  const site = req.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = req.get('Origin')
  return origin === new URL(publicUrl).origin || origin === `${req.protocol}://${req.get('Host')}`
}
