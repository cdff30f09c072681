/** The desk: press staff's pages, behind a sign-in, each answer for one person and kept nowhere. */
import express, { type RequestHandler, type Response, Router } from 'express'
import { limitRequests } from '../limit-requests.ts'
import { createDeliveryRoutes } from './alerts.ts'
import { createCallActRoutes } from './call-acts.ts'
import { createCallPages } from './calls.ts'
import { createCorrectionRoutes } from './corrections.ts'
import { type DeskDependencies, enter, fieldsOf, sendDeskPage } from './desk-route.ts'
import { createEditRoutes } from './edit-call.ts'
import { createEmbargoRoutes } from './embargoes.ts'
import { isFollowing, sendOver } from './follow.ts'
import { createHoldAllRoutes } from './hold-all.ts'
import { createKillRoutes } from './kill.ts'
import { isOwnSite } from './own-site.ts'
import { createPreviewRoutes } from './preview.ts'
import { createReceiptRoutes } from './receipts.ts'
import { createRecordRoutes } from './records.ts'
import { createReleaseRoutes } from './releases.ts'
import { createReviewRoutes } from './review.ts'
import { createScheduleRoutes } from './schedule.ts'
import { createSignInRoutes, type SignInSettings } from './sign-in.ts'
import { createTermsRoutes } from './terms.ts'
import { createTodayRoutes } from './today.ts'
import { createTranscriptRoutes } from './transcripts.ts'
import { createTurnRoutes } from './turns.ts'
import { takeFile } from './upload.ts'

/** Sessions made in a minute for one address that nobody is signed in from: each is kept for a while. */
const SESSIONS_PER_MINUTE = 60
/** Where staff of each role belong. */
const HOME = { press: '/desk', ops: '/ops/queues' } as const

export function createDesk(dependencies: DeskDependencies, settings: SignInSettings): RequestHandler {
  const { pages, session } = dependencies
  const router = Router()
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer')
    next()
  })
  router.use(session.open)
  router.use(express.urlencoded({ extended: false, limit: '8mb', parameterLimit: 5000 }))
  // Only for who is signed in: nobody else's files are taken.
  const file = takeFile()
  const fresh = limitRequests(SESSIONS_PER_MINUTE)
  router.post('/calls/:id/transcript', (req, res, next) =>
    session.personOf(req)?.role === 'press' ? file(req, res, next) : next(),
  )
  router.use((req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || session.isOwnForm(req)) return next()
    // A form whose session is over, or is another by now: shown again, to be sent by the same person.
    if (!isOwnSite(req, settings.publicUrl)) return sendDeskPage(res, pages.foreignForm(), 403)
    const signedIn = session.personOf(req) !== null
    const sendAgain = () => {
      const { _csrf, ...values } = fieldsOf(req)
      const form = { csrf: session.csrfOf(req), once: '', values, problem: null, faults: [] }
      sendDeskPage(res, pages.sendAgain({ form, action: `/desk${req.url}`, signedIn }), signedIn ? 403 : 401)
    }
    if (signedIn) sendAgain()
    else fresh(req, res, sendAgain)
  })
  router.use(createSignInRoutes(dependencies, settings, fresh))
  router.use((req, res, next) => {
    const person = session.personOf(req)
    if (person === null && isFollowing(req)) return sendOver(res)
    if (person === null)
      return res.redirect(303, `/desk/sign-in?${new URLSearchParams({ to: `/desk${req.url}` })}`)
    if (person.role !== 'press') return sendDeskPage(res, pages.notPress(HOME[person.role]), 403)
    enter(res, person)
    next()
  })
  router.use(createTodayRoutes(dependencies))
  router.use(createScheduleRoutes(dependencies))
  router.use(createEditRoutes(dependencies))
  router.use(createCallPages(dependencies))
  router.use(createCallActRoutes(dependencies))
  router.use(createTermsRoutes(dependencies))
  router.use(createEmbargoRoutes(dependencies))
  router.use(createHoldAllRoutes(dependencies))
  router.use(createReceiptRoutes(dependencies))
  router.use(createRecordRoutes(dependencies))
  router.use(createDeliveryRoutes(dependencies))
  router.use(createTranscriptRoutes(dependencies))
  router.use(createTurnRoutes(dependencies))
  router.use(createReleaseRoutes(dependencies))
  router.use(createReviewRoutes(dependencies))
  router.use(createPreviewRoutes(dependencies))
  router.use(createKillRoutes(dependencies))
  router.use(createCorrectionRoutes(dependencies))
  router.use((_req, res: Response) => sendDeskPage(res, pages.nothing(), 404))
  return router
}
