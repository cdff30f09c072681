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
  units: readonly Change[],
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

/** Bodies shorter than this travel inside the JSON; longer ones beside it, where they need no escaping. */
const INLINE = 64

export function createCommit(redis: Redis): Commit {
  const script = createScript(redis, readLua('commit.lua', import.meta.url))
  return async (units) => {
    const keys = new Map<string, number>()
    const args: string[] = ['', String(STAMP)]
    const place = (key: string) => {
      const known = keys.get(key) ?? keys.size + 1
      keys.set(key, known)
      return known
    }
    const inline = (text: string) => (text.length < INLINE ? text : args.push(text))
    args[0] = JSON.stringify(
      units.map((unit) => ({
        ...(unit.guard && { guard: placeGuard(unit.guard, place) }),
        expect: unit.expect.map(({ key, revision }) => [place(key), String(revision)]),
        ops: unit.ops.map(([verb, key, ...rest]) => [
          verb,
          place(key),
          ...(verb === 'union' ? rest.map(place) : rest.map(inline)),
        ]),
      })),
    )
    const [now, outcomes] = Answer.parse(await script([...keys.keys()], args))
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
