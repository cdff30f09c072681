/** Runs the jobs of one queue: payload parsed, faults coded, everything logged by ids. */
import { type ConnectionOptions, type Job, Worker } from 'bullmq'
import type { Log } from '../src/log.ts'
import { JOBS, type JobName, type Payload, type QueueName } from '../src/queue/jobs.ts'

type Handler<N extends JobName> = (payload: Payload<N>) => Promise<string>

export type JobRunner = { close(): Promise<void> }

/** What BullMQ may keep of an error: a code. Its words may hold an address. */
class CodedFault extends Error {
  constructor(cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'fault'
    super(/^[A-Za-z0-9_-]{1,40}$/.test(code) ? code : 'fault')
    this.name = 'CodedFault'
    this.stack = `CodedFault: ${this.message}`
  }
}

/** Short locks and many recoveries: a job whose worker is killed is taken up within seconds, every time. */
const RECOVERY = {
  lockDuration: 5000,
  stalledInterval: 2500,
  maxStalledCount: 1000,
  runRetryDelay: 100,
} as const

/** `handle` answers one word for what it did; a fault is rethrown so that the job fails and comes back. */
export function runJob<N extends JobName>(
  name: N,
  handle: Handler<N>,
  settings: {
    queue: QueueName
    connection: ConnectionOptions
    prefix: string
    concurrency: number
    log: Log
  },
): JobRunner {
  const { queue, connection, prefix, concurrency, log } = settings
  const worker = new Worker(
    queue,
    async (job: Job) => {
      // A job whose payload does not parse can never succeed; it is kept as failed for a person.
      const payload = parse(name, job.data)
      try {
        const did = await handle(payload)
        log.debug({ job: name, payload, did }, 'job done')
        return did
      } catch (error) {
        log.warn({ job: name, payload, err: error }, 'job failed')
        throw new CodedFault(error)
      }
    },
    { connection, prefix, concurrency, ...RECOVERY },
  )
  // BullMQ retries its own connection; what it reports here is nothing a person must act on.
  worker.on('error', (error) => log.debug({ queue, err: error }, 'worker connection'))
  return { close: () => worker.close() }
}

function parse<N extends JobName>(name: N, data: unknown): Payload<N>
function parse(name: JobName, data: unknown): Payload<JobName> {
  return JOBS[name].payload.parse(data)
}
