/** `/desk/hold-all`: the one switch that stops every lift, and lets them go on. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { holdAll, resumeAll } from '../../commands/hold-all.ts'
import { HoldInput } from '../../commands/hold-embargo.ts'
import type { Hold } from '../../domain/embargo.ts'
import { holdAllWords, resumeAllWords } from '../../rendering/desk/hold-all-words.ts'
import { type Act, createAct } from './act-route.ts'
import type { DeskDependencies } from './desk-route.ts'

type Subject = {
  readonly hold: Hold | null
  readonly reason: string | null
  readonly due: number
  readonly planned: number
}

/** Held or not, one page: what it asks is the other. */
export function createHoldAllRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store } = dependencies
  const shared = {
    async load(): Promise<Subject> {
      const [hold, now] = await Promise.all([store.holdAll.read(), store.clock.now()])
      const [due, all] = await Promise.all([store.embargoes.countDue(now), store.embargoes.countDue(null)])
      const reason = hold?.reason ? store.holdAll.openReason(hold.reason) : null
      return { hold, reason, due, planned: all - due }
    },
    revision: () => null,
    back: () => ({ href: '/desk', label: 'Back to today' }),
    to: () => '/desk',
  }
  const hold: Act<Subject, HoldInput, Hold> = {
    ...shared,
    path: '/hold-all',
    body: z.object({ reason: HoldInput.shape.reason }),
    words: holdAllWords,
    run: (work, _id, body) => holdAll(work, body),
    done: 'held-all',
  }
  const resume: Act<Subject, { readonly liftNow?: 'yes' | undefined }, null> = {
    ...shared,
    path: '/hold-all/resume',
    body: z.object({ liftNow: z.literal('yes').optional() }),
    words: resumeAllWords,
    run: (work, _id, { liftNow }) => resumeAll(work, liftNow === 'yes'),
    done: 'resumed-all',
  }
  const router = Router()
  router.get('/hold-all', async (_req, res, next) => {
    if ((await store.holdAll.read()) === null) return next()
    res.redirect(303, '/desk/hold-all/resume')
  })
  router.use(createAct(dependencies, hold))
  router.use(createAct(dependencies, resume))
  return router
}
