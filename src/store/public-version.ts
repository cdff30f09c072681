/** The version of all that the public may see: the newest event of the stream that every publication writes. */
import type { Redis } from 'ioredis'
import type { Keys } from './keys.ts'

/**
 * Asks Redis. Those who ask at one time share one question, but only one that is sent after they asked: an
 * answer is never older than the request it is for.
 */
export type PublicVersion = () => Promise<string>

export function createPublicVersion(redis: Redis, keys: Keys): PublicVersion {
  return shareQuestions(async () => {
    const [newest] = await redis.xrevrange(keys.events, '+', '-', 'COUNT', 1)
    return newest?.[0] ?? '0-0'
  })
}

/** One question at a time; who comes while one is under way waits for the next. */
export function shareQuestions<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let gathering: Promise<T> | null = null
  const askNext = async (): Promise<T> => {
    await underWay.catch(() => {})
    // Whoever asks in this turn of the loop is still in time.
    await new Promise((resolve) => setImmediate(resolve))
    gathering = null
    const answer = ask()
    underWay = answer
    return answer
  }
  return () => {
    gathering ??= askNext()
    return gathering
  }
}
