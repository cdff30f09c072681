/** A release with its embargo, as press staff see it: what release commands answer. */
import type { Actor } from '../domain/actor.ts'
import { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import type { Source } from '../domain/draft.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { Store } from '../store/store.ts'

export type ReleaseView = { readonly release: Release; readonly embargo: Embargo }

export async function loadRelease(store: Store, id: string): Promise<ReleaseView | null> {
  const release = await store.releases.read(id)
  if (release === null) return null
  const embargo = await store.embargoes.read(release.embargoId)
  if (embargo === null) throw new Error('A release names an embargo that does not exist')
  return { release, embargo }
}

/** A revision's content and source, for a command of press staff. */
export async function openRevision(
  store: Store,
  release: Release,
  revision: number,
  actor: Actor,
  now: Instant,
): Promise<{ content: Content; source: Source }> {
  const cleared = Cleared.forPress(release, revision, actor, now)
  if (isRefusal(cleared)) throw new Error('A command asked for content without a press officer')
  const [content, source] = await Promise.all([
    store.contents.read(cleared),
    store.contents.readSource(cleared),
  ])
  return { content, source }
}
