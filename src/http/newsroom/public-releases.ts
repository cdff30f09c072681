/** What the public may see, found through the public index and proved by the gate. */
import { Cleared } from '../../domain/clearance.ts'
import type { ReleaseKind } from '../../domain/content.ts'
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

/** Null: any. */
export type Filter = { readonly topic: string | null; readonly kind: ReleaseKind | null }

/** Releases looked through for one page of a filter: whoever wants more goes on from there. */
const LOOK_THROUGH = 300

/** Public releases, latest first, of those that the filter keeps. `cursor`: the place to go on from. */
export async function listPublic(
  store: Store,
  page: { readonly limit: number; readonly cursor: string | null } & Filter,
): Promise<{ cleared: readonly Cleared[]; next: string | null }> {
  const { limit, topic, kind } = page
  const from = Number(page.cursor ?? '0')
  const to = from + (topic === null && kind === null ? limit : LOOK_THROUGH)
  const found: { readonly cleared: Cleared; readonly place: number }[] = []
  let next: string | null = String(from)
  while (next !== null && Number(next) < to && found.length < limit) {
    const start = Number(next)
    const batch = await store.releases.listPublic({ limit, cursor: next })
    const places = new Map(batch.items.map(({ id }, index) => [id, start + index]))
    for (const cleared of await keepFiltered(store, await clearAll(store, batch.items), page))
      found.push({ cleared, place: places.get(cleared.release.id) ?? start })
    next = batch.next
  }
  const shown = found.slice(0, limit)
  const after = found[limit]?.place
  return { cleared: shown.map(({ cleared }) => cleared), next: after === undefined ? next : String(after) }
}

async function keepFiltered(
  store: Store,
  all: readonly Cleared[],
  { topic, kind }: Filter,
): Promise<readonly Cleared[]> {
  const ofKind = kind === null ? all : all.filter(({ release }) => release.kind === kind)
  if (topic === null) return ofKind
  const contents = await Promise.all(ofKind.map((one) => store.contents.read(one)))
  return ofKind.filter((_, index) => contents[index]?.topics.includes(topic))
}
