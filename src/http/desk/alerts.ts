/** `/desk/alerts/:id`: who got it, what failed and why, and sending again what failed. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { type AlertView, viewAlert } from '../../commands/alert-view.ts'
import { DeliveryFilter, listDeliveries } from '../../commands/list-deliveries.ts'
import { RetryDeliveriesInput, retryDeliveries } from '../../commands/retry-deliveries.ts'
import { type ShownDeliveries, showDeliveries } from '../../commands/show-deliveries.ts'
import { PhoneNumber } from '../../domain/address.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { alertNumbers } from '../../rendering/desk/alert-numbers.ts'
import { type DeliveriesView, deliveriesView, retryWords } from '../../rendering/desk/deliveries.ts'
import { type Act, createAct, idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskPage, sendDeskPage, sendPart } from './desk-route.ts'
import { follow } from './follow.ts'

/** `reason` empty: any. */
const RetryForm = z.object({
  reason: z
    .union([z.literal(''), RetryDeliveriesInput.shape.reasons.unwrap().element])
    .default('')
    .transform((code) => (code === '' ? null : code)),
})

const retry: Act<ShownDeliveries, z.infer<typeof RetryForm>, AlertView> = {
  path: '/alerts/:id/retry',
  body: RetryForm,
  load: ({ work }: DeskAsked, id: string) => showDeliveries(work, id),
  words: ({ failures, headlines }, { req }) => {
    const asked = RetryForm.safeParse(req.method === 'POST' ? req.body : req.query)
    return retryWords(failures, headlines, asked.success ? asked.data.reason : null)
  },
  // The alert changes by itself while it goes out.
  revision: () => null,
  back: ({ view }) => ({ href: `/desk/alerts/${view.alert.id}`, label: 'Back to the deliveries' }),
  run: (work, id, { reason }) => retryDeliveries(work, id, reason === null ? {} : { reasons: [reason] }),
  done: 'retried',
  to: ({ id }) => `/desk/alerts/${id}`,
}

export function createDeliveryRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies
  const router = Router()
  router.get(
    '/alerts/:id',
    deskPage(dependencies, async ({ req, work, deskZone, frame }) => {
      const id = idOf(req.params.id)
      const shown = await showDeliveries(work, id)
      if (isRefusal(shown)) return shown
      const filter = DeliveryFilter.parse(readable(named(req.query)))
      const view = deliveriesView({
        ...shown,
        timeZone: shown.timeZone ?? deskZone,
        counted: shown.view,
        back: linksBack(shown),
        asked: { state: filter.state ?? null, address: filter.email ?? filter.phone ?? null },
        page: await listDeliveries(store, id, filter),
      })
      return pages.page('deliveries', view, await frame(view.numbers.title, null))
    }),
  )
  router.get(
    '/alerts/:id/stream',
    sendPart(dependencies, async ({ req, work, deskZone, isStillHere }, res) => {
      const id = idOf(req.params.id)
      const shown = await showDeliveries(work, id)
      if (isRefusal(shown)) return sendDeskPage(res, pages.nothing(), 404)
      await follow(res, isStillHere, async () => {
        const alert = (await store.alerts.read(id)) ?? shown.view.alert
        const numbers = alertNumbers(
          await viewAlert(store, alert),
          shown.headlines,
          shown.timeZone ?? deskZone,
        )
        return pages.part('parts/alert-numbers', numbers)
      })
    }),
  )
  router.use(createAct(dependencies, retry))
  return router
}

function linksBack({ releases }: ShownDeliveries): DeliveriesView['back'] {
  const [first] = releases
  if (first === undefined) return []
  return [
    ...(first.callId === null ? [] : [{ href: `/desk/calls/${first.callId}`, label: 'The call' }]),
    { href: `/desk/embargoes/${first.embargoId}/receipt`, label: 'Receipt of the lift' },
    ...releases.map(({ id }) => ({ href: `/desk/releases/${id}`, label: 'The release' })).slice(0, 1),
  ]
}

/** The field takes either; what is no number is looked for as an address, and not found. */
function named({ address, ...query }: { readonly address?: unknown }): object {
  if (typeof address !== 'string' || address === '') return query
  return PhoneNumber.safeParse(address).success
    ? { ...query, phone: address }
    : { ...query, email: address.trim() }
}

/** What of a query can be read; an empty field, or one of nobody's, is as if it were not there. */
function readable(query: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).filter(
      ([name, value]) => value !== '' && DeliveryFilter.partial().safeParse({ [name]: value }).success,
    ),
  )
}
