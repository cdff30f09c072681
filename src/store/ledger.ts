/** The ledger of an alert on one channel: bitmaps by subscriber number, and why some failed. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { type Alert, CHANNELS, type Channel } from '../domain/alert.ts'
import type { AudienceRule } from '../domain/audience.ts'
import type { DeliveryState, DeliveryTimes, Tally } from '../domain/delivery.ts'
import type { Instant } from '../domain/instant.ts'
import { readBits } from './bits.ts'
import { type Change, type Op, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'
import { unpack } from './subscribers.ts'

/** Members of an audience that a range holds, about; also the step in which ranges begin and end. */
const RANGE_SIZE = 1000

/** Subscriber numbers, both ends included. */
export type Range = { readonly from: number; readonly to: number }

/** A range that is held: `token` fences out whoever held it before. */
export type Lease = {
  readonly alertId: string
  readonly channel: Channel
  readonly from: number
  readonly to: number
  readonly token: string
}

/** A lease that nobody keeps alive ends after this long: a killed worker's range is free then. */
const LEASE_MS = 3000

export type Settled = {
  readonly number: number
  readonly outcome: DeliveryState
  /** A coded reason where it failed; never the server's words. */
  readonly code: string
}

/** A delivery that is ours to make: the subscriber's number and address. */
export type Claim = { readonly number: number; readonly address: string }

/**
 * What came of asking for claims. `more`: the range may hold more. `done`: nothing is left to claim.
 * `stale`: the alert changed; compose again, or stop. `taken`: someone else holds the range.
 */
export type Claims = { readonly verdict: Verdict; readonly claims: readonly Claim[] }
const Verdict = z.enum(['more', 'done', 'stale', 'taken'])
type Verdict = z.infer<typeof Verdict>

const ClaimsAnswer = z.tuple([Verdict], z.union([z.int(), z.string()]))
const Counts = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])

/** What one can ask the members of. `owed`: whatever is neither sent, failed nor skipped. */
type LedgerPart = 'audience' | 'owed' | 'sent' | 'failed' | 'uncertain' | 'skipped' | 'claimed'

