/** Counts lifts that have happened, by cause and lateness; each once, whoever else counts at the same time. */
import type { Store } from '../store/store.ts'

/** At most this many, oldest first. */
export async function countLifts(store: Store, limit: number): Promise<void> {
  const uncounted = await store.liftCounts.uncounted(limit)
  const embargoes = await store.embargoes.readMany(uncounted.map((one) => one.id))
  const liftedAt = new Map(uncounted.map((one) => [one.id, one.liftedAt]))
  const changes = embargoes.map((one) => store.liftCounts.count(one, liftedAt.get(one.id) ?? 0))
  if (changes.length > 0) await store.commit(changes)
}
