/** Sign-up with double opt-in, preferences, and one-click unsubscribe; every state has its page. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { z } from 'zod'
import { readConfirmation, signUp } from '../../commands/sign-up.ts'
import { Topic } from '../../domain/call.ts'
import { isRefusal, refuse } from '../../domain/refusals.ts'
import { EmailAddress, type Subscriber } from '../../domain/subscriber.ts'
import type { Queues } from '../../queue/queues.ts'
import type { Links } from '../../rendering/links.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { Store } from '../../store/store.ts'
import { sendProblem, sendRefusal } from '../problem.ts'
import { sendPage } from '../send-page.ts'

type Dependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly pages: Pages
  readonly links: Links
}

const topics = z.union([Topic.transform((one) => [one]), z.array(Topic).max(50)]).default([])
export const SignUpForm = z.object({ email: EmailAddress, topics })
export const PreferencesForm = z.object({
  topics,
  paused: z.union([z.literal('on'), z.boolean()]).optional(),
})

/** Sign-ups from one address in a minute, so that nobody is flooded with confirmations. */
const LIMIT = { windowMs: 60_000, limit: 30 } as const

export function createSubscriptionRoutes({ store, queues, pages, links }: Dependencies): RequestHandler {
  const router = Router()
  const form = [express.urlencoded({ extended: false, limit: '20kb' }), express.json({ limit: '20kb' })]
  const limited = rateLimit({
    ...LIMIT,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    handler: (_req, res) => sendProblem(res.set('Retry-After', '60'), 'too-many-requests'),
  })
  const subscriberOf = (req: Request) => findSubscriber(store, links, req)

  router.get('/subscribe', async (req, res) => {
    sendPage(req, res, pages.subscribe({ topics: await store.topics.list() }))
  })
  router.post('/subscribers', limited, form, async (req: Request, res: Response) => {
    const parsed = SignUpForm.safeParse(req.body ?? {})
    const asForm = Boolean(req.is('application/x-www-form-urlencoded'))
    if (!parsed.success) {
      const refusal = refuse('invalid-body', { path: 'email', message: 'An e-mail address and topics' })
      return asForm ? sendPage(req, res, pages.subscribeRefused(), 400) : sendRefusal(res, refusal)
    }
    const done = await signUp({ store, queues }, { email: parsed.data.email, topics: parsed.data.topics })
    if (isRefusal(done)) return sendRefusal(res, done)
    // The same answer for everyone: it tells nobody who is subscribed.
    if (asForm) return sendPage(req, res, pages.subscribeReceived(), 202)
    res.status(202).set('Cache-Control', 'no-store').json({ status: 'confirmation-sent' })
  })
  router.get('/subscribers/confirm', async (req, res) => {
    const token = tokenOf(req)
    const asked = await readConfirmation(store, token)
    if (isRefusal(asked)) return sendPage(req, res, pages.invalidLink(), 422)
    sendPage(req, res, pages.confirm({ token }))
  })
  router.post('/subscribers/confirm', form, async (req: Request, res: Response) => {
    const asked = await readConfirmation(store, tokenOf(req))
    if (isRefusal(asked)) return sendPage(req, res, pages.invalidLink(), 422)
    const number = await store.subscribers.confirm(asked)
    sendPage(req, res, pages.confirmed({ token: links.subscriberToken(number) }))
  })
  router.get('/preferences', async (req, res) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPage(req, res, pages.invalidLink(), 422)
    sendPage(req, res, pages.preferences(await preferencesOf(store, tokenOf(req), subscriber)))
  })
  router.post('/preferences', form, async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    const parsed = PreferencesForm.safeParse(req.body ?? {})
    if (subscriber === null || !parsed.success) return sendPage(req, res, pages.invalidLink(), 422)
    const paused = parsed.data.paused === 'on' || parsed.data.paused === true
    const state = subscriber.state === 'left' ? 'left' : paused ? 'paused' : 'active'
    await store.subscribers.change(subscriber.number, { state, topics: parsed.data.topics })
    sendPage(req, res, pages.preferencesSaved({ token: tokenOf(req) }))
  })
  router.get('/unsubscribe', async (req, res) => {
    if ((await subscriberOf(req)) === null) return sendPage(req, res, pages.invalidLink(), 422)
    sendPage(req, res, pages.unsubscribe({ token: tokenOf(req) }))
  })
  // RFC 8058 §3.1: a mail client posts here by itself, with no cookie and no second question.
  router.post('/unsubscribe', form, async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPage(req, res, pages.invalidLink(), 422)
    await store.subscribers.change(subscriber.number, { state: 'left', topics: null })
    sendPage(req, res, pages.unsubscribed())
  })
  return router
}

function tokenOf(req: Request): string {
  const token: unknown = req.query.token ?? req.body?.token
  return typeof token === 'string' ? token : ''
}

async function findSubscriber(store: Store, links: Links, req: Request): Promise<Subscriber | null> {
  const number = links.readSubscriberToken(tokenOf(req))
  const subscriber = number === null ? null : await store.subscribers.read(number)
  return subscriber === null || subscriber.state === 'erased' ? null : subscriber
}

async function preferencesOf(store: Store, token: string, subscriber: Subscriber) {
  const known = new Set([...(await store.topics.list()), ...subscriber.topics])
  return {
    token,
    email: subscriber.email,
    topics: [...known].sort(),
    chosen: subscriber.topics,
    paused: subscriber.state === 'paused',
  }
}
