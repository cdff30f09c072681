/** What the public may see, found through the public index and proved by the gate. */
import { Cleared } from '../../domain/clearance.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Release } from '../../domain/release.ts'
import type { Store } from '../../store/store.ts'

/** Proof for each of these releases that the public may see it; those that it may not are left out. */
export async function clearAll(store: Store, releases: readonly Release[]): Promise<readonly Cleared[]> {
  const [now, embargoes] = await Promise.all([
    store.clock.now(),
    store.embargoes.readMany([...new Set(releases.map((release) => release.embargoId))]),
  ])
  const byId = new Map(embargoes.map((embargo) => [embargo.id, embargo]))
  return releases.flatMap((release) => {
    const embargo = byId.get(release.embargoId)
    const cleared = embargo && Cleared.forPublic(release, embargo, now)
    return cleared === undefined || isRefusal(cleared) ? [] : [cleared]
  })
}

/** Public releases, latest first; `topic` keeps those that have it. */
export async function listPublic(
  store: Store,
  page: { limit: number; cursor: string | null; topic: string | null },
): Promise<{ cleared: readonly Cleared[]; next: string | null }> {
  const { items, next } = await store.releases.listPublic(page)
  const cleared = await clearAll(store, items)
  const { topic } = page
  if (topic === null) return { cleared, next }
  const contents = await Promise.all(cleared.map((one) => store.contents.read(one)))
  return { cleared: cleared.filter((_, index) => contents[index]?.topics.includes(topic)), next }
}
