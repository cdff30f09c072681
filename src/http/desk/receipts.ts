/** `/desk/embargoes/:id/receipt`: the receipt of a lift, which follows its mails while they go out. */
import { type RequestHandler, Router } from 'express'
import { showEmbargo } from '../../commands/show-embargo.ts'
import { showReceipt } from '../../commands/show-receipt.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { type Decision, type ReceiptSource, receiptBody, receiptView } from '../../rendering/desk/receipt.ts'
import type { Store } from '../../store/store.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskPage, sendPart } from './desk-route.ts'
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
    sendPart(dependencies, (asked, res) =>
      follow(res, async () => {
        const source = await loadReceipt(asked)
        if (isRefusal(source)) throw new Error('An embargo that was there is gone')
        return pages.part('parts/receipt-alerts', receiptBody(source))
      }),
    ),
  )
  return router
}

async function loadReceipt({ req, work }: Pick<DeskAsked, 'req' | 'work'>): Promise<ReceiptSource | Refusal> {
  const id = idOf(req.params.id)
  const [shown, receipt] = await Promise.all([showEmbargo(work, id), showReceipt(work.store, id)])
  if (isRefusal(shown)) return shown
  if (isRefusal(receipt)) return receipt
  return { ...shown, alerts: receipt.alerts, decision: await decisionOf(work.store, shown.embargo) }
}

/** Who lifted it early and why, as the audit has it. */
async function decisionOf({ audit }: Store, { id, cause, createdAt }: Embargo): Promise<Decision | null> {
  if (cause !== 'decision') return null
  const entries = await audit.about(new Set([id]), createdAt)
  const lift = entries.findLast(({ act }) => act === 'lift')
  return lift ? { by: lift.actor.name, reason: lift.reason } : null
}
