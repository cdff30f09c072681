/** An alert with the counts of its ledger, as press staff see it. */
import type { Alert } from '../domain/alert.ts'
import type { DeliveryTimes, Tally } from '../domain/delivery.ts'
import type { Store } from '../store/store.ts'

export type AlertView = {
  readonly alert: Alert
  readonly tally: Tally
  /** Of how many deliveries a bounce, a delay or a complaint was reported; they are in the tally as sent. */
  readonly reported: number
  readonly times: DeliveryTimes
}

export async function viewAlert(store: Store, alert: Alert): Promise<AlertView> {
  const now = await store.clock.now()
  const [tally, times, reported] = await Promise.all([
    store.ledger.tally(alert.id, 'email'),
    store.ledger.times(alert.id, 'email', now),
    store.suppression.reported(alert.id, 'email'),
  ])
  return { alert, tally, times, reported }
}
