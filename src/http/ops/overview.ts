/** `GET /v1/ops/overview`: what is due, what is owed and how the queues stand; ids, counts and codes only. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { listOverdue } from '../../commands/find-expected.ts'
import { CHANNELS } from '../../domain/alert.ts'
import { toIso } from '../../domain/instant.ts'
import type { Expectation } from '../../domain/overdue.ts'
import { RecordId } from '../../domain/record.ts'
import { QUEUES } from '../../queue/jobs.ts'
import type { Queues } from '../../queue/queues.ts'
import type { Store } from '../../store/store.ts'
import { At, type Told } from '../answer-parts.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** The most of one kind that is listed. */
const SHOWN = 200

const Overdue = z.union([
  z.strictObject({ callId: RecordId, expectedAt: At }),
  z
    .strictObject({ embargoId: RecordId, expectedAt: At })
    .meta({ description: 'A notice, by its embargo alone: its name may say what is coming.' }),
])

export const OverviewAnswer = z
  .strictObject({
    now: At.meta({ description: 'By Redis’s clock.' }),
    holdAll: z.boolean(),
    liftsDue: z
      .array(z.strictObject({ embargoId: RecordId, dueAt: At, overdue: z.boolean() }))
      .meta({ description: 'Of the next 24 hours.' }),
    overdue: z.array(Overdue),
    openAlerts: z.array(RecordId),
    owedNotices: z.int(),
    subscribers: z.int(),
    queues: z
      .record(z.string(), z.record(z.string(), z.int()))
      .meta({ description: 'Jobs by queue and state.' }),
    clock: z.strictObject({ trusted: z.boolean(), driftMs: z.int(), skewMs: z.int() }),
  })
  .meta({ id: 'OpsOverview', description: 'Ids, counts and codes only.' })

/** `overdueAfterMs`: grace past which what is expected counts as overdue. */
export function createOverview(store: Store, queues: Queues, overdueAfterMs: number): RequestHandler {
  const router = Router()
  router.get('/v1/ops/overview', async (_req, res) => {
    const now = await store.clock.now()
    const [due, overdue, open, owedNotices, held, subscribers] = await Promise.all([
      store.embargoes.dueBy(now + DAY_MS, SHOWN),
      listOverdue(store, overdueAfterMs, now, SHOWN),
      store.alerts.openIds(),
      store.notices.owedIds(),
      store.holdAll.read(),
      Promise.all(CHANNELS.map((channel) => store.subscribers.count(channel))),
    ])
    const depths = await Promise.all(
      QUEUES.map(async (name) => [name, await queues.byName(name).getJobCounts()] as const),
    )
    const answer: Told<typeof OverviewAnswer> = {
      now: toIso(now),
      holdAll: held !== null,
      liftsDue: due.map((one) => ({ embargoId: one.id, dueAt: toIso(one.dueAt), overdue: one.dueAt < now })),
      overdue: overdue.map(overdueAnswer),
      openAlerts: open,
      owedNotices: owedNotices.length,
      subscribers: subscribers.reduce((sum, count) => sum + count, 0),
      queues: Object.fromEntries(depths),
      clock: {
        trusted: store.clock.trusted,
        driftMs: Math.round(store.clock.driftMs),
        skewMs: Math.round(store.clock.skewMs),
      },
    }
    res.json(answer)
  })
  return router
}

function overdueAnswer(one: Expectation): z.infer<typeof Overdue> {
  const expectedAt = toIso(one.expectedAt)
  return one.kind === 'call-end'
    ? { callId: one.callId, expectedAt }
    : { embargoId: one.embargoId, expectedAt }
}
