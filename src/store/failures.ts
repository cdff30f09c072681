/** What failed of an alert and why, and the change that makes some of it owed again. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { CHANNELS, type Channel } from '../domain/alert.ts'
import type { FailureGroup } from '../domain/delivery.ts'
import type { Instant } from '../domain/instant.ts'
import { bitsOf, maskOf, readBits } from './bits.ts'
import { type Change, type Op, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import type { Range } from './ledger.ts'

/** Failures read at one time. */
const STEP = 1000
const STAGED_FOR_S = 600

const Pairs = z.array(z.string())

/** `people`: how many are owed again by it. `ranges`: where they are. */
export type OwedAgain = {
  readonly people: number
  readonly ranges: readonly Range[]
  readonly change: Change
}

type Failure = { readonly number: number; readonly code: string; readonly may: 'again' | 'left' | 'doubted' }

export function createFailures(redis: Redis, keys: Keys) {
  /** Every failure that stands. Reads three bitmaps whole, and the reasons a thousand at a time. */
  async function* each(alertId: string, channel: Channel): AsyncGenerator<Failure> {
    const at = (part: string) => keys.ledger(alertId, channel, part)
    const [failed, uncertain, active] = await Promise.all([
      readBits(redis, at('failed')),
      readBits(redis, at('uncertain')),
      readBits(redis, keys.subscribed(channel)),
    ])
    const seen = Buffer.alloc(failed.bytes.length)
    for await (const found of redis.hscanStream(at('failures'), { count: STEP })) {
      const pairs = Pairs.parse(found)
      for (let index = 0; index < pairs.length; index += 2) {
        const number = Number(pairs[index])
        // A scan may name one twice, and the reason of what was sent again since is left behind.
        if (!failed.has(number) || bitsOf(seen).has(number)) continue
        setBit(seen, number)
        const may = uncertain.has(number) ? 'doubted' : active.has(number) ? 'again' : 'left'
        yield { number, code: pairs[index + 1] ?? '', may }
      }
    }
  }

  return {
    /** By reason, most frequent first, whatever the channel. */
    async groups(alertId: string): Promise<readonly FailureGroup[]> {
      const groups = new Map<string, { code: string; again: number; left: number; doubted: number }>()
      for (const channel of CHANNELS)
        for await (const { code, may } of each(alertId, channel)) {
          const group = groups.get(code) ?? { code, again: 0, left: 0, doubted: 0 }
          group[may] += 1
          groups.set(code, group)
        }
      const sizeOf = ({ again, left, doubted }: FailureGroup) => again + left + doubted
      return [...groups.values()].sort((a, b) => sizeOf(b) - sizeOf(a) || a.code.localeCompare(b.code))
    },
    /**
     * Makes owed again what failed for one of these reasons (null: for any), without a doubt, of those who are
     * still subscribed. It goes into the commit that writes the alert's next revision: whoever else does
     * the same meanwhile makes this one stale, so that each is owed again once.
     */
    async owedAgain(
      alertId: string,
      channel: Channel,
      reasons: readonly string[] | null,
      now: Instant,
    ): Promise<OwedAgain> {
      const at = (part: string) => keys.ledger(alertId, channel, part)
      const numbers: number[] = []
      for await (const { number, code, may } of each(alertId, channel))
        if (may === 'again' && (reasons === null || reasons.includes(code))) numbers.push(number)
      if (numbers.length === 0) return { people: 0, ranges: [], change: ops() }
      const chosen = Buffer.alloc((numbers.reduce((most, one) => Math.max(most, one), 0) >> 3) + 1)
      for (const number of numbers) setBit(chosen, number)
      const staged = keys.staged(randomUUID())
      await redis.set(staged, chosen, 'EX', STAGED_FOR_S)
      const layout = Object.entries(await redis.hgetall(at('layout')))
      const ranges = layout
        .map(([from, to]) => ({ from: Number(from), to: Number(to) }))
        // Ranges begin and end with a byte.
        .filter(({ from, to }) => chosen.subarray(from >> 3, (to >> 3) + 1).some((byte) => byte !== 0))
      return {
        people: numbers.length,
        ranges,
        change: ops(
          ['clear', at('failed'), staged],
          ...ranges.flatMap(({ from, to }): Op[] => [
            ['hset', at('ranges'), String(from), String(to)],
            ['hset', at('passes'), String(from), `0|${now}`],
          ]),
        ),
      }
    },
  }
}

function setBit(bytes: Buffer, number: number): void {
  bytes[number >> 3] = (bytes[number >> 3] ?? 0) | maskOf(number)
}
