/** `/v1/alerts` and `/v1/audit`: what was sent to whom, and who did what. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { viewAlert } from '../../commands/alert-view.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import type { Store } from '../../store/store.ts'
import type { Told } from '../answer-parts.ts'
import { parseFaults } from '../problem.ts'
import type { DeliveryAnswer } from './alert-answer.ts'
import { streamProgress } from './alert-progress.ts'
import { alertAnswer, auditAnswer } from './answers.ts'
import { type Answer, type IntakeDependencies, param, read, readPage } from './handle.ts'

/** `email`: one desk; `state`: everyone in it. */
export const DeliveryFilter = z.object({
  email: z.string().max(254).optional(),
  state: z.enum(['sent', 'failed', 'uncertain', 'skipped', 'claimed']).optional(),
  cursor: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export function createAlertRoutes({ store }: IntakeDependencies): RequestHandler {
  const router = Router()
  router.get(
    '/alerts/:id',
    read(async (req) => {
      const alert = await store.alerts.read(param(req, 'id'))
      if (alert === null) return refuse('not-found')
      return { status: 200, revision: alert.revision, body: alertAnswer(await viewAlert(store, alert)) }
    }),
  )
  router.get('/alerts/:id/progress', (req, res) => streamProgress(store, param(req, 'id'), res))
  router.get(
    '/alerts/:id/deliveries',
    read(async (req) => {
      const filter = DeliveryFilter.safeParse(req.query)
      if (!filter.success) return refuse('invalid-body', ...parseFaults(filter.error))
      const alert = await store.alerts.read(param(req, 'id'))
      return alert === null ? refuse('not-found') : listDeliveries(store, alert.id, filter.data)
    }),
  )
  router.get(
    '/audit',
    read(async (req) => {
      const page = readPage(req)
      if (isRefusal(page)) return page
      if (page.cursor !== null && !/^\d+-\d+$/.test(page.cursor)) return refuse('invalid-cursor')
      const record = typeof req.query.record === 'string' ? req.query.record : null
      const { items, next } = await store.audit.list({ ...page, record })
      return { status: 200, body: { items: items.map(auditAnswer), next } }
    }),
  )
  return router
}

/** Who got it: one desk by its address, or everyone in one state. */
async function listDeliveries(
  store: Store,
  alertId: string,
  filter: z.infer<typeof DeliveryFilter>,
): Promise<Answer | Refusal> {
  const numbers =
    filter.email === undefined
      ? await store.ledger.members(
          alertId,
          'email',
          filter.state ?? 'audience',
          filter.cursor,
          filter.limit + 1,
        )
      : await numberOf(store, filter.email)
  const page = numbers.slice(0, filter.limit)
  const deliveries = await Promise.all(page.map((number) => readDelivery(store, alertId, number)))
  const items = deliveries.flatMap((one) => (one === null ? [] : [one]))
  return { status: 200, body: { items, next: numbers.length > page.length ? String(numbers.at(-1)) : null } }
}

async function numberOf(store: Store, email: string): Promise<readonly number[]> {
  const subscriber = await store.subscribers.find(email)
  return subscriber === null ? [] : [subscriber.number]
}

async function readDelivery(
  store: Store,
  alertId: string,
  number: number,
): Promise<Told<typeof DeliveryAnswer> | null> {
  const [subscriber, delivery, reported] = await Promise.all([
    store.subscribers.read(number),
    store.ledger.delivery(alertId, 'email', number),
    store.suppression.reportOf(alertId, 'email', number),
  ])
  return subscriber && delivery && { email: subscriber.email, ...delivery, code: delivery.code ?? reported }
}
