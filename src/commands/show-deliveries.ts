/** An alert as the desk needs it: its numbers, what it is about, and what failed for which reason. */
import type { FailureGroup } from '../domain/delivery.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import { type AlertView, viewAlert } from './alert-view.ts'
import { openRevision } from './release-view.ts'
import type { Work } from './work.ts'

export type ShownDeliveries = {
  readonly view: AlertView
  readonly headlines: readonly string[]
  readonly releases: readonly Release[]
  /** Of its call; null where there is none. */
  readonly timeZone: string | null
  readonly failures: readonly FailureGroup[]
}

export async function showDeliveries(
  { store, actor }: Pick<Work, 'store' | 'actor'>,
  alertId: string,
): Promise<ShownDeliveries | Refusal> {
  const alert = await store.alerts.read(alertId)
  if (alert === null) return refuse('not-found')
  const now = await store.clock.now()
  const releases = await store.releases.readMany(alert.releaseIds)
  const contents = await Promise.all(
    releases.map((release) => openRevision(store, release, release.content, actor, now)),
  )
  return {
    view: await viewAlert(store, alert),
    headlines: contents.map(({ content }) => content.headline),
    releases,
    timeZone: contents[0]?.content.call?.timeZone ?? null,
    failures: await store.failures.groups(alertId),
  }
}
