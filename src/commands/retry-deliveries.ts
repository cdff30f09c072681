/** Sends again what failed of an alert, to those who are still subscribed and have surely not got it. */
import { z } from 'zod'
import { reopenAlert } from '../domain/alert.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import { type AlertView, type ChannelView, viewAlert } from './alert-view.ts'
import { attempt, type Work } from './work.ts'

/** `reasons`: codes as deliveries answer them; left out, whatever failed. */
export const RetryDeliveriesInput = z.strictObject({
  reasons: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'A code'))
    .min(1)
    .max(100)
    .optional(),
})
export type RetryDeliveriesInput = z.infer<typeof RetryDeliveriesInput>

/** The alert is open again, and what it owes is in its ledger, by one commit. */
export function retryDeliveries(
  work: Work<AlertView>,
  id: string,
  { reasons }: RetryDeliveriesInput,
): Promise<AlertView | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const before = await store.alerts.read(id)
    if (before === null) return refuse('not-found')
    const alert = reopenAlert(before, now)
    if (isRefusal(alert)) return alert
    const releases = await store.releases.readMany(alert.releaseIds)
    if (alert.kind !== 'kill' && releases.every(({ state }) => state === 'killed')) return refuse('killed')
    const { channels } = await viewAlert(store, alert)
    const owe = async (view: ChannelView) => ({
      view,
      ...(await store.failures.owedAgain(id, view.channel, reasons ?? null, now)),
    })
    const [mail, ...others] = channels
    const owed = await Promise.all([owe(mail), ...others.map(owe)])
    const people = owed.reduce((sum, one) => sum + one.people, 0)
    if (people === 0) return refuse('nothing-failed')
    return {
      result: { alert, channels: [owing(owed[0]), ...owed.slice(1).map(owing)] },
      change: together(
        store.alerts.write(alert),
        // A kill meanwhile makes this stale: then it is planned again, and refused.
        ...releases.map((release) => store.releases.unchanged(release)),
        ...owed.map(({ change }) => change),
        store.audit.entry({
          ...{ at: now, actor, act: 'retry-deliveries', record: id, revision: alert.revision },
          codes: [`people-${people}`, ...(reasons ?? [])],
        }),
      ),
      // A crash before this: the ranges are owed, where reconciliation finds them.
      wake: () =>
        queues.addAll(
          'deliver-range',
          owed.flatMap(({ view: { channel }, ranges }) =>
            ranges.map((range) => ({ alertId: id, channel, ...range, pass: 0, retry: alert.revision })),
          ),
        ),
    }
  })
}

/** As it will be once so many of what failed are owed again. */
function owing({ view: { tally, ...view }, people }: { view: ChannelView; people: number }): ChannelView {
  return { ...view, tally: { ...tally, failed: tally.failed - people, owed: tally.owed + people } }
}
