/** What all record kinds share: reading with zod on the way out, lists by id, and writes for a commit. */
import type { Redis } from 'ioredis'
import type { z } from 'zod'
import type { Change, Op } from './commit.ts'
import type { Keys } from './keys.ts'

type Record = { readonly id: string; readonly revision: number }

/** A page of records, newest first; `next` is the cursor of the following page. */
export type List<R> = { readonly items: readonly R[]; readonly next: string | null }

export type Records<R extends Record> = {
  read(id: string): Promise<R | null>
  /** In the order asked; those that do not exist are left out. */
  readMany(ids: readonly string[]): Promise<readonly R[]>
  list(page: { readonly limit: number; readonly cursor: string | null }): Promise<List<R>>
  /** The write of a record over the revision before it, with the indexes that follow from it. */
  write(record: R): Change
  /** Demands, in a commit, that a record which was read has not moved on. */
  unchanged(record: R): Change
}

/** `indexes`: what other indexes say of this record; derived here so that none is ever forgotten. */
export function createRecords<S extends z.ZodType<Record>>(
  redis: Redis,
  keys: Keys,
  kind: string,
  schema: S,
  indexes: (record: z.infer<S>) => readonly Op[] = () => [],
): Records<z.infer<S>> {
  const key = (id: string) => keys.record(kind, id)
  const parse = (text: string) => schema.parse(JSON.parse(text))
  return {
    async read(id) {
      const text = await redis.hget(key(id), 'j')
      return text === null ? null : parse(text)
    },
    async readMany(ids) {
      const texts = await Promise.all(ids.map((id) => redis.hget(key(id), 'j')))
      return texts.flatMap((text) => (text === null ? [] : [parse(text)]))
    },
    async list({ limit, cursor }) {
      const after = cursor === null ? '+' : `(${cursor}`
      const ids = await redis.zrange(keys.index(kind), after, '-', 'BYLEX', 'REV', 'LIMIT', 0, limit + 1)
      const items = await this.readMany(ids.slice(0, limit))
      return { items, next: ids.length > limit ? (ids[limit - 1] ?? null) : null }
    },
    write(record) {
      const own: Op[] = [['record', key(record.id), String(record.revision), JSON.stringify(record)]]
      if (record.revision === 1) own.push(['zadd', keys.index(kind), '0', record.id])
      return {
        expect: [{ key: key(record.id), revision: record.revision - 1 }],
        ops: [...own, ...indexes(record)],
      }
    },
    unchanged(record) {
      return { expect: [{ key: key(record.id), revision: record.revision }], ops: [] }
    },
  }
}
