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
  /** A value laid down under another key takes its place here; gone meanwhile, the unit is stale. */
  | readonly ['adopt', key: string, staged: string]
  /** The bits of a bitmap laid down under another key are cleared here; gone meanwhile, the unit is stale. */
  | readonly ['clear', key: string, staged: string]
  | readonly ['xadd', key: string, maxLength: string, body: string]

/** What must still be true besides revisions: the time, membership of `due`, no hold on everything. */
export type Guard = {
  /** The first unit of the same script was committed: this one follows from it. */
  readonly behindFirst?: boolean
  readonly notBefore?: Instant
  /** Later than this it is stale. */
  readonly notAfter?: Instant
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

/** Whose parts are keys, not texts. */
const NAMES_KEYS: ReadonlySet<Op[0]> = new Set(['union', 'adopt', 'clear'])

/** Where a shape names the instant of the commit instead of a text. */
const THE_STAMP = 0

/** A change made ready to send, so that nothing is left to do at the instant it is due. */
export class PackedChange {
  readonly keys: readonly string[]
  readonly texts: readonly string[]
  /** What it does, without whom it does it to: changes of the same kind have the same shape. */
  readonly shape: string

  private constructor(keys: readonly string[], texts: readonly string[], shape: string) {
    this.keys = keys
    this.texts = texts
    this.shape = shape
  }

  static of(change: Change): PackedChange {
    const keys = new Map<string, number>()
    const texts: string[] = []
    const key = (name: string) => {
      const place = keys.get(name) ?? keys.size + 1
      keys.set(name, place)
      return place
    }
    const known = new Map<string, number>([[String(STAMP), THE_STAMP]])
    const text = (value: string) => {
      const place = known.get(value)
      if (place !== undefined) return place
      // A text with stamps in it travels in pieces, with a stamp between each two.
      const from = texts.length + 1
      const to = texts.push(...value.split(String(STAMP)))
      if (from < to) return [from, to]
      known.set(value, from)
      return from
    }
    const { guard, expect, ops } = change
    const shape = JSON.stringify({
      guard: guard && {
        behindFirst: guard.behindFirst,
        notBefore: guard.notBefore === undefined ? undefined : text(String(guard.notBefore)),
        notAfter: guard.notAfter === undefined ? undefined : text(String(guard.notAfter)),
        unlessExists: guard.unlessExists === undefined ? undefined : key(guard.unlessExists),
        member: guard.member && [
          key(guard.member.key),
          text(guard.member.member),
          text(String(guard.member.score)),
        ],
      },
      expect: expect.map((one) => [key(one.key), text(String(one.revision))]),
      ops: ops.map(([verb, name, ...rest]) => [
        verb,
        key(name),
        ...rest.map(NAMES_KEYS.has(verb) ? key : text),
      ]),
    })
    return new PackedChange([...keys.keys()], texts, shape)
  }
}

export function createCommit(redis: Redis): Commit {
  const script = createScript(redis, readLua('commit.lua', import.meta.url))
  return async (units) => {
    const packed = units.map((unit) => (unit instanceof PackedChange ? unit : PackedChange.of(unit)))
    const shapes = new Map<string, number>()
    for (const { shape } of packed) if (!shapes.has(shape)) shapes.set(shape, shapes.size + 1)
    const keys: string[] = []
    const rows: (string | number)[] = []
    const texts: string[] = []
    for (const one of packed) {
      rows.push(shapes.get(one.shape) ?? 0, keys.length, texts.length)
      keys.push(...one.keys)
      texts.push(...one.texts)
    }
    const args = [packed.length, shapes.size, ...shapes.keys(), ...rows, ...texts]
    const [now, outcomes] = Answer.parse(await script(keys, args))
    return { now, outcomes }
  }
}
