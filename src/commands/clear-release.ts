/**
 * A press officer approves the revision they read; where two must, the second one clears it. Clearing under a
 * lifted embargo publishes at once.
 */
import { z } from 'zod'
import { oweAlert } from '../domain/alert.ts'
import { refuseInSlug } from '../domain/draft.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { approveRelease, clearRelease as clear, type Release } from '../domain/release.ts'
import { ConflictCode } from '../domain/spoken/conflict.ts'
import { type Change, together } from '../store/commit.ts'
import { newId, newSlug } from '../store/identifiers.ts'
import { publish } from './publish.ts'
import { openRevision, type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Plan, type Work } from './work.ts'

/** `revision`: the content revision that was read. */
export const ClearReleaseInput = z.strictObject({
  revision: z.int().positive().optional().meta({ description: 'The one that was read; without it 428.' }),
  acknowledge: z
    .array(ConflictCode)
    .max(10)
    .default([])
    .meta({ description: 'The conflicts it is cleared in spite of.' }),
})
export type ClearReleaseInput = z.infer<typeof ClearReleaseInput>

export function clearRelease(
  work: Work<ReleaseView>,
  id: string,
  input: ClearReleaseInput,
): Promise<ReleaseView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const found = await readRelease(work, id, null)
    if (isRefusal(found)) return found
    if (input.revision === undefined) return refuse('revision-required')
    const { content, source } = await openRevision(store, found.release, found.release.content, actor, now)
    const open = (await work.editor.propose(source)).filter(({ decision }) => decision === null)
    const view = { ...found, openProposals: open.length }
    const slug = newSlug(content.headline)
    const sealedSlug = store.releases.sealSlug(id, slug)
    const read = { content: input.revision, acknowledge: input.acknowledge, sealedSlug }
    const release = work.twoPerson
      ? approveRelease(view.release, { ...read, by: actor.name }, now)
      : clear(view.release, read, now)
    if (isRefusal(release)) return release
    const withheld = refuseInSlug(slug, source.rules) ?? (await work.editor.guard(content, source))
    if (withheld) return withheld
    const audit = store.audit.entry({
      at: now,
      actor,
      act: release.state === 'cleared' ? 'clear-release' : 'approve-release',
      record: id,
      revision: release.revision,
      codes: input.acknowledge,
    })
    if (release.state === 'cleared' && view.embargo.state === 'lifted')
      return publishNow(work, { ...view, release }, audit, now)
    return {
      result: { ...view, release },
      // A lift that commits first makes this stale: then it is planned again, and publishes.
      change: together(store.releases.write(release), store.embargoes.unchanged(view.embargo), audit),
    }
  })
}

/** Cleared after the lift: public in the same commit, with an alert of its own. */
function publishNow(work: Work, view: ReleaseView, audit: Change, now: Instant): Plan<ReleaseView> | Refusal {
  const { store, queues } = work
  const cleared = view.release
  // One commit, one revision: clearing and publishing are a single change of the record.
  const published = publish(store, { ...cleared, revision: cleared.revision - 1 }, view.embargo, now)
  if (isRefusal(published)) return published
  const alert = oweAlert({ id: newId('alert', now), kind: 'release', releaseIds: [cleared.id], now })
  const release: Release = published.release
  return {
    result: { ...view, release },
    // The hold on everything stops this too: nothing goes out while it is set.
    change: together(store.holdAll.guard(), published.change, store.alerts.write(alert), audit),
    wake: () => queues.add('open-alert', { alertId: alert.id }),
  }
}
