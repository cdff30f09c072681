/** Proof that press staff may see what will be published, and the instant it would come out as of now. */
import { Cleared } from '../domain/clearance.ts'
import { BASIS_RULES } from '../domain/ground-rules.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { loadRelease } from './release-view.ts'
import type { Work } from './work.ts'

/** Refused of what is public, since its page is the public one, and of what never will be. */
export async function previewRelease(
  { store, actor }: Pick<Work, 'store' | 'actor'>,
  id: string,
): Promise<{ readonly cleared: Cleared; readonly at: Instant } | Refusal> {
  const view = await loadRelease(store, id)
  if (view === null) return refuse('not-found')
  const { release, embargo } = view
  if (release.state === 'killed' || release.state === 'public')
    return refuse(release.state === 'killed' ? 'killed' : 'published')
  if (!BASIS_RULES[release.basis].publishable) return refuse('not-publishable')
  const now = await store.clock.now()
  const cleared = Cleared.forPress(release, release.content, actor, now)
  if (isRefusal(cleared)) return cleared
  return { cleared, at: embargo.dueAt !== null && embargo.dueAt > now ? embargo.dueAt : now }
}
