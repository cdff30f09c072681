/** What happened in public, in order: the stream that `/live` follows. It names releases, never words. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { RecordId } from '../domain/record.ts'
import { type Change, ops } from './commit.ts'
import type { Keys } from './keys.ts'

/** `upcoming`: what is announced changed; `topics`: a topic is new. They only say that lists are to be read again. */
const PublicEvent = z.union([
  z.strictObject({ kind: z.enum(['release', 'correction', 'kill']), releaseId: RecordId }),
  z.strictObject({ kind: z.literal('upcoming') }),
  z.strictObject({ kind: z.literal('topics') }),
])
export type PublicEvent = z.infer<typeof PublicEvent>

/** How many events a reader who was away can catch up on. */
const KEPT = '1000'

export function createEvents(redis: Redis, keys: Keys) {
  return {
    write: (event: PublicEvent): Change => ops(['xadd', keys.events, KEPT, JSON.stringify(event)]),
    /** Waits up to `blockMs` for events after `lastId` (`$` for only new ones), on a connection of its own. */
    async after(
      connection: Redis,
      lastId: string,
      blockMs: number,
    ): Promise<readonly { id: string; event: PublicEvent }[]> {
      const answer = await connection.xread('COUNT', 100, 'BLOCK', blockMs, 'STREAMS', keys.events, lastId)
      return (answer?.[0]?.[1] ?? []).map(([id, fields]) => ({
        id,
        event: PublicEvent.parse(JSON.parse(fields[1] ?? '')),
      }))
    },
    /** The id of the newest event, `0-0` when there is none. */
    async lastId(connection: Redis): Promise<string> {
      const [newest] = await connection.xrevrange(keys.events, '+', '-', 'COUNT', 1)
      return newest?.[0] ?? '0-0'
    },
    /** Events after `lastId` that are kept, without waiting. */
    async since(lastId: string): Promise<readonly { id: string; event: PublicEvent }[]> {
      const found = await redis.xrange(keys.events, `(${lastId}`, '+')
      return found.map(([id, fields]) => ({ id, event: PublicEvent.parse(JSON.parse(fields[1] ?? '')) }))
    },
  }
}
