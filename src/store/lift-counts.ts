/** Lifts counted for metrics: by cause, and by how late they were, summed in one hash that any process can read. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { type Embargo, latenessOf } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { type Change, type Op, ops, STAMP } from './commit.ts'
import type { Keys } from './keys.ts'

/** Upper bounds of the histogram of lateness, in ms. A changed list counts what was counted before as it was. */
const LATENESS_BUCKETS_MS = [1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000, 60_000, 600_000] as const

/** `buckets` hold how many were at most so late, each with all below it, as Prometheus has it. */
export type LiftCounts = {
  readonly byCause: Readonly<Record<'terms' | 'decision', number>>
  readonly lateness: {
    readonly buckets: readonly { readonly upToMs: number; readonly count: number }[]
    readonly sumMs: number
  }
}

const Pairs = z.array(z.string())

export function createLiftCounts(redis: Redis, keys: Keys) {
  return {
    /** For the commit that lifts, which does not know yet how late it is: to be counted afterwards. */
    owe: (embargoId: string): Change => ops(['zadd', keys.uncountedLifts, String(STAMP), embargoId]),
    async uncounted(limit: number): Promise<readonly { id: string; liftedAt: Instant }[]> {
      const found = Pairs.parse(await redis.zrange(keys.uncountedLifts, 0, String(limit - 1), 'WITHSCORES'))
      return found.flatMap((id, at) => (at % 2 === 0 ? [{ id, liftedAt: Number(found[at + 1]) }] : []))
    },
    /** Counts one, once: refused where another has counted it. */
    count(embargo: Embargo, liftedAt: Instant): Change {
      const add = (field: string, by: number): Op => ['hincrby', keys.liftCounts, field, String(by)]
      const lateMs = embargo.cause === 'terms' ? latenessOf(embargo, liftedAt) : null
      const bucket = LATENESS_BUCKETS_MS.find((upToMs) => (lateMs ?? 0) <= upToMs)
      return {
        guard: { member: { key: keys.uncountedLifts, member: embargo.id, score: liftedAt } },
        expect: [],
        ops: [
          ['zrem', keys.uncountedLifts, embargo.id],
          add(`cause:${embargo.cause}`, 1),
          ...(lateMs === null
            ? []
            : [add(`upto:${bucket ?? 'more'}`, 1), add('sum-ms', Math.max(0, lateMs))]),
        ],
      }
    },
    async read(): Promise<LiftCounts> {
      const counts = await redis.hgetall(keys.liftCounts)
      const of = (field: string) => Number(counts[field] ?? 0)
      let sofar = 0
      const buckets = LATENESS_BUCKETS_MS.map((upToMs) => {
        sofar += of(`upto:${upToMs}`)
        return { upToMs, count: sofar }
      })
      return {
        byCause: { terms: of('cause:terms'), decision: of('cause:decision') },
        lateness: { buckets, sumMs: of('sum-ms') },
      }
    },
  }
}
