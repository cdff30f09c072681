/** Who got an alert: one desk by its address, or everyone in one state, page by page. */
import { z } from 'zod'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Store } from '../store/store.ts'

export const DeliveryFilter = z.object({
  email: z.string().max(254).optional(),
  state: z.enum(['sent', 'failed', 'uncertain', 'skipped', 'claimed', 'owed']).optional(),
  cursor: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliveryFilter = z.infer<typeof DeliveryFilter>

export type Delivery = {
  readonly email: string
  readonly state: DeliveryState
  readonly uncertain: boolean
  /** Why it failed, or what was reported of it later: it was sent all the same, and counts so. */
  readonly code: string | null
}

export async function listDeliveries(
  store: Store,
  alertId: string,
  filter: DeliveryFilter,
): Promise<{ readonly items: readonly Delivery[]; readonly next: string | null }> {
  const { email, state, cursor, limit } = filter
  const numbers =
    email === undefined
      ? await store.ledger.members(alertId, 'email', state ?? 'audience', cursor, limit + 1)
      : await numberOf(store, email)
  const page = numbers.slice(0, limit)
  const deliveries = await Promise.all(page.map((number) => readDelivery(store, alertId, number)))
  const items = deliveries.flatMap((one) => (one === null ? [] : [one]))
  return { items, next: numbers.length > page.length ? String(numbers.at(-1)) : null }
}

async function numberOf(store: Store, email: string): Promise<readonly number[]> {
  const subscriber = await store.subscribers.find(email)
  return subscriber === null ? [] : [subscriber.number]
}

async function readDelivery(store: Store, alertId: string, number: number): Promise<Delivery | null> {
  const [subscriber, delivery, reported] = await Promise.all([
    store.subscribers.read(number),
    store.ledger.delivery(alertId, 'email', number),
    store.suppression.reportOf(alertId, 'email', number),
  ])
  return subscriber && delivery && { email: subscriber.email, ...delivery, code: delivery.code ?? reported }
}
