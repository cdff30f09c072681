/** `/v1/embargoes`: terms, holds, early lifts, notices, breaches and receipts; and the hold on everything. */
import { type RequestHandler, Router } from 'express'
import { ChangeTermsInput, changeTerms } from '../../commands/change-terms.ts'
import { GiveNoticeInput, giveNotice } from '../../commands/give-notice.ts'
import { holdAll, resumeAll } from '../../commands/hold-all.ts'
import { HoldInput, holdEmbargo } from '../../commands/hold-embargo.ts'
import { LiftEarlyInput, liftEarly } from '../../commands/lift-early.ts'
import { BreachInput, recordBreach } from '../../commands/record-breach.ts'
import { resumeEmbargo } from '../../commands/resume-embargo.ts'
import type { Embargo, Hold } from '../../domain/embargo.ts'
import { refuse } from '../../domain/refusals.ts'
import type { Told } from '../answer-parts.ts'
import { embargoAnswer, holdAnswer } from './answers.ts'
import type { HoldAllAnswer } from './embargo-answer.ts'
import { type Answer, change, type IntakeDependencies, NoBody, param, read } from './handle.ts'
import { readReceipt } from './receipt.ts'

export function createEmbargoRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store } = dependencies
  const router = Router()
  const present = (embargo: Embargo): Answer => ({
    status: 200,
    revision: embargo.revision,
    body: embargoAnswer(store, embargo),
  })
  router.get(
    '/embargoes/:id',
    read(async (req) => {
      const embargo = await store.embargoes.read(param(req, 'id'))
      return embargo === null ? refuse('not-found') : present(embargo)
    }),
  )
  router.patch(
    '/embargoes/:id',
    change(dependencies, {
      body: ChangeTermsInput,
      act: ({ work, req, body, ifMatch }) => changeTerms(work, param(req, 'id'), body, ifMatch),
      present,
    }),
  )
  router.put(
    '/embargoes/:id/hold',
    change(dependencies, {
      body: HoldInput,
      act: ({ work, req, body, ifMatch }) => holdEmbargo(work, param(req, 'id'), body, ifMatch),
      present,
    }),
  )
  router.delete(
    '/embargoes/:id/hold',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req, ifMatch }) =>
        resumeEmbargo(work, param(req, 'id'), req.query.liftNow === 'true', ifMatch),
      present,
    }),
  )
  router.post(
    '/embargoes/:id/lift',
    change(dependencies, {
      body: LiftEarlyInput,
      act: ({ work, req, body, ifMatch }) => liftEarly(work, param(req, 'id'), body, ifMatch),
      present,
    }),
  )
  router.post(
    '/embargoes/:id/notices',
    change(dependencies, {
      body: GiveNoticeInput,
      act: ({ work, req, body, ifMatch }) => giveNotice(work, param(req, 'id'), body, ifMatch),
      present,
    }),
  )
  router.post(
    '/embargoes/:id/breaches',
    change(dependencies, {
      body: BreachInput,
      act: ({ work, req, body, ifMatch }) => recordBreach(work, param(req, 'id'), body, ifMatch),
      present: (embargo: Embargo) => ({ ...present(embargo), status: 201 }),
    }),
  )
  router.get(
    '/embargoes/:id/receipt',
    read(async (req) => readReceipt(store, param(req, 'id'))),
  )
  router.get(
    '/hold-all',
    read(async () => ({ status: 200, body: { hold: holdBody(await store.holdAll.read()) } })),
  )
  router.put(
    '/hold-all',
    change(dependencies, {
      body: HoldInput,
      act: ({ work, body }) => holdAll(work, body),
      present: (hold: Hold) => ({ status: 200, body: { hold: holdBody(hold) } }),
    }),
  )
  router.delete(
    '/hold-all',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req }) => resumeAll(work, req.query.liftNow === 'true'),
      present: () => ({ status: 200, body: { hold: null } }),
    }),
  )
  function holdBody(hold: Hold | null): Told<typeof HoldAllAnswer>['hold'] {
    return hold && { ...holdAnswer(hold), reason: hold.reason && store.holdAll.openReason(hold.reason) }
  }
  return router
}
