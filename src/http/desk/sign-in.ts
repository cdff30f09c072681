/** Signing in by a link mailed to a listed address, and out, here or everywhere. */
import { setTimeout as delay } from 'node:timers/promises'
import { type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { askSignIn } from '../../commands/ask-sign-in.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { type Staff, staffByEmail } from '../../domain/staff.ts'
import { limitRequests } from '../limit-requests.ts'
import { type DeskDependencies, sendDeskPage } from './desk-route.ts'

export type SignInSettings = {
  readonly staff: readonly Staff[]
  readonly publicUrl: string
  /** Gets each link, for a start that shows them on its terminal. */
  readonly showLink: ((person: Staff, url: string) => void) | null
}

const AskForm = z.object({ email: z.string().trim().min(3).max(254) })
/** Asked for, and used, in a minute from one place: enough for a whole desk at the start of a shift. */
const PER_MINUTE = 20
/** As soon as an answer comes, at the earliest, whether or not there was somebody to write to. */
const ANSWER_AFTER_MS = 150

/** `fresh` goes before whatever makes a session for somebody who has none. */
export function createSignInRoutes(
  { store, queues, pages, session }: DeskDependencies,
  { staff, publicUrl, showLink }: SignInSettings,
  fresh: RequestHandler,
): RequestHandler {
  const router = Router()
  const [asking, entering] = [limitRequests(PER_MINUTE), limitRequests(PER_MINUTE)]
  const form = (csrf: string, values: Record<string, string>, problem: string | null = null) => {
    const faults = problem === null ? [] : [{ path: 'email', message: problem }]
    return { csrf, once: '', values, problem, faults }
  }

  router.get('/sign-in', fresh, (req, res) => {
    if (typeof req.query.to === 'string') session.isGoingTo(req, req.query.to)
    sendDeskPage(res, pages.signIn({ form: form(session.csrfOf(req), {}), done: req.query.done }))
  })
  router.post('/sign-in', asking, async (req, res) => {
    const asked = AskForm.safeParse(req.body)
    if (!asked.success) {
      const again = form(session.csrfOf(req), {}, 'Write your address at the press office.')
      return sendDeskPage(res, pages.signIn({ form: again, done: null }), 400)
    }
    const person = staffByEmail(staff, asked.data.email)
    // The same answer for everyone, after the same time: it tells nobody who is of the staff.
    await Promise.all([delay(ANSWER_AFTER_MS), person && mailLink(person)])
    sendDeskPage(res, pages.signInSent({ email: asked.data.email }))
  })
  // Mail scanners follow links: looking at it uses nothing up.
  router.get('/sign-in/link', async (req, res) => {
    const token = String(req.query.token ?? '')
    if (!(await store.sessions.linkOpens(token))) return sendDeskPage(res, pages.linkOver(), 422)
    sendDeskPage(res, pages.signInLink({ form: form(session.csrfOf(req), {}), token }))
  })
  router.post('/sign-in/link', entering, async (req, res) => {
    const email = await store.sessions.useLink(String(req.body?.token ?? ''))
    const person = email === null ? null : staffByEmail(staff, email)
    if (person === null) return sendDeskPage(res, pages.linkOver(), 422)
    const to = session.whereTo(req) ?? '/desk?done=signed-in'
    await session.signIn(req, person.email)
    await record(person, 'sign-in')
    leave(res, person.role === 'press' ? to : '/ops/queues')
  })
  router.post('/sign-out', async (req, res) => {
    const person = session.personOf(req)
    const everywhere = req.body?.everywhere === 'yes'
    if (everywhere) await session.signOutEverywhere(req, res)
    else await session.signOut(req, res)
    if (person) await record(person, everywhere ? 'sign-out-everywhere' : 'sign-out')
    leave(res, '/desk/sign-in?done=signed-out')
  })

  async function mailLink(person: Staff): Promise<void> {
    const token = await askSignIn({ store, queues }, person)
    if (!isRefusal(token)) showLink?.(person, `${publicUrl}/desk/sign-in/link?token=${token}`)
  }

  async function record({ name, role }: Staff, act: string): Promise<void> {
    const at = await store.clock.now()
    const entry = { at, actor: { name, role }, act, record: 'everything', revision: null }
    await store.commit([store.audit.entry(entry)])
  }
  return router
}

function leave(res: Response, to: string): void {
  res.redirect(303, to)
}
