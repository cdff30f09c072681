/** A browser signs in to the ops pages with its token; a signed cookie stands for it for twelve hours. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import express, { type RequestHandler, Router } from 'express'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { Store } from '../../store/store.ts'
import type { Authenticate } from '../authenticate.ts'
import { limitRequests } from '../limit-requests.ts'
import { sendPage } from '../send-page.ts'

const COOKIE = 'hfr-ops'
const VALID_MS = 12 * 60 * 60 * 1000
const SIGN_INS_PER_MINUTE = 20
const MANY = 'Many tried to sign in from your network just now.'

export type OpsSession = { readonly routes: RequestHandler; readonly require: RequestHandler }

export function createOpsSession(settings: {
  store: Store
  authenticate: Authenticate
  pages: Pages
  secret: string
  secure: boolean
}): OpsSession {
  const { store, authenticate, pages, secure } = settings
  const key = Buffer.from(hkdfSync('sha256', settings.secret, '', 'ops session', 32))
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const valid = (cookie: string, now: number): boolean => {
    const [expires = '', signature = ''] = cookie.split('.')
    const expected = Buffer.from(sign(expires))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now
  }

  const routes = Router()
  routes.get('/ops/sign-in', (req, res) => sendPage(req, res, pages.opsSignIn({ failed: false })))
  const limited = limitRequests(SIGN_INS_PER_MINUTE, (req, res) =>
    sendPage(req, res, pages.plainError({ title: 'Please wait a minute', says: MANY }), 429),
  )
  routes.post(
    '/ops/sign-in',
    limited,
    express.urlencoded({ extended: false, limit: '2kb' }),
    async (req, res) => {
      const token: unknown = req.body?.token
      const actor = typeof token === 'string' ? authenticate.actorOf(token) : null
      if (actor?.role !== 'ops') return sendPage(req, res, pages.opsSignIn({ failed: true }), 403)
      const expires = String((await store.clock.now()) + VALID_MS)
      const flags = { httpOnly: true, secure, sameSite: 'strict', path: '/ops' } as const
      res.cookie(COOKIE, `${expires}.${sign(expires)}`, { ...flags, maxAge: VALID_MS })
      res.redirect(303, '/ops/queues')
    },
  )
  return {
    routes,
    async require(req, res, next) {
      const cookie = readCookie(req.get('Cookie') ?? '', COOKIE)
      if (cookie !== null && valid(cookie, await store.clock.now())) return next()
      res.redirect(303, '/ops/sign-in')
    },
  }
}

function readCookie(header: string, name: string): string | null {
  const found = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return found === undefined ? null : found.slice(name.length + 1)
}