export function createLedger(redis: Redis, keys: Keys) {
  const script = (name: string) => createScript(redis, readLua(`ledger-${name}.lua`, import.meta.url))
  const [open, take, keep, claim, finish, tally] = [
    script('open'),
    script('take'),
    script('keep'),
    script('claim'),
    script('finish'),
    script('tally'),
  ]
  const parts = (alertId: string, channel: Channel) => (names: readonly string[]) =>
    names.map((name) => keys.ledger(alertId, channel, name))

  /** Reads four bitmaps whole: 500 KB for an audience of a million. */
  async function owedFrom(at: ReturnType<typeof parts>, cursor: number, limit: number): Promise<number[]> {
    const names = at(['audience', 'sent', 'failed', 'skipped'])
    const [audience, ...settled] = await Promise.all(names.map((key) => readBits(redis, key)))
    const isOwed = (number: number) => audience?.has(number) && !settled.some((bits) => bits.has(number))
    const found: number[] = []
    for (let number = cursor; number < (audience?.size ?? 0) && found.length < limit; number += 1)
      if (isOwed(number)) found.push(number)
    return found
  }

  return {
    /** Writes the audience once and answers the ranges that are not settled, in order. */
    async open(alertId: string, channel: Channel, rule: AudienceRule): Promise<readonly Range[]> {
      const wanted =
        rule.who === 'topics'
          ? [
              keys.subscribedEverything(channel),
              ...rule.topics.map((topic) => keys.subscribedTopic(channel, topic)),
            ]
          : []
      const own = parts(alertId, channel)(['audience', 'ranges', 'opened'])
      const layout = keys.ledger(alertId, channel, 'layout')
      const answer = await open([...own, keys.subscribed(channel), layout, ...wanted], [RANGE_SIZE, rule.who])
      const ends = z.array(z.coerce.number()).parse(answer)
      const ranges = ends.flatMap((from, index) =>
        index % 2 === 0 ? [{ from, to: ends[index + 1] ?? from }] : [],
      )
      return ranges.toSorted((a, b) => a.from - b.from)
    },
    /** The audiences of a follow-up, fixed by the commit that owes it: all who may have got those before. */
    followRecipients(alertId: string, follows: readonly string[]): Change {
      const got = (channel: Channel) =>
        follows.flatMap((id) => parts(id, channel)(['sent', 'uncertain', 'claimed']))
      return ops(
        ...CHANNELS.map(
          (channel): Op => ['union', keys.ledger(alertId, channel, 'audience'), ...got(channel)],
        ),
      )
    },
    /** Takes the range; null while someone else holds it, else how many it found uncertain. */
    async take(lease: Lease): Promise<number | null> {
      const own = parts(lease.alertId, lease.channel)(['leases', 'claimed', 'uncertain'])
      const doubts = z.int().parse(await take(own, [lease.from, lease.to, lease.token, LEASE_MS]))
      return doubts < 0 ? null : doubts
    },
    /** Keeps the range while a server is slow: call at least every second. */
    async keep(lease: Lease): Promise<void> {
      await keep([keys.ledger(lease.alertId, lease.channel, 'leases')], [lease.from, lease.token, LEASE_MS])
    },
    async giveUp(lease: Lease): Promise<void> {
      await keep([keys.ledger(lease.alertId, lease.channel, 'leases')], [lease.from, lease.token, 0])
    },
    /** Settles deliveries, and claims up to `wanted` that are owed at or after `cursor`. */
    async exchange(
      lease: Lease,
      alert: Pick<Alert, 'revision' | 'createdAt'>,
      ask: { readonly cursor: number; readonly wanted: number; readonly settled: readonly Settled[] },
    ): Promise<Claims> {
      const at = parts(lease.alertId, lease.channel)
      const answer = await claim(
        [
          keys.record('alert', lease.alertId),
          ...at(['audience', 'claimed', 'sent', 'failed', 'uncertain', 'skipped', 'leases']),
          keys.subscribed(lease.channel),
          ...at(['failures', 'times', 'delays']),
        ],
        [
          alert.revision,
          lease.from,
          lease.to,
          lease.token,
          ask.cursor,
          keys.queuePrefix,
          ask.wanted,
          alert.createdAt,
          ...ask.settled.flatMap(({ number, outcome, code }) => [number, outcome, code]),
        ],
      )
      const [verdict, ...pairs] = ClaimsAnswer.parse(answer)
      const claims: Claim[] = []
      for (let index = 0; index < pairs.length; index += 2) {
        const number = Number(pairs[index])
        claims.push({ number, address: unpack(number, String(pairs[index + 1])).address })
      }
      return { verdict, claims }
    },
    /** Whether what this lease claimed of this revision of the alert may still leave. */
    async stands(lease: Lease, { revision }: Pick<Alert, 'revision'>): Promise<boolean> {
      const [found, held] = await Promise.all([
        redis.hget(keys.record('alert', lease.alertId), 'r'),
        redis.hget(keys.ledger(lease.alertId, lease.channel, 'leases'), String(lease.from)),
      ])
      return found === String(revision) && held?.split('|')[0] === lease.token
    },
    /** Ends one pass: the range leaves the list, or waits for the next. `giveUp`: fail what is owed, so coded. */
    async finish(
      lease: Lease,
      next: { pass: number; at: Instant; giveUp: string | null },
    ): Promise<{ owed: number; rangesLeft: number }> {
      const names = ['audience', 'sent', 'failed', 'skipped', 'ranges', 'failures', 'claimed', 'passes']
      const answer = await finish(parts(lease.alertId, lease.channel)(names), [
        lease.from,
        lease.to,
        next.giveUp ?? '',
        `${next.pass}|${next.at}`,
      ])
      const [owed, rangesLeft] = z.tuple([z.int(), z.int()]).parse(answer)
      return { owed, rangesLeft }
    },
    /** Ranges that are owed a pass and that nobody holds, with the pass and the instant it is due. */
    async waiting(
      alertId: string,
      channel: Channel,
      now: Instant,
    ): Promise<readonly (Range & { pass: number; dueAt: Instant })[]> {
      const [ranges, leases, passes] = await Promise.all([
        redis.hgetall(keys.ledger(alertId, channel, 'ranges')),
        redis.hgetall(keys.ledger(alertId, channel, 'leases')),
        redis.hgetall(keys.ledger(alertId, channel, 'passes')),
      ])
      const isHeld = (until: Instant) => until >= now && until <= now + LEASE_MS
      const free = Object.entries(ranges).filter(
        ([from]) => !isHeld(Number(leases[from]?.split('|')[1] ?? 0)),
      )
      return free.map(([from, to]) => {
        const [pass, dueAt] = (passes[from] ?? '0|0').split('|').map(Number)
        return { from: Number(from), to: Number(to), pass: pass ?? 0, dueAt: dueAt ?? 0 }
      })
    },
    async tally(alertId: string, channel: Channel): Promise<Tally> {
      // Scratch keys are named for the asker, so that two who ask at once do not mix.
      const scratch = [`scratch-${crypto.randomUUID()}`, `settled-${crypto.randomUUID()}`]
      const own = parts(alertId, channel)(['audience', 'sent', 'failed', 'uncertain', 'skipped', ...scratch])
      const [audience, sent, failed, skipped, uncertain, owed] = Counts.parse(await tally(own, []))
      return { audience, sent, failed, uncertain, skipped, owed }
    },
    /** How deliveries went in time: first and last, how long after the alert was owed, and how fast now. */
    async times(alertId: string, channel: Channel, now: Instant): Promise<DeliveryTimes> {
      const at = parts(alertId, channel)
      const [times, delays] = await Promise.all([
        redis.hgetall(at(['times'])[0] ?? ''),
        redis.hgetall(at(['delays'])[0] ?? ''),
      ])
      const { first, last, ...seconds } = times
      return {
        firstAt: first ? Number(first) : null,
        lastAt: last ? Number(last) : null,
        delays: Object.entries(delays).map(([upToMs, count]) => ({
          upToMs: Number(upToMs),
          count: Number(count),
        })),
        perSecond: rateOf(Object.values(seconds), now),
      }
    },
    /** What became of one subscriber's delivery; null when not in the audience. */
    async delivery(
      alertId: string,
      channel: Channel,
      number: number,
    ): Promise<{ state: DeliveryState; uncertain: boolean; code: string | null } | null> {
      const at = (part: string) => keys.ledger(alertId, channel, part)
      const bit = (part: string) => redis.getbit(at(part), number)
      const [audience, claimed, sent, failed, uncertain, skipped] = await Promise.all(
        ['audience', 'claimed', 'sent', 'failed', 'uncertain', 'skipped'].map(bit),
      )
      if (audience !== 1) return null
      // Of what was sent again the reason why it once failed is left behind.
      const code = failed === 1 ? await redis.hget(at('failures'), String(number)) : null
      const states: readonly (readonly [DeliveryState, number | undefined])[] = [
        ['sent', sent],
        ['failed', failed],
        ['skipped', skipped],
        ['claimed', claimed],
        ['uncertain', uncertain],
      ]
      const state = states.find(([, set]) => set === 1)?.[0] ?? 'owed'
      return { state, uncertain: uncertain === 1, code }
    },
    /** Numbers in one state, in order, from `cursor` on. */
    async members(
      alertId: string,
      channel: Channel,
      part: LedgerPart,
      cursor: number,
      limit: number,
    ): Promise<readonly number[]> {
      if (part === 'owed') return owedFrom(parts(alertId, channel), cursor, limit)
      const found: number[] = []
      let from = cursor
      while (found.length < limit) {
        const at = await redis.bitpos(keys.ledger(alertId, channel, part), 1, from, '-1', 'BIT')
        if (at < 0) break
        found.push(at)
        from = at + 1
      }
      return found
    },
  }
}

/** Seconds that a rate looks back on; the second that is running counts no more than it has run. */
const RATE_OVER_S = 5

/** Deliveries a second of late, from counts by second: `1700000000|42`. */
function rateOf(counts: readonly string[], now: Instant): number {
  const since = Math.floor(now / 1000) - RATE_OVER_S
  const recent = counts.map((text) => text.split('|').map(Number)).filter(([second = 0]) => second > since)
  const sent = recent.reduce((sum, [, count = 0]) => sum + count, 0)
  const from = Math.min(...recent.map(([second = 0]) => second))
  return sent === 0 ? 0 : sent / Math.max(1, now / 1000 - from)
}
