/** Who got an alert: one desk by its address, or everyone in one state, page by page. */
import { z } from 'zod'
import { channelOf, type NamedAddress, namedAddress, PhoneInQuery } from '../domain/address.ts'
import { CHANNELS, Channel } from '../domain/alert.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Store } from '../store/store.ts'

export const DeliveryFilter = z.object({
  email: z.string().max(254).optional(),
  phone: PhoneInQuery.optional(),
  channel: Channel.optional(),
  state: z.enum(['sent', 'failed', 'uncertain', 'skipped', 'claimed', 'owed']).optional(),
  cursor: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliveryFilter = z.infer<typeof DeliveryFilter>

export type Delivery = NamedAddress & {
  readonly state: DeliveryState
  readonly uncertain: boolean
  /** Why it failed, or what was reported of it later: it was sent all the same, and counts so. */
  readonly code: string | null
}

/** One subscriber's place in an alert. A subscriber's number is on one channel for good. */
type Place = { readonly channel: Channel; readonly number: number }

export async function listDeliveries(
  store: Store,
  alertId: string,
  filter: DeliveryFilter,
): Promise<{ readonly items: readonly Delivery[]; readonly next: string | null }> {
  const address = filter.email ?? filter.phone
  const places =
    address === undefined ? await membersOf(store, alertId, filter) : await placesOf(store, address)
  const page = places.slice(0, filter.limit)
  const deliveries = await Promise.all(page.map((place) => readDelivery(store, alertId, place)))
  const items = deliveries.flatMap((one) => (one === null ? [] : [one]))
  const next = places[filter.limit]
  return { items, next: next === undefined ? null : String(next.number) }
}

/** At least one more than the page takes, where there is one: it says where the next page begins. */
async function membersOf(
  store: Store,
  alertId: string,
  { channel: asked, state, cursor, limit }: DeliveryFilter,
): Promise<readonly Place[]> {
  const found = await Promise.all(
    (asked === undefined ? CHANNELS : [asked]).map(async (channel) => {
      const numbers = await store.ledger.members(alertId, channel, state ?? 'audience', cursor, limit + 1)
      return numbers.map((number) => ({ channel, number }))
    }),
  )
  return found.flat().toSorted((a, b) => a.number - b.number)
}

async function placesOf(store: Store, address: string): Promise<readonly Place[]> {
  const subscriber = await store.subscribers.find(address)
  return subscriber === null ? [] : [{ channel: channelOf(address), number: subscriber.number }]
}

async function readDelivery(
  store: Store,
  alertId: string,
  { channel, number }: Place,
): Promise<Delivery | null> {
  const [subscriber, delivery, reported] = await Promise.all([
    store.subscribers.read(number),
    store.ledger.delivery(alertId, channel, number),
    store.suppression.reportOf(alertId, channel, number),
  ])
  if (subscriber === null || delivery === null) return null
  return { ...namedAddress(subscriber.address, channel), ...delivery, code: delivery.code ?? reported }
}
