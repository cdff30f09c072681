/** The measured story of a lift: due, lifted, how late and why, what went public, and who was told. */
import type { Embargo } from '../domain/embargo.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { Store } from '../store/store.ts'
import { type AlertView, viewAlert } from './alert-view.ts'

export type Receipt = {
  readonly embargo: Embargo
  /** All that it covers, public or not. */
  readonly releases: readonly Release[]
  /** Everything that was sent of these releases, oldest first: the lift's own alert, and what followed. */
  readonly alerts: readonly AlertView[]
}

export async function showReceipt(store: Store, embargoId: string): Promise<Receipt | Refusal> {
  const embargo = await store.embargoes.read(embargoId)
  if (embargo === null) return refuse('not-found')
  const releases = await store.releases.readMany(embargo.releaseIds)
  const alerts = new Map(
    (await Promise.all(releases.map((release) => store.alerts.ofRelease(release.id))))
      .flat()
      .map((alert) => [alert.id, alert]),
  )
  return {
    embargo,
    releases,
    alerts: await Promise.all([...alerts.values()].map((alert) => viewAlert(store, alert))),
  }
}
