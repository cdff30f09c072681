/** How many people an alert would go to, counted over the bitmaps and written nowhere. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { CHANNELS, type Channel } from '../domain/alert.ts'
import type { AudienceRule } from '../domain/audience.ts'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'

export function createAudienceCounts(redis: Redis, keys: Keys) {
  const count = createScript(redis, readLua('audience-counts.lua', import.meta.url))

  /**
   * A topic that nobody chose is not named to Redis: an embargoed release may be the first to have it. The count
   * is the same without it.
   */
  async function bitmapsOf(rule: AudienceRule, channel: Channel): Promise<readonly string[]> {
    switch (rule.who) {
      case 'everyone':
        return []
      case 'topics': {
        const chosen = new Set(await redis.smembers(keys.subscribedTopics(channel)))
        const topics = rule.topics.filter((topic) => chosen.has(topic))
        return [
          keys.subscribedEverything(channel),
          ...topics.map((topic) => keys.subscribedTopic(channel, topic)),
        ]
      }
      case 'recipients-of':
        return rule.alertIds.flatMap((id) =>
          ['sent', 'uncertain', 'claimed'].map((part) => keys.ledger(id, channel, part)),
        )
    }
  }

  const countOn = async (rule: AudienceRule, channel: Channel): Promise<number> =>
    z.int().parse(await count([keys.subscribed(channel), ...(await bitmapsOf(rule, channel))], [rule.who]))

  /** Of an alert that would open now, over all channels. */
  return async (rule: AudienceRule): Promise<number> => {
    const counts = await Promise.all(CHANNELS.map((channel) => countOn(rule, channel)))
    return counts.reduce((sum, one) => sum + one, 0)
  }
}
