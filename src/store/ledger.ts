/** The ledger of an alert on one channel: bitmaps by subscriber number, and why some failed. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Channel } from '../domain/alert.ts'
import type { AudienceRule } from '../domain/audience.ts'
import type { DeliveryState, Tally } from '../domain/delivery.ts'
import type { Instant } from '../domain/instant.ts'
import { type Change, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'
import { unpack } from './subscribers.ts'

/** Subscriber numbers a range covers: `from` to `from + RANGE_SIZE - 1`. */
const RANGE_SIZE = 1000

/** A range that is held: `token` fences out whoever held it before. */
export type Lease = {
  readonly alertId: string
  readonly channel: Channel
  readonly from: number
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

/** `taken`: someone else holds the range. `stale`: the alert changed; compose again, or stop. */
export type Claim =
  | { readonly claim: 'claimed'; readonly number: number; readonly email: string }
  | { readonly claim: 'done' | 'stale' | 'taken' }

const ClaimAnswer = z.union([
  z.tuple([z.literal('claimed'), z.int(), z.string()]),
  z.tuple([z.enum(['done', 'stale', 'taken'])]),
])
const Counts = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])

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

  return {
    /** Writes the audience once and answers the ranges that are not settled, by their first number. */
    async open(alertId: string, channel: Channel, rule: AudienceRule): Promise<readonly number[]> {
      const wanted =
        rule.who === 'topics'
          ? [
              keys.subscribedEverything(channel),
              ...rule.topics.map((topic) => keys.subscribedTopic(channel, topic)),
            ]
          : []
      const own = parts(alertId, channel)(['audience', 'ranges', 'opened'])
      const answer = await open([...own, keys.subscribed(channel), ...wanted], [RANGE_SIZE, rule.who])
      return z
        .array(z.coerce.number())
        .parse(answer)
        .sort((a, b) => a - b)
    },
    /** The audience of a follow-up, fixed by the commit that owes it: all who may have got those before. */
    followRecipients(alertId: string, channel: Channel, follows: readonly string[]): Change {
      const got = follows.flatMap((id) => parts(id, channel)(['sent', 'uncertain', 'claimed']))
      return ops(['union', keys.ledger(alertId, channel, 'audience'), ...got])
    },
    /** Takes the range; null while someone else holds it, else how many it found uncertain. */
    async take(lease: Lease): Promise<number | null> {
      const own = parts(lease.alertId, lease.channel)(['leases', 'claimed', 'uncertain'])
      const last = lease.from + RANGE_SIZE - 1
      const doubts = z.int().parse(await take(own, [lease.from, last, lease.token, LEASE_MS]))
      return doubts < 0 ? null : doubts
    },
    /** Keeps the range while a server is slow: call at least every second. */
    async keep(lease: Lease): Promise<void> {
      await keep([keys.ledger(lease.alertId, lease.channel, 'leases')], [lease.from, lease.token, LEASE_MS])
    },
    async giveUp(lease: Lease): Promise<void> {
      await keep([keys.ledger(lease.alertId, lease.channel, 'leases')], [lease.from, lease.token, 0])
    },
    /** Settles one delivery, if given, and claims the next owed at or after `cursor`. */
    async next(lease: Lease, alertRevision: number, cursor: number, settled: Settled | null): Promise<Claim> {
      const at = parts(lease.alertId, lease.channel)
      const answer = await claim(
        [
          keys.record('alert', lease.alertId),
          ...at(['audience', 'claimed', 'sent', 'failed', 'uncertain', 'skipped', 'leases']),
          keys.subscribed(lease.channel),
          ...at(['failures', 'times']),
        ],
        [
          alertRevision,
          lease.from,
          lease.from + RANGE_SIZE - 1,
          lease.token,
          cursor,
          keys.queuePrefix,
          settled?.number ?? '',
          settled?.outcome ?? '',
          settled?.code ?? '',
        ],
      )
      const [verdict, number, value] = ClaimAnswer.parse(answer)
      if (verdict !== 'claimed') return { claim: verdict }
      return { claim: 'claimed', number, email: unpack(number, value).email }
    },
    /** Ends one pass: the range leaves the list, or waits for the next. `giveUp`: fail what is owed, so coded. */
    async finish(
      lease: Lease,
      next: { pass: number; at: Instant; giveUp: string | null },
    ): Promise<{ owed: number; rangesLeft: number }> {
      const names = ['audience', 'sent', 'failed', 'skipped', 'ranges', 'failures', 'claimed', 'passes']
      const answer = await finish(parts(lease.alertId, lease.channel)(names), [
        lease.from,
        lease.from + RANGE_SIZE - 1,
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
    ): Promise<readonly { from: number; pass: number; dueAt: Instant }[]> {
      const [ranges, leases, passes] = await Promise.all([
        redis.smembers(keys.ledger(alertId, channel, 'ranges')),
        redis.hgetall(keys.ledger(alertId, channel, 'leases')),
        redis.hgetall(keys.ledger(alertId, channel, 'passes')),
      ])
      const free = ranges.filter((from) => Number(leases[from]?.split('|')[1] ?? 0) < now)
      return free.map((from) => {
        const [pass, dueAt] = (passes[from] ?? '0|0').split('|').map(Number)
        return { from: Number(from), pass: pass ?? 0, dueAt: dueAt ?? 0 }
      })
    },
    async tally(alertId: string, channel: Channel): Promise<Tally> {
      // Scratch keys are named for the asker, so that two who ask at once do not mix.
      const scratch = [`scratch-${crypto.randomUUID()}`, `settled-${crypto.randomUUID()}`]
      const own = parts(alertId, channel)(['audience', 'sent', 'failed', 'uncertain', 'skipped', ...scratch])
      const [audience, sent, failed, skipped, uncertain, owed] = Counts.parse(await tally(own, []))
      return { audience, sent, failed, uncertain, skipped, owed }
    },
    /** When the first and the last delivery so far were accepted; null before any. */
    async times(
      alertId: string,
      channel: Channel,
    ): Promise<{ firstAt: Instant | null; lastAt: Instant | null }> {
      const [first, last] = await redis.hmget(keys.ledger(alertId, channel, 'times'), 'first', 'last')
      return { firstAt: first ? Number(first) : null, lastAt: last ? Number(last) : null }
    },
    /** What became of one subscriber's delivery; null when not in the audience. */
    async delivery(
      alertId: string,
      channel: Channel,
      number: number,
    ): Promise<{ state: DeliveryState; uncertain: boolean; code: string | null } | null> {
      const bit = (part: string) => redis.getbit(keys.ledger(alertId, channel, part), number)
      const [audience, claimed, sent, failed, uncertain, skipped] = await Promise.all(
        ['audience', 'claimed', 'sent', 'failed', 'uncertain', 'skipped'].map(bit),
      )
      if (audience !== 1) return null
      const code = await redis.hget(keys.ledger(alertId, channel, 'failures'), String(number))
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
      part: 'audience' | 'sent' | 'failed' | 'uncertain' | 'skipped' | 'claimed',
      cursor: number,
      limit: number,
    ): Promise<readonly number[]> {
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
