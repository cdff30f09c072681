/** Every job: its queue, payload, id and retries. Jobs are wake-ups; the store alone knows what is owed. */
import { z } from 'zod'
import { Channel } from '../domain/alert.ts'
import { RecordId } from '../domain/record.ts'

/** Ids and revisions only: nothing here may be content, a name or an address. */
export const JOBS = {
  /** Lift one embargo if it is due. The lift clock is usually first. */
  'lift-embargo': {
    queue: 'lifts',
    payload: z.strictObject({ embargoId: RecordId, revision: z.int() }),
    attempts: 5,
  },
  /** Write an alert's audience, once, and queue its ranges. */
  'open-alert': { queue: 'alerts', payload: z.strictObject({ alertId: RecordId }), attempts: 5 },
  /** Deliver an alert to one range of subscriber numbers. `pass` counts how often it came back. */
  'deliver-range': {
    queue: { email: 'deliveries', sms: 'deliveries-sms' },
    payload: z.strictObject({
      alertId: RecordId,
      channel: Channel,
      from: z.int(),
      to: z.int(),
      pass: z.int(),
      /** The revision of the alert that made it owed again; its jobs are others than those of the first time. */
      retry: z.int().optional(),
    }),
    attempts: 5,
  },
  /** Send one mail or text that has no release in it. Those queued before there were texts name no channel. */
  'send-notice': {
    queue: { email: 'notices', sms: 'notices-sms' },
    payload: z.strictObject({ noticeId: RecordId, pass: z.int(), channel: Channel.default('email') }),
    attempts: 5,
  },
} as const satisfies Readonly<Record<string, Job>>

/** What sends has a queue for each channel: none of them waits for the server of another. */
type Job = {
  readonly queue: QueueName | Readonly<Record<Channel, QueueName>>
  readonly payload: z.ZodType
  readonly attempts: number
}

export type JobName = keyof typeof JOBS
export type Payload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>

export const QUEUES = ['lifts', 'alerts', 'deliveries', 'deliveries-sms', 'notices', 'notices-sms'] as const
export type QueueName = (typeof QUEUES)[number]

export function queueOf<N extends JobName>(name: N, payload: Payload<N>): QueueName {
  const { queue }: Job = JOBS[name]
  if (typeof queue === 'string') return queue
  return queue['channel' in payload ? payload.channel : 'email']
}

/**
 * The one retry table: how long what was refused for now waits before the next pass, by pass. Past
 * its end a delivery has failed. In all about a day and a half, as RFC 5321 §4.5.4.1 advises.
 */
export const RETRY_AFTER_MS: readonly number[] = [
  5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 57_600_000,
]

/** How a job that broke (Redis away, a fault) comes back; kept as failed when that does not help. */
export const FAULT_BACKOFF_MS = 200

/** A job's id: the same debt queued twice is one job. BullMQ ids may hold no colon. */
export function jobId<N extends JobName>(name: N, payload: Payload<N>): string {
  return [name, ...Object.values(payload)].join('-')
}
