/** Withdraws a release: a running alert stops, and everyone who got it is told, by a neutral notice. */
import { z } from 'zod'
import { type Alert, oweAlert, recomposeAlert, stopAlert } from '../domain/alert.ts'
import { refuseNames } from '../domain/draft.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { killRelease as kill } from '../domain/release.ts'
import { refuseAccepted } from '../domain/unsettled.ts'
import { together } from '../store/commit.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'
import { openRevision, type ReleaseView, readRelease } from './release-view.ts'
import { attempt, type Work } from './work.ts'

/** `publicNotice` is shown to everyone: it must not repeat what it withdraws. */
export const KillReleaseInput = z.strictObject({
  reason: z.string().trim().min(1).max(2000),
  publicNotice: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: 'Shown to everyone: it must not repeat what it withdraws.' }),
})
export type KillReleaseInput = z.infer<typeof KillReleaseInput>

export function killRelease(
  work: Work<ReleaseView>,
  id: string,
  input: KillReleaseInput,
  ifMatch: number | null,
): Promise<ReleaseView | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const view = await readRelease(work, id, ifMatch)
    if (isRefusal(view)) return view
    const release = kill(view.release, input.publicNotice, now)
    if (isRefusal(release)) return release
    const { source } = await openRevision(store, view.release, view.release.content, actor, now)
    const shown = [['publicNotice', input.publicNotice]] as const
    const withheld = refuseNames(shown, source.rules) ?? refuseAccepted(shown, source)
    if (withheld) return withheld
    const earlier = await store.alerts.ofRelease(id)
    const stopped = await stopAlerts(store, earlier, id, now)
    const follows = earlier.map((alert) => alert.id)
    const alert =
      release.slug === null
        ? null
        : oweAlert({ id: newId('alert', now), kind: 'kill', releaseIds: [id], follows, now })
    const told = alert
      ? [
          store.alerts.write(alert),
          store.ledger.followRecipients(alert.id, follows),
          store.events.write({ kind: 'kill', releaseId: id }),
        ]
      : []
    return {
      result: { ...view, release },
      change: together(
        store.releases.write(release),
        ...stopped.map((one) => store.alerts.write(one)),
        // One that is closed stays closed: sending again what failed of it meanwhile makes this stale.
        ...earlier
          .filter(({ id: one }) => !stopped.some((alert) => alert.id === one))
          .map((one) => store.alerts.unchanged(one)),
        ...told,
        store.audit.entry({
          at: now,
          actor,
          act: 'kill-release',
          record: id,
          revision: release.revision,
          reason: input.reason,
        }),
      ),
      wake: async () => {
        if (alert) await queues.add('open-alert', { alertId: alert.id })
      },
    }
  })
}

/** Alerts still running stop; one that names other live releases too goes on without this one. */
async function stopAlerts(
  store: Store,
  alerts: readonly Alert[],
  killedId: string,
  now: Instant,
): Promise<readonly Alert[]> {
  const changed = await Promise.all(
    alerts.map(async (alert) => {
      const releases = await store.releases.readMany(alert.releaseIds)
      const others = releases.some((one) => one.id !== killedId && one.state === 'public')
      return others ? recomposeAlert(alert, now) : stopAlert(alert, now)
    }),
  )
  return changed.flatMap((alert) => alert ?? [])
}
