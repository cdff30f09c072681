/** The one switch that stops every lift; the lift's commit looks at it in the same script. */
import type { Redis } from 'ioredis'
import { Hold } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Sealed } from '../domain/record.ts'
import { type Change, ops, STAMP } from './commit.ts'
import type { Keys } from './keys.ts'
import type { Sealing } from './seal.ts'

export function createHoldAll(redis: Redis, keys: Keys, sealing: Sealing) {
  return {
    sealReason: (reason: string): Sealed => sealing.seal(reason, keys.holdAll),
    openReason: (reason: Sealed): string => sealing.open(reason, keys.holdAll),
    async read(): Promise<Hold | null> {
      const text = await redis.get(keys.holdAll)
      return text === null ? null : Hold.parse(JSON.parse(text))
    },
    set: (hold: Hold): Change => ops(['set', keys.holdAll, JSON.stringify(hold)]),
    clear: (): Change => ops(['del', keys.holdAll], ['set', keys.holdAllClearedAt, String(STAMP)]),
    /** When everything was last resumed; 0 for never. */
    clearedAt: async (): Promise<Instant> => Number((await redis.get(keys.holdAllClearedAt)) ?? 0),
    /** For a lift by decision, which no due instant guards. */
    guard: (): Change => ({ guard: { unlessExists: keys.holdAll }, expect: [], ops: [] }),
  }
}
