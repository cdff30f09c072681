/** Takes an approval back, before publication. */
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { unclearRelease as unclear } from '../domain/release.ts'
import { together } from '../store/commit.ts'
import { loadRelease, type ReleaseView } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export function unclearRelease(work: Work<ReleaseView>, id: string): Promise<ReleaseView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await loadRelease(store, id)
    if (view === null) return refuse('not-found')
    const release = unclear(view.release, now)
    if (isRefusal(release)) return release
    return {
      result: { ...view, release },
      change: together(
        store.releases.write(release),
        store.audit.entry({ at: now, actor, act: 'unclear-release', record: id, revision: release.revision }),
      ),
    }
  })
}
