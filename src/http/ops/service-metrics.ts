/** What the metrics say of the service, read from the store and the queues: counts, codes and seconds only. */
import type { Redis } from 'ioredis'
import { CHANNELS, type Channel } from '../../domain/alert.ts'
import type { Instant } from '../../domain/instant.ts'
import { QUEUES, type QueueName } from '../../queue/jobs.ts'
import type { Queues } from '../../queue/queues.ts'
import type { LiftCounts } from '../../store/lift-counts.ts'
import type { Store } from '../../store/store.ts'
import { infoField } from './redis-info.ts'

export type ServiceDependencies = {
  readonly redis: Redis
  readonly store: Store
  readonly queues: Queues
  /** Grace past which what is expected counts as overdue. */
  readonly overdueAfterMs: number
}

type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number }

export type Family = {
  readonly type: 'gauge' | 'counter'
  readonly name: string
  readonly help: string
  readonly samples: readonly Sample[]
}

/** Of all lifts by terms that were counted. */
export type Lateness = LiftCounts['lateness'] & { readonly count: number }

/** Of failed jobs, the newest so many of a queue are read for their codes. */
const FAILED_READ = 1000

export async function readFamilies(dependencies: ServiceDependencies): Promise<{
  readonly families: readonly Family[]
  readonly lateness: Lateness
}> {
  const { redis, store, queues, overdueAfterMs } = dependencies
  const now = await store.clock.now()
  const counts = await store.liftCounts.read()
  const families = await Promise.all([
    liftFamilies(store, counts, now),
    alertFamilies(store),
    overdueFamily(store, now - overdueAfterMs),
    Promise.all([queueDepths(queues), failedByCode(queues)]),
    memoryFamilies(redis),
    clockFamilies(store),
  ])
  return { families: families.flat(), lateness: { ...counts.lateness, count: counts.byCause.terms } }
}

function gauge(name: string, help: string, ...samples: readonly (number | Sample)[]): Family {
  const all = samples.map((one) => (typeof one === 'number' ? { value: one } : one))
  return { type: 'gauge', name: `hfr_${name}`, help, samples: all }
}

async function liftFamilies(store: Store, counts: LiftCounts, now: Instant): Promise<readonly Family[]> {
  const [scheduled, past, held] = await Promise.all([
    store.embargoes.countDue(null),
    store.embargoes.countDue(now),
    store.holdAll.read(),
  ])
  const lifted = Object.entries(counts.byCause).map(([cause, value]) => ({ labels: { cause }, value }))
  return [
    gauge('lifts_scheduled', 'Embargoes with a known instant that nothing holds.', scheduled),
    gauge('lifts_past_due', 'Of these, those whose instant has passed.', past),
    gauge('hold_all', '1 while everything is held.', held === null ? 0 : 1),
    { type: 'counter', name: 'hfr_lifts_total', help: 'Embargoes lifted, by cause.', samples: lifted },
  ]
}

async function alertFamilies(store: Store): Promise<readonly Family[]> {
  const [open, notices] = await Promise.all([store.alerts.openIds(), store.notices.owedIds()])
  const onEach = (count: (channel: Channel) => Promise<number>) =>
    Promise.all(CHANNELS.map(async (channel) => ({ labels: { channel }, value: await count(channel) })))
  const owed = await onEach(async (channel) => {
    const tallies = await Promise.all(open.map((id) => store.ledger.tally(id, channel)))
    return tallies.reduce((sum, tally) => sum + tally.owed, 0)
  })
  const subscribers = await onEach(store.subscribers.count)
  return [
    gauge('alerts_open', 'Alerts that are not finished.', open.length),
    gauge('deliveries_owed', 'Deliveries owed by open alerts, by channel.', ...owed),
    gauge('notices_owed', 'Notices owed: mails and texts with no release in them.', notices.length),
    gauge('subscribers', 'Subscribers who get alerts, by channel.', ...subscribers),
  ]
}

async function overdueFamily(store: Store, until: Instant): Promise<readonly Family[]> {
  const kinds = await store.expected.countWaited(until)
  const samples = Object.entries(kinds).map(([kind, value]) => ({ labels: { kind }, value }))
  return [
    gauge('overdue', 'Calls past their expected end, and notices past their time, and grace.', ...samples),
  ]
}

async function queueDepths(queues: Queues): Promise<Family> {
  const samples = await eachQueue(async (queue) => {
    const depths = await queues.byName(queue).getJobCounts()
    return Object.entries(depths).map(([state, value]) => ({ labels: { queue, state }, value }))
  })
  return gauge('queue_jobs', 'Jobs by queue and state.', ...samples)
}

async function failedByCode(queues: Queues): Promise<Family> {
  const samples = await eachQueue(async (queue) => {
    const failed = await queues.byName(queue).getFailed(0, FAILED_READ - 1)
    const byCode = Map.groupBy(failed, (job) => codeOf(job?.failedReason))
    return [...byCode].map(([code, jobs]) => ({ labels: { queue, code }, value: jobs.length }))
  })
  return gauge('failed_jobs', 'Failed jobs that are kept, by code; the newest 1000 of a queue.', ...samples)
}

async function eachQueue(read: (queue: QueueName) => Promise<readonly Sample[]>): Promise<readonly Sample[]> {
  return (await Promise.all(QUEUES.map(read))).flat()
}

/** Our own codes; what the queue library says in words of its own is no label. */
function codeOf(reason: string | undefined): string {
  return reason !== undefined && /^[A-Za-z0-9_-]{1,40}$/.test(reason) ? reason : 'other'
}

async function memoryFamilies(redis: Redis): Promise<readonly Family[]> {
  const info = await redis.info('memory')
  const bytes = (name: string) => Number(infoField(info, name) ?? 0)
  return [
    gauge('redis_memory_used_bytes', 'Memory that Redis uses.', bytes('used_memory')),
    gauge('redis_memory_max_bytes', 'Memory that Redis may use; 0: no limit.', bytes('maxmemory')),
  ]
}

/** As the process that is asked sees it. */
async function clockFamilies({ clock }: Store): Promise<readonly Family[]> {
  return [
    gauge(
      'clock_trusted',
      '0 while Redis’s clock is not believed, and lifts by time wait.',
      clock.trusted ? 1 : 0,
    ),
    gauge('clock_drift_seconds', 'Redis’s clock less what this process expects.', clock.driftMs / 1000),
    gauge('clock_skew_seconds', 'Redis’s clock less this host’s clock.', clock.skewMs / 1000),
  ]
}
