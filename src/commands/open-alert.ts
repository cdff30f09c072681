/** Writes an alert's audience on each channel, once, and queues its ranges; an alert with nobody in it closes at once. */
import { type Alert, CHANNELS, type Channel, openAlert as open } from '../domain/alert.ts'
import { audienceRule } from '../domain/audience.ts'
import { Cleared } from '../domain/clearance.ts'
import { isRefusal } from '../domain/refusals.ts'
import type { Queues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'
import { closeAlert } from './close-alert.ts'

export async function openAlert(store: Store, queues: Queues, alertId: string): Promise<string> {
  const alert = await store.alerts.read(alertId)
  if (alert === null || (alert.state !== 'owed' && alert.state !== 'open')) return 'nothing to open'
  // A crash after any step: the job comes back, or reconciliation finds the alert in `open`.
  // The audience is written once, so every step may run again.
  const topics = await topicsOf(store, alert)
  // Pages that list topics are kept until something public changes.
  if (await store.topics.add(topics.flat())) await store.commit([store.events.write({ kind: 'topics' })])
  const rule = audienceRule(topics, alert.follows)
  const rangesOf = async (channel: Channel) =>
    (await store.ledger.open(alert.id, channel, rule)).map((range) => ({
      alertId,
      channel,
      ...range,
      pass: 0,
    }))
  const ranges = (await Promise.all(CHANNELS.map(rangesOf))).flat()
  const now = await store.clock.now()
  const opened = open(alert, now)
  if (opened) {
    const { outcomes } = await store.commit([store.alerts.write(opened)])
    // Stale: it was killed or corrected meanwhile. Failing brings the job back to look again.
    if (outcomes[0] !== 'committed') throw new Error('An alert changed while it was opened')
  }
  if (ranges.length === 0) {
    await closeAlert(store, alertId)
    return 'nobody to tell'
  }
  await queues.addAll('deliver-range', ranges)
  return 'opened'
}

/** The topics of each release the alert names, as published; killed ones have none to say. */
async function topicsOf(store: Store, alert: Alert): Promise<readonly (readonly string[])[]> {
  const now = await store.clock.now()
  const releases = await store.releases.readMany(alert.releaseIds)
  const topics = await Promise.all(
    releases.map(async (release) => {
      const embargo = await store.embargoes.read(release.embargoId)
      const cleared = embargo && Cleared.forPublic(release, embargo, now)
      if (cleared === null || isRefusal(cleared)) return null
      return (await store.contents.read(cleared)).topics
    }),
  )
  return topics.flatMap((one) => (one === null ? [] : [one]))
}
