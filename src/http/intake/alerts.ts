/** `/v1/alerts` and `/v1/audit`: what was sent to whom, and who did what. */
import { type RequestHandler, Router } from 'express'
import { type AlertView, viewAlert } from '../../commands/alert-view.ts'
import { DeliveryFilter, listDeliveries } from '../../commands/list-deliveries.ts'
import { RetryDeliveriesInput, retryDeliveries } from '../../commands/retry-deliveries.ts'
import { isRefusal, refuse } from '../../domain/refusals.ts'
import { parseFaults } from '../problem.ts'
import { streamProgress } from './alert-progress.ts'
import { alertAnswer, auditAnswer } from './answers.ts'
import { change, type IntakeDependencies, param, read, readPage } from './handle.ts'

export function createAlertRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store } = dependencies
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
      if (alert === null) return refuse('not-found')
      return { status: 200, body: await listDeliveries(store, alert.id, filter.data) }
    }),
  )
  router.post(
    '/alerts/:id/retries',
    change<RetryDeliveriesInput, AlertView>(dependencies, {
      body: RetryDeliveriesInput,
      act: ({ work, req, body }) => retryDeliveries(work, param(req, 'id'), body),
      present: (view) => ({ status: 200, revision: view.alert.revision, body: alertAnswer(view) }),
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
