/** Proof that press staff may see what will be published, with what goes out beside it, and when as of now. */
import { Cleared } from '../domain/clearance.ts'
import { BASIS_RULES } from '../domain/ground-rules.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import { loadRelease } from './release-view.ts'
import type { Work } from './work.ts'

export type PreviewedRelease = {
  readonly cleared: Cleared
  /** Every release that one mail would name: this one, and what is cleared under the same embargo. */
  readonly together: readonly Cleared[]
  /** Its embargo has lifted: it goes out by itself. */
  readonly isLate: boolean
  readonly at: Instant
}

/** Refused of what is public, since its page is the public one, and of what never will be. */
export async function previewRelease(
  { store, actor }: Pick<Work, 'store' | 'actor'>,
  id: string,
): Promise<PreviewedRelease | Refusal> {
  const view = await loadRelease(store, id)
  if (view === null) return refuse('not-found')
  const { release, embargo } = view
  if (release.state === 'killed' || release.state === 'public')
    return refuse(release.state === 'killed' ? 'killed' : 'published')
  if (!BASIS_RULES[release.basis].publishable) return refuse('not-publishable')
  const now = await store.clock.now()
  const proof = (one: Release) => Cleared.forPress(one, one.cleared ?? one.content, actor, now)
  const cleared = proof(release)
  if (isRefusal(cleared)) return cleared
  const isLate = embargo.state === 'lifted'
  const beside = isLate ? [release] : await store.releases.readMany(embargo.releaseIds)
  const together = beside
    .filter((one) => one.id === id || one.state === 'cleared')
    .flatMap((one) => {
      const found = proof(one)
      return isRefusal(found) ? [] : [found]
    })
  return {
    cleared,
    together,
    isLate,
    at: embargo.dueAt !== null && embargo.dueAt > now ? embargo.dueAt : now,
  }
}
