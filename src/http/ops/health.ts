/** `/healthz`: the process runs. `/readyz`: Redis answers, keeps what it is told, and has room. */
import { type RequestHandler, Router } from 'express'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { AGREE_WITHIN_MS } from '../../domain/clock-agreement.ts'
import { isAway } from '../../store/redis.ts'
import type { Store } from '../../store/store.ts'
import { infoField } from './redis-info.ts'

/** Memory in use above this share of `maxmemory` leaves no room for a lift's alert. */
const FULL = 0.95

export const HealthAnswer = z.strictObject({ status: z.literal('ok') })

const Reason = z.enum([
  'redis-away',
  'redis-not-durable',
  'redis-append-fails',
  'redis-evicts',
  'redis-full',
  'redis-clock-not-believed',
  'clock-skewed',
])
type Reason = z.infer<typeof Reason>

export const ReadinessAnswer = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  reasons: z.array(Reason),
})

export function createHealthRoutes(redis: Redis, store: Store): RequestHandler {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const reasons = await findReasons(redis, store)
    res
      .status(reasons.length === 0 ? 200 : 503)
      .json({ status: reasons.length === 0 ? 'ready' : 'not-ready', reasons })
  })
  return router
}

/** Why this process should get no requests, by code; none: it is ready. */
async function findReasons(redis: Redis, store: Store): Promise<readonly Reason[]> {
  try {
    await store.clock.now()
    const [persistence, memory] = await Promise.all([redis.info('persistence'), redis.info('memory')])
    const limit = Number(infoField(memory, 'maxmemory') ?? 0)
    const used = Number(infoField(memory, 'used_memory') ?? 0)
    const checks: readonly (readonly [Reason, boolean])[] = [
      ['redis-not-durable', infoField(persistence, 'aof_enabled') !== '1'],
      ['redis-append-fails', infoField(persistence, 'aof_last_write_status') === 'err'],
      ['redis-evicts', (infoField(memory, 'maxmemory_policy') ?? 'noeviction') !== 'noeviction'],
      ['redis-full', limit > 0 && used > FULL * limit],
      ['redis-clock-not-believed', !store.clock.trusted],
      ['clock-skewed', Math.abs(store.clock.skewMs) > AGREE_WITHIN_MS],
    ]
    return checks.flatMap(([code, wrong]) => (wrong ? [code] : []))
  } catch (error) {
    if (isAway(error)) return ['redis-away']
    throw error
  }
}
