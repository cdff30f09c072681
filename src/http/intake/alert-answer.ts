/** The schemas of what is answered of alerts, their deliveries, and the audit. */
import { z } from 'zod'
import { Actor } from '../../domain/actor.ts'
import { AlertKind, AlertState } from '../../domain/alert.ts'
import { DELIVERY_STATES } from '../../domain/delivery.ts'
import { RecordId } from '../../domain/record.ts'
import { At, NAMED_ADDRESS } from '../answer-parts.ts'

const count = z.int().nonnegative()
const afterMs = z.int().nullable()

const Counts = z
  .strictObject({
    audience: count.meta({ description: 'Sent, failed, skipped and owed add up to it.' }),
    sent: count,
    failed: count,
    uncertain: count.meta({ description: 'Settled after a doubt: there once, or twice.' }),
    skipped: count,
    owed: count,
    reported: count.meta({
      description: 'Of those sent, how many a bounce, delay or complaint was reported of.',
    }),
    firstAt: At.nullable(),
    lastAt: At.nullable(),
    p50Ms: afterMs.meta({ description: 'Half of them were accepted so soon after the alert was owed.' }),
    p95Ms: afterMs,
    maxMs: afterMs,
    perSecond: count.meta({ description: 'Now; the average once it is closed.' }),
    secondsLeft: count
      .nullable()
      .meta({ description: 'At this rate; null while nothing moves, and once it is over.' }),
  })
  .meta({ id: 'DeliveryCounts' })

export const AlertAnswer = z
  .strictObject({
    id: RecordId,
    kind: AlertKind,
    state: AlertState,
    releaseIds: z.array(RecordId),
    openedAt: At.nullable(),
    closedAt: At.nullable(),
    channels: z.strictObject({
      email: Counts,
      sms: Counts.optional().meta({ description: 'Left out where it goes to nobody by text message.' }),
    }),
  })
  .meta({ id: 'Alert' })

export const DeliveryAnswer = z
  .strictObject({
    ...NAMED_ADDRESS,
    state: z.enum(DELIVERY_STATES),
    uncertain: z.boolean(),
    code: z
      .string()
      .nullable()
      .meta({
        description: 'Why it failed, or what was reported of it after it was sent.',
        examples: ['bounced-5.1.1'],
      }),
  })
  .meta({ id: 'Delivery' })

export const AuditAnswer = z
  .strictObject({
    id: z.string(),
    at: At,
    actor: Actor.meta({ id: 'Actor' }),
    act: z.string().meta({ examples: ['end-call'] }),
    record: z.union([RecordId, z.literal('everything')]),
    revision: z.int().nullable(),
    codes: z.array(z.string()),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', description: 'Who did what, when, why, to which record.' })
