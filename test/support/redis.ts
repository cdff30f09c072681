/** A test's own corner of the run's Redis. */
import type { Redis } from 'ioredis'
import { test as base, inject } from 'vitest'
import { connectRedis } from '../../src/store/redis.ts'
import { freshNamespace } from './namespace.ts'

type RedisFixtures = Readonly<{
  redisUrl: string
  /** A key prefix that no other test has. */
  namespace: string
  /** Connected, patient, and closed after the test. */
  redis: Redis
}>

/** `test` with the run's Redis: `test('…', async ({ redis, namespace }) => …)`. */
export const test = base.extend<RedisFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the pattern to learn what a fixture needs
  redisUrl: async ({}, use) => use(inject('redisUrl')),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  namespace: async ({}, use) => use(freshNamespace()),
  redis: async ({ redisUrl }, use) => {
    const redis = connectRedis(redisUrl, 'patient')
    await use(redis)
    redis.disconnect()
  },
})

/** For hooks outside a test. Whoever opens it closes it. */
export function openRedis(manner: Parameters<typeof connectRedis>[1] = 'patient'): Redis {
  return connectRedis(inject('redisUrl'), manner)
}
