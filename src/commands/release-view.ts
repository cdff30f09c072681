/** A release with its embargo, as press staff see it: what release commands answer. */
import type { Actor } from '../domain/actor.ts'
import { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import type { Source } from '../domain/draft.ts'
import type { Edit } from '../domain/edits.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { Store } from '../store/store.ts'
import { refuseStale, type Work } from './work.ts'

export type ReleaseView = {
  readonly release: Release
  readonly embargo: Embargo
  /** Where the content was opened: how many proposals nobody has decided. */
  readonly openProposals?: number
  /** Where the words were replaced: edits of press staff that fit no place in the new ones. */
  readonly dropped?: readonly Edit[]
}

export async function loadRelease(store: Store, id: string): Promise<ReleaseView | null> {
  const release = await store.releases.read(id)
  if (release === null) return null
  const embargo = await store.embargoes.read(release.embargoId)
  if (embargo === null) throw new Error('A release names an embargo that does not exist')
  return { release, embargo }
}

/** For a command: refused when there is none, or when it moved on since the client read it. */
export async function readRelease(
  { store }: Work,
  id: string,
  ifMatch: number | null,
): Promise<ReleaseView | Refusal> {
  const view = await loadRelease(store, id)
  if (view === null) return refuse('not-found')
  return refuseStale(view.release, ifMatch) ?? view
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
