/** Lifts, and what is owed: the lift clock, the jobs beside it, and reconciliation. Nothing here sends. */
import type { WorkersConfig } from '../src/config.ts'
import { durationMs } from '../src/domain/instant.ts'
import type { Log } from '../src/log.ts'
import { createQueues } from '../src/queue/queues.ts'
import { connectRedis } from '../src/store/redis.ts'
import { createStore } from '../src/store/store.ts'
import { startLiftClock } from './lift-clock.ts'
import { liftEmbargo } from './lift-embargo.ts'
import { startReconciling } from './reconcile.ts'
import type { RightOfWay } from './right-of-way.ts'
import { runJob } from './run-job.ts'

export type Running = { close(): Promise<void> }

export async function startLifting(
  config: WorkersConfig,
  log: Log,
  rightOfWay: RightOfWay,
): Promise<Running> {
  // Lifts have a connection of their own: nothing that reconciliation asks stands before them.
  const [lifting, working, queueing] = [
    connectRedis(config.REDIS_URL, 'patient'),
    connectRedis(config.REDIS_URL, 'patient'),
    connectRedis(config.REDIS_URL, 'patient'),
  ]
  const settings = { namespace: config.NAMESPACE, sealKeys: config.SEAL_KEYS, secret: config.SECRET }
  const store = createStore(working, settings)
  const liftStore = createStore(lifting, settings)
  const prefix = store.keys.queuePrefix
  const queues = createQueues(queueing, prefix)
  const on = { queue: 'lifts' as const, connection: queueing, prefix, concurrency: 20, log }
  const runner = runJob('lift-embargo', liftEmbargo(liftStore, queues), on)
  const clock = startLiftClock(liftStore, queues, log, rightOfWay)
  const overdue = { graceMs: durationMs(config.OVERDUE_AFTER), opsEmail: config.OPS_EMAIL ?? null }
  const reconciler = startReconciling({ store, queues, log, overdue, clock: liftStore.clock })
  await store.clock.now()
  return {
    async close() {
      await clock.stop()
      await reconciler.stop()
      await runner.close()
      await queues.close()
      for (const redis of [lifting, working, queueing]) redis.disconnect()
    },
  }
}
