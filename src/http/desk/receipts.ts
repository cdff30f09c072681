/** `/desk/embargoes/:id/receipt`: the receipt of a lift, which follows its mails while they go out. */
import { type RequestHandler, Router } from 'express'
import { showEmbargo } from '../../commands/show-embargo.ts'
import { showReceipt } from '../../commands/show-receipt.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { type Decision, type ReceiptSource, receiptBody, receiptView } from '../../rendering/desk/receipt.ts'
import type { Store } from '../../store/store.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskPage, sendDeskPage, sendPart } from './desk-route.ts'
import { follow } from './follow.ts'

export function createReceiptRoutes(dependencies: DeskDependencies): RequestHandler {
  const { pages } = dependencies
  const router = Router()
  router.get(
    '/embargoes/:id/receipt',
    deskPage(dependencies, async (asked) => {
      const source = await loadReceipt(asked)
      if (isRefusal(source)) return source
      return pages.page('receipt', receiptView(source), await asked.frame('Receipt of the lift', null))
    }),
  )
  router.get(
    '/embargoes/:id/receipt/stream',
    sendPart(dependencies, async (asked, res) => {
      const source = await loadReceipt(asked)
      if (isRefusal(source)) return sendDeskPage(res, pages.nothing(), 404)
      await follow(res, asked.isStillHere, async () => {
        const latest = await showReceipt(asked.work.store, source.embargo.id)
        const body = receiptBody(isRefusal(latest) ? source : { ...source, ...latest })
        return pages.part('parts/receipt-alerts', body)
      })
    }),
  )
  return router
}

async function loadReceipt({
  req,
  work,
  deskZone,
}: Pick<DeskAsked, 'req' | 'work' | 'deskZone'>): Promise<ReceiptSource | Refusal> {
  const id = idOf(req.params.id)
  const [shown, receipt] = await Promise.all([showEmbargo(work, id), showReceipt(work.store, id)])
  if (isRefusal(shown)) return shown
  if (isRefusal(receipt)) return receipt
  return { ...shown, alerts: receipt.alerts, decision: await decisionOf(work.store, shown.embargo), deskZone }
}

/** Who lifted it early and why, as the audit has it. */
async function decisionOf({ audit }: Store, { id, cause, createdAt }: Embargo): Promise<Decision | null> {
  if (cause !== 'decision') return null
  const entries = await audit.about(new Set([id]), createdAt)
  const lift = entries.findLast(({ act }) => act === 'lift')
  return lift ? { by: lift.actor.name, reason: lift.reason } : null
}
