/** What a release going public writes: itself with its slug, and the event that readers follow. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { publishRelease, type Release } from '../domain/release.ts'
import { type Change, together } from '../store/commit.ts'
import type { Store } from '../store/store.ts'

/** The release as published at `now` under a lifted embargo, and the change that makes it so. */
export function publish(
  store: Store,
  release: Release,
  embargo: Embargo,
  now: Instant,
): { release: Release; change: Change } | Refusal {
  const published = publishRelease(release, embargo, store.releases.openSlug(release), now)
  if (isRefusal(published)) return published
  const event = store.events.write({ kind: 'release', releaseId: release.id })
  return { release: published, change: together(store.releases.write(published), event) }
}
