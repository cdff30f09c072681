/** Closes an alert when every delivery of it is settled, on every channel. */
import { CHANNELS, closeAlert as close } from '../domain/alert.ts'
import type { Store } from '../store/store.ts'

export async function closeAlert(store: Store, alertId: string): Promise<void> {
  const alert = await store.alerts.read(alertId)
  if (alert === null) return
  const tallies = await Promise.all(CHANNELS.map((channel) => store.ledger.tally(alertId, channel)))
  const closed = tallies.every(({ owed }) => owed === 0) ? close(alert, await store.clock.now()) : null
  // Not committed: it changed meanwhile, and reconciliation closes what is left open.
  if (closed) await store.commit([store.alerts.write(closed)])
}
