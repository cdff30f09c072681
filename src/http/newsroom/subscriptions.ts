/** Sign-up with double opt-in, preferences, and one-click unsubscribe; every state has its page. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { readConfirmation, signUp } from '../../commands/sign-up.ts'
import { addressOf, channelOf, EmailAddress, namedAddress, PhoneNumber } from '../../domain/address.ts'
import { Topic } from '../../domain/call.ts'
import type { SignUp } from '../../domain/notice.ts'
import { isRefusal, refuse } from '../../domain/refusals.ts'
import type { Subscriber } from '../../domain/subscriber.ts'
import type { Queues } from '../../queue/queues.ts'
import type { Links } from '../../rendering/links.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { Page } from '../../rendering/page.ts'
import type { Store } from '../../store/store.ts'
import { limitRequests } from '../limit-requests.ts'
import { sendProblem, sendRefusal } from '../problem.ts'
import { sendPage } from '../send-page.ts'

type Dependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly pages: Pages
  readonly links: Links
  /** Whether text messages are set up. */
  readonly offersTexts: boolean
}

const topics = z.union([Topic.transform((one) => [one]), z.array(Topic).max(50)]).default([])
export const SignUpByMail = z.object({ email: EmailAddress, topics })
export const SignUpByText = z.object({ phone: PhoneNumber, topics })
/** A form has both fields, and says which of them it means. */
const By = z.object({
  by: z.enum(['email', 'phone']).optional(),
  email: z.string().default(''),
  phone: z.string().default(''),
})
export const PreferencesForm = z.object({
  topics,
  paused: z.union([z.literal('on'), z.boolean()]).optional(),
})

/** Sign-ups from one address in a minute, so that nobody is flooded with confirmations. */
const PER_MINUTE = 30

