/** An alert with the counts of its ledgers, as press staff see it. */
import { type Alert, CHANNELS, type Channel } from '../domain/alert.ts'
import type { DeliveryTimes, Tally } from '../domain/delivery.ts'
import type { Store } from '../store/store.ts'

export type ChannelView = {
  readonly channel: Channel
  readonly tally: Tally
  /** Of how many deliveries a bounce, a delay or a complaint was reported; they are in the tally as sent. */
  readonly reported: number
  readonly times: DeliveryTimes
}

/** `channels`: mail, always; then what else has an audience. */
export type AlertView = {
  readonly alert: Alert
  readonly channels: readonly [ChannelView, ...ChannelView[]]
}

const OTHERS = CHANNELS.filter((channel) => channel !== 'email')

export async function viewAlert(store: Store, alert: Alert): Promise<AlertView> {
  const [mail, ...others] = await Promise.all([
    viewChannel(store, alert.id, 'email'),
    ...OTHERS.map((channel) => viewChannel(store, alert.id, channel)),
  ])
  return { alert, channels: [mail, ...others.filter(({ tally }) => tally.audience > 0)] }
}

async function viewChannel(store: Store, alertId: string, channel: Channel): Promise<ChannelView> {
  const now = await store.clock.now()
  const [tally, times, reported] = await Promise.all([
    store.ledger.tally(alertId, channel),
    store.ledger.times(alertId, channel, now),
    store.suppression.reported(alertId, channel),
  ])
  return { channel, tally, times, reported }
}
