/** Embargoes; the `due` index: those with a known instant that nothing holds; and the notices expected of them. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Embargo } from '../domain/embargo.ts'
import { Instant } from '../domain/instant.ts'
import { expectedOfEmbargo } from '../domain/overdue.ts'
import type { Sealed } from '../domain/record.ts'
import { partsOf } from '../domain/terms.ts'
import type { Guard, Op } from './commit.ts'
import { expectOps } from './expected.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'
import type { Sealing } from './seal.ts'

const Pairs = z.array(z.string())

export function createEmbargoes(redis: Redis, keys: Keys, sealing: Sealing) {
  const records = createRecords(redis, keys, 'embargo', Embargo, (embargo) => [
    embargo.state === 'scheduled' && embargo.hold === null
      ? ['zadd', keys.due, String(embargo.dueAt), embargo.id]
      : ['zrem', keys.due, embargo.id],
    ...expectNotices(keys, embargo),
  ])
  const context = (id: string) => keys.record('embargo', id)
  return {
    ...records,
    /** Free text of people: why it is held, who published early. */
    sealReason: (id: string, reason: string): Sealed => sealing.seal(reason, context(id)),
    openReason: (id: string, reason: Sealed): string => sealing.open(reason, context(id)),
    /** Ids due by `until`, earliest first, each with its instant. */
    async dueBy(until: Instant, limit: number): Promise<readonly { id: string; dueAt: Instant }[]> {
      const found = Pairs.parse(
        await redis.zrange(keys.due, '-inf', String(until), 'BYSCORE', 'LIMIT', 0, limit, 'WITHSCORES'),
      )
      return found.flatMap((id, index) => (index % 2 === 0 ? [{ id, dueAt: Number(found[index + 1]) }] : []))
    },
    /** How many are due by `until`, or at all. */
    countDue: (until: Instant | null): Promise<number> => redis.zcount(keys.due, '-inf', until ?? '+inf'),
    /** What a lift by terms demands at the instant of its commit, by Redis's clock; after `notAfter` it is stale. */
    dueGuard(embargo: Embargo, notAfter: Instant | null = null): Guard {
      const dueAt = Instant.parse(embargo.dueAt)
      return {
        notBefore: dueAt,
        ...(notAfter !== null && { notAfter }),
        unlessExists: keys.holdAll,
        member: { key: keys.due, member: embargo.id, score: dueAt },
      }
    },
  }
}

function expectNotices(keys: Keys, embargo: Embargo): readonly Op[] {
  const expected = expectedOfEmbargo(embargo)
  const names = partsOf(embargo.terms).flatMap((part) => (part.until === 'notice' ? [part.name] : []))
  return names.flatMap((notice) => {
    const one = expected.find((expectation) => 'notice' in expectation && expectation.notice === notice)
    return expectOps(keys, { kind: 'notice', embargoId: embargo.id, notice }, one ?? null)
  })
}
