/** The one switch that stops every lift; the lift's commit looks at it in the same script. */
import type { Redis } from 'ioredis'
import { Hold } from '../domain/embargo.ts'
import type { Sealed } from '../domain/record.ts'
import { type Change, ops } from './commit.ts'
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
    clear: (): Change => ops(['del', keys.holdAll]),
    /** For a lift by decision, which no due instant guards. */
    guard: (): Change => ({ guard: { unlessExists: keys.holdAll }, expect: [], ops: [] }),
  }
}
