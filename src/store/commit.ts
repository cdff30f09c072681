/** The one way records change: units of change, each written whole with its indexes and audit, or refused. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Instant } from '../domain/instant.ts'
import { createScript, readLua } from './script.ts'

/** Stands for the instant of the commit itself, wherever a record or a score says when it happened. */
export const STAMP: Instant = Number.MAX_SAFE_INTEGER

/** One write to an index, a stream or a plain value. Texts only: scores and counts as decimal text. */
export type Op =
  | readonly ['record', key: string, revision: string, body: string]
  | readonly ['zadd', key: string, score: string, member: string]
  | readonly ['zrem', key: string, member: string]
  | readonly ['hset', key: string, field: string, value: string]
  | readonly ['hincrby', key: string, field: string, by: string]
  | readonly ['set', key: string, value: string]
  | readonly ['setex', key: string, seconds: string, value: string]
  | readonly ['del', key: string]
  | readonly ['union', key: string, ...bitmapKeys: string[]]
  | readonly ['xadd', key: string, maxLength: string, body: string]

/** What must still be true besides revisions: the time, membership of `due`, no hold on everything. */
export type Guard = {
  readonly notBefore?: Instant
  readonly unlessExists?: string
  readonly member?: { readonly key: string; readonly member: string; readonly score: number }
}

/** One atomic change: `expect` names the revision each record must still have, 0 for none. */
export type Change = {
  readonly guard?: Guard
  readonly expect: readonly { readonly key: string; readonly revision: number }[]
  readonly ops: readonly Op[]
}

const Outcome = z.enum(['committed', 'stale', 'early', 'held', 'gone'])
export type CommitOutcome = z.infer<typeof Outcome>
const Answer = z.tuple([z.coerce.number().int(), z.array(Outcome)])

/** Tries each unit by itself, in order, in one script: outcomes in the same order, and Redis's time. */
export type Commit = (
  units: readonly (Change | PackedChange)[],
) => Promise<{ readonly now: Instant; readonly outcomes: readonly CommitOutcome[] }>

/** Joins parts into one change that is written whole or not at all. */
export function together(...parts: readonly Change[]): Change {
  const guard = Object.assign({}, ...parts.map((part) => part.guard ?? {}))
  return { guard, expect: parts.flatMap((part) => part.expect), ops: parts.flatMap((part) => part.ops) }
}

/** A change of indexes alone. */
export function ops(...writes: readonly Op[]): Change {
  return { expect: [], ops: writes }
}

/** A change made ready to send, so that nothing is left to do at the instant it is due. */
export class PackedChange {
  readonly keys: readonly string[]
  readonly bodies: readonly string[]
  readonly unit: string

  private constructor(keys: readonly string[], bodies: readonly string[], unit: string) {
    this.keys = keys
    this.bodies = bodies
    this.unit = unit
  }

  static of(change: Change): PackedChange {
    const keys = new Map<string, number>()
    const bodies: string[] = []
    const place = (key: string) => {
      const known = keys.get(key) ?? keys.size + 1
      keys.set(key, known)
      return known
    }
    const inline = (text: string) => (text.length < INLINE ? text : bodies.push(text))
    const unit = JSON.stringify({
      ...(change.guard && { guard: placeGuard(change.guard, place) }),
      expect: change.expect.map(({ key, revision }) => [place(key), String(revision)]),
      ops: change.ops.map(([verb, key, ...rest]) => [
        verb,
        place(key),
        ...(verb === 'union' ? rest.map(place) : rest.map(inline)),
      ]),
    })
    return new PackedChange([...keys.keys()], bodies, unit)
  }
}

/** Bodies shorter than this travel inside the JSON; longer ones beside it, where they need no escaping. */
const INLINE = 64
/** Arguments before the first unit's, and for each unit. */
const [HEAD, EACH] = [2, 3]

export function createCommit(redis: Redis): Commit {
  const script = createScript(redis, readLua('commit.lua', import.meta.url))
  return async (units) => {
    const packed = units.map((unit) => (unit instanceof PackedChange ? unit : PackedChange.of(unit)))
    const keys: string[] = []
    const args: (string | number)[] = [String(STAMP), packed.length]
    const bodies: string[] = []
    for (const one of packed) {
      args.push(keys.length, HEAD + EACH * packed.length + bodies.length, one.unit)
      keys.push(...one.keys)
      bodies.push(...one.bodies)
    }
    const [now, outcomes] = Answer.parse(await script(keys, [...args, ...bodies]))
    return { now, outcomes }
  }
}

function placeGuard(guard: Guard, place: (key: string) => number) {
  return {
    ...(guard.notBefore !== undefined && { notBefore: guard.notBefore }),
    ...(guard.unlessExists !== undefined && { unlessExists: place(guard.unlessExists) }),
    ...(guard.member && { member: [place(guard.member.key), guard.member.member, guard.member.score] }),
  }
}
