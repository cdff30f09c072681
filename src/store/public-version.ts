/** The version of all that the public may see: the newest event of the stream that every publication writes. */
import type { Redis } from 'ioredis'
import type { Keys } from './keys.ts'

/** Asks Redis: an answer is never older than the request it is for. */
export type PublicVersion = {
  /** At once. What is asked after it on the same connection is read at this version, or at a later one. */
  ask(): Promise<string>
  /** Those who ask at one time share one question, but only one that is sent after they asked. */
  askTogether(): Promise<string>
}

/** `redis`: the connection that pages are read on. */
export function createPublicVersion(redis: Redis, keys: Keys): PublicVersion {
  const ask = async () => {
    const [newest] = await redis.xrevrange(keys.events, '+', '-', 'COUNT', 1)
    return newest?.[0] ?? '0-0'
  }
  return { ask, askTogether: shareQuestions(ask) }
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