export function createSubscriptionRoutes({
  store,
  queues,
  pages,
  links,
  offersTexts,
}: Dependencies): RequestHandler {
  const router = Router()
  const form = [express.urlencoded({ extended: false, limit: '20kb' }), express.json({ limit: '20kb' })]
  const limited = limitRequests(PER_MINUTE, (req, res) => {
    if (req.is('application/x-www-form-urlencoded')) sendPage(req, res, pages.subscribeLater(), 429)
    else sendProblem(res, 'too-many-requests')
  })
  const subscriberOf = (req: Request) => findSubscriber(store, links, req)

  router.get('/subscribe', async (req, res) => {
    sendPage(req, res, pages.subscribe({ topics: await store.topics.list() }))
  })
  router.post('/subscribers', limited, form, async (req: Request, res: Response) => {
    const by = offersTexts ? meantBy(req.body) : 'email'
    const parsed = (by === 'email' ? SignUpByMail : SignUpByText).safeParse(req.body ?? {})
    const asForm = Boolean(req.is('application/x-www-form-urlencoded'))
    if (!parsed.success) {
      const refusal = refuse('invalid-body', { path: by, message: EXPECTED[by] })
      return asForm ? sendPage(req, res, pages.subscribeRefused(by), 400) : sendRefusal(res, refusal)
    }
    const done = await signUp({ store, queues }, parsed.data)
    if (isRefusal(done)) return sendRefusal(res, done)
    // The same answer for everyone: it tells nobody who is subscribed.
    if (asForm) return sendPage(req, res, pages.subscribeReceived(by), 202)
    res.status(202).set('Cache-Control', 'no-store').json({ status: 'confirmation-sent' })
  })
  router.get('/subscribers/confirm', async (req, res) => {
    const asked = await askedFor(req, res)
    if (asked === null) return
    sendPersonal(req, res, pages.confirm({ token: tokenOf(req), channel: channelOf(addressOf(asked)) }))
  })
  router.post('/subscribers/confirm', form, async (req: Request, res: Response) => {
    const asked = await askedFor(req, res)
    if (asked === null) return
    const number = await store.subscribers.confirm(asked)
    sendPersonal(req, res, pages.confirmed({ token: links.subscriberToken(number) }))
  })

  /** What the link asks for; null where its page was sent instead, since there is nothing to confirm. */
  async function askedFor(req: Request, res: Response): Promise<SignUp | null> {
    const asked = await readConfirmation(store, tokenOf(req))
    if (isRefusal(asked)) {
      const page = asked.refused === 'expired-token' ? pages.expiredLink() : pages.invalidLink()
      sendPersonal(req, res, page, 422)
      return null
    }
    const address = addressOf(asked)
    const known = await store.subscribers.find(address)
    // What they chose since they signed up stands: an old link does not undo it.
    if (known?.state !== 'active') return asked
    const own = { token: links.subscriberToken(known.number), channel: channelOf(address) }
    sendPersonal(req, res, pages.subscribedAlready(own))
    return null
  }
  // A text has room for a short link only.
  router.get(['/preferences', '/u/:token'], async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPersonal(req, res, pages.invalidLink(), 422)
    if (subscriber.state === 'left') return sendLeft(req, res, subscriber)
    sendPersonal(req, res, pages.preferences(await preferencesOf(store, tokenOf(req), subscriber)))
  })
  router.post('/preferences', form, async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    const parsed = PreferencesForm.safeParse(req.body ?? {})
    if (subscriber === null || !parsed.success) return sendPersonal(req, res, pages.invalidLink(), 422)
    if (subscriber.state === 'left') return sendLeft(req, res, subscriber)
    const paused = parsed.data.paused === 'on' || parsed.data.paused === true
    const to = { state: paused ? 'paused' : 'active', topics: parsed.data.topics } as const
    await store.subscribers.change(subscriber.number, to)
    sendPersonal(req, res, pages.preferencesSaved({ token: tokenOf(req) }))
  })
  // Who left comes back as they came: by a link that is sent to them.
  router.post('/preferences/return', limited, form, async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPersonal(req, res, pages.invalidLink(), 422)
    const named = namedAddress(subscriber.address)
    const done = await signUp({ store, queues }, { ...named, topics: [...subscriber.topics] })
    if (isRefusal(done)) return sendRefusal(res, done)
    sendPage(req, res, pages.subscribeReceived('email' in named ? 'email' : 'phone'), 202)
  })

  function sendLeft(req: Request, res: Response, { address }: Subscriber): void {
    sendPersonal(req, res, pages.left({ token: tokenOf(req), address }))
  }
  router.get('/unsubscribe', async (req, res) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPersonal(req, res, pages.invalidLink(), 422)
    if (subscriber.state === 'left') return sendLeft(req, res, subscriber)
    sendPersonal(req, res, pages.unsubscribe({ token: tokenOf(req) }))
  })
  // RFC 8058 §3.1: a mail client posts here by itself, with no cookie and no second question.
  router.post('/unsubscribe', form, async (req: Request, res: Response) => {
    const subscriber = await subscriberOf(req)
    if (subscriber === null) return sendPersonal(req, res, pages.invalidLink(), 422)
    await store.subscribers.change(subscriber.number, { state: 'left', topics: null })
    sendPersonal(req, res, pages.unsubscribed({ token: tokenOf(req) }))
  })
  return router
}

/** Its address is a key, and what it shows one person's: neither is handed on, nor kept. */
function sendPersonal(req: Request, res: Response, page: Page, status = 200): void {
  sendPage(req, res.set('Referrer-Policy', 'no-referrer'), page, status, 'no-store')
}

const EXPECTED = {
  email: 'An e-mail address and topics',
  phone: 'A phone number with + and its country code, and topics',
} as const

/** Which of the two it gives: as it says itself, or the one that is filled in. */
function meantBy(body: unknown): 'email' | 'phone' {
  const { by, email, phone } = By.safeParse(body ?? {}).data ?? { email: '', phone: '' }
  return by ?? (email === '' && phone !== '' ? 'phone' : 'email')
}

function tokenOf(req: Request): string {
  const token: unknown = req.query.token ?? req.body?.token ?? req.params.token
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
    address: subscriber.address,
    topics: [...known].sort(),
    chosen: subscriber.topics,
    paused: subscriber.state === 'paused',
  }
}
