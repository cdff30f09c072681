/** Takes an approval back, before publication. */
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { unclearRelease as unclear } from '../domain/release.ts'
import { together } from '../store/commit.ts'
import { type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export function unclearRelease(work: Work<ReleaseView>, id: string): Promise<ReleaseView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const view = await readRelease(work, id, null)
    if (isRefusal(view)) return view
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
