/** Topics that published releases have had: what a sign-up page may offer. Never an embargoed one. */
import type { Redis } from 'ioredis'
import type { Keys } from './keys.ts'

export function createTopics(redis: Redis, keys: Keys) {
  return {
    list: async (): Promise<readonly string[]> => (await redis.smembers(keys.topics)).sort(),
    /** Whether one of them is new. */
    async add(topics: readonly string[]): Promise<boolean> {
      return topics.length > 0 && (await redis.sadd(keys.topics, ...topics)) > 0
    },
  }
}
