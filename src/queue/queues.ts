/** The producers' side of BullMQ: typed jobs in, with ids that make a debt queued twice one job. */
import { type ConnectionOptions, type JobsOptions, Queue } from 'bullmq'
import {
  FAULT_BACKOFF_MS,
  JOBS,
  type JobName,
  jobId,
  type Payload,
  QUEUES,
  type QueueName,
  queueOf,
} from './jobs.ts'

export type Queues = {
  /** Wakes a worker, after `delayMs` if given. A job with the same id that waits already stays. */
  add<N extends JobName>(name: N, payload: Payload<N>, delayMs?: number): Promise<void>
  /** Several of one kind at once. */
  addAll<N extends JobName>(name: N, payloads: readonly Payload<N>[]): Promise<void>
  /**
   * Wakes a worker for a debt whose job is gone or broken. BullMQ ignores an id it keeps, so these
   * have ids of their own, one for each half minute (`now` in ms). A debt with a live job is left alone.
   */
  rescue<N extends JobName>(name: N, payload: Payload<N>, now: number): Promise<boolean>
  byName(name: QueueName): Queue
  close(): Promise<void>
}

/** Finished jobs are kept a while for the board; failed ones long enough for a person to look. */
const KEEP = {
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 14 * 24 * 3600, count: 5000 },
} as const

export function createQueues(connection: ConnectionOptions, prefix: string): Queues {
  // Asked for its version as a process starts, and too busy to hear the answer in time, a queue would refuse all
  // its life long.
  const settings = { connection, prefix, skipVersionCheck: true }
  const queues = new Map(QUEUES.map((name) => [name, new Queue(name, settings)]))
  const byName = (name: QueueName): Queue => {
    const queue = queues.get(name)
    if (queue === undefined) throw new Error(`There is no queue ${name}`)
    return queue
  }
  for (const queue of queues.values()) queue.on('error', () => {})
  const options = <N extends JobName>(name: N, payload: Payload<N>, delayMs?: number): JobsOptions => ({
    ...KEEP,
    jobId: jobId(name, payload),
    attempts: JOBS[name].attempts,
    backoff: { type: 'exponential', delay: FAULT_BACKOFF_MS },
    ...(delayMs !== undefined && delayMs > 0 && { delay: Math.ceil(delayMs) }),
  })
  return {
    async add(name, payload, delayMs) {
      await byName(queueOf(name, payload)).add(name, payload, options(name, payload, delayMs))
    },
    async addAll(name, payloads) {
      for (const [queue, some] of Map.groupBy(payloads, (payload) => queueOf(name, payload)))
        await byName(queue).addBulk(
          some.map((payload) => ({ name, data: payload, opts: options(name, payload) })),
        )
    },
    async rescue(name, payload, now) {
      const queue = byName(queueOf(name, payload))
      // One that is there and has not ended will run, or runs. Its state would be looked for all along the queue.
      const job = await queue.getJob(jobId(name, payload))
      if (job !== undefined && job.finishedOn === undefined) return false
      const id = `${jobId(name, payload)}-rescue-${Math.floor(now / 30_000)}`
      await queue.add(name, payload, { ...options(name, payload), jobId: id })
      return true
    },
    byName,
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
    },
  }
}
