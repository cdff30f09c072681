/** The index of what is expected and since when, and the marks of what people were told is overdue. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Instant } from '../domain/instant.ts'
import type { Expectation } from '../domain/overdue.ts'
import { type Change, type Op, ops } from './commit.ts'
import type { Keys } from './keys.ts'

/** What may be expected: of one record there is at most one of each. */
export type Expected =
  | { readonly kind: 'call-end'; readonly callId: string }
  | { readonly kind: 'notice'; readonly embargoId: string; readonly notice: string }

/** An entry of the index: the record it stands for says whether it is still so. */
export type Waited = Expected & { readonly since: Instant }

/** One that nobody was told of; they may have been told of an earlier instant (0: of none). */
export type Untold = Waited & { readonly toldOf: Instant }

/** What a record's own write says of one thing expected of it; null: not, or no longer, expected. */
export function expectOps(keys: Keys, expected: Expected, expectation: Expectation | null): readonly Op[] {
  const member = memberOf(expected)
  if (expectation !== null) return [['zadd', keys.expected, String(expectation.since), member]]
  return [
    ['zrem', keys.expected, member],
    ['del', keys.toldOverdue(member)],
  ]
}

/** Entries read at once: those that were told stay in the index until what they wait for has come. */
const PAGE = 500
const Pairs = z.array(z.string())

export function createExpected(redis: Redis, keys: Keys) {
  async function waitedBy(until: Instant, from: number, limit: number): Promise<readonly Waited[]> {
    const page = ['BYSCORE', 'LIMIT', from, limit, 'WITHSCORES'] as const
    const found = Pairs.parse(await redis.zrange(keys.expected, '-inf', String(until), ...page))
    return found.flatMap((member, index) =>
      index % 2 === 0 ? [{ ...readMember(member), since: Number(found[index + 1]) }] : [],
    )
  }
  async function withMark(waited: Waited): Promise<Untold> {
    return { ...waited, toldOf: Number((await redis.hget(keys.toldOverdue(memberOf(waited)), 'r')) ?? 0) }
  }
  return {
    /** What was expected by `until`, longest overdue first. */
    waitedBy: (until: Instant, limit: number) => waitedBy(until, 0, limit),
    /** Those that nobody was told of by this instant or a later one. */
    async untold(until: Instant, limit: number): Promise<readonly Untold[]> {
      const untold: Untold[] = []
      for (let from = 0; untold.length < limit; from += PAGE) {
        const waited = await waitedBy(until, from, PAGE)
        const marked = await Promise.all(waited.map(withMark))
        untold.push(...marked.filter(({ since, toldOf }) => toldOf < since))
        if (waited.length < PAGE) break
      }
      return untold.slice(0, limit)
    },
    /** How many of each kind were expected by `until`. */
    async countWaited(until: Instant): Promise<Readonly<Record<Expected['kind'], number>>> {
      const members = await redis.zrange(keys.expected, '-inf', String(until), 'BYSCORE')
      const calls = members.filter((member) => readMember(member).kind === 'call-end').length
      return { 'call-end': calls, notice: members.length - calls }
    },
    /**
     * Marks it told. Refused before `since` and grace by Redis's time, and where another did so first:
     * the mark is a record whose revision is the instant that was told of.
     */
    markTold(untold: Untold, graceMs: number): Change {
      const key = keys.toldOverdue(memberOf(untold))
      return {
        guard: { notBefore: untold.since + graceMs },
        expect: [{ key, revision: untold.toldOf }],
        ops: [['record', key, String(untold.since), '{}']],
      }
    },
    /** Removes an entry that its record no longer speaks of, such as a notice dropped from the terms. */
    forget: (expected: Expected): Change => ops(...expectOps(keys, expected, null)),
  }
}

function memberOf(expected: Expected): string {
  switch (expected.kind) {
    case 'call-end':
      return `call-end/${expected.callId}`
    case 'notice':
      return `notice/${expected.embargoId}/${expected.notice}`
  }
}

function readMember(member: string): Expected {
  const [kind, id = '', notice = ''] = member.split('/')
  if (kind === 'call-end') return { kind, callId: id }
  if (kind === 'notice') return { kind, embargoId: id, notice }
  throw new Error('The index of what is expected has an entry of no known kind')
}
