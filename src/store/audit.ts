/** The audit: who did what, when, to which record, and why (sealed). Append-only, in the commit itself. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Actor } from '../domain/actor.ts'
import { Instant } from '../domain/instant.ts'
import { RecordId, Sealed } from '../domain/record.ts'
import { type Change, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import type { List } from './records.ts'
import type { Sealing } from './seal.ts'

const Entry = z.strictObject({
  at: Instant,
  actor: Actor,
  act: z.string(),
  record: z.union([RecordId, z.literal('everything')]),
  revision: z.int().nullable(),
  codes: z.array(z.string()),
  reason: Sealed.nullable(),
})
type Entry = z.infer<typeof Entry>

/** An entry as press staff read it. */
export type AuditEntry = Omit<Entry, 'reason'> & { readonly id: string; readonly reason: string | null }

type NewEntry = {
  readonly at: Instant
  readonly actor: Actor
  readonly act: string
  readonly record: string
  readonly revision: number | null
  readonly reason?: string | null
  readonly codes?: readonly string[]
}

/** Entries read at one time. */
const STEP = 1000

export function createAudit(redis: Redis, keys: Keys, sealing: Sealing) {
  const read = (id: string, body: string | undefined): AuditEntry => {
    const entry = Entry.parse(JSON.parse(body ?? ''))
    return { ...entry, id, reason: entry.reason && sealing.open(entry.reason, keys.audit) }
  }
  const write = ({ reason, codes, ...rest }: NewEntry): string => {
    const sealed = reason ? sealing.seal(reason, keys.audit) : null
    return JSON.stringify({ ...rest, codes: codes ?? [], reason: sealed })
  }
  return {
    entry: (what: NewEntry): Change => ops(['xadd', keys.audit, '0', write(what)]),
    /** An entry's body, for a script of its own that makes the change. */
    write,
    /**
     * Everything that concerns one of these records, oldest first. `since`: no entry of theirs is older. One scan,
     * a thousand entries at a time, of what was recorded since then; only what names one of them is parsed and opened.
     */
    async about(records: ReadonlySet<string>, since: Instant): Promise<readonly AuditEntry[]> {
      const items: AuditEntry[] = []
      // Ids are letters, digits and `_`: nothing in them means more in an expression.
      const named = new RegExp(`"(?:${[...records].join('|')})"`)
      let from = String(since)
      for (;;) {
        const found = await redis.xrange(keys.audit, from, '+', 'COUNT', STEP)
        for (const [id, fields] of found) {
          if (!named.test(fields[1] ?? '')) continue
          const entry = read(id, fields[1])
          if (records.has(entry.record)) items.push(entry)
        }
        const last = found.at(-1)
        if (last === undefined || found.length < STEP) return items
        from = `(${last[0]}`
      }
    },
    /** Newest first; `record` keeps the entries of one record. */
    async list(page: {
      limit: number
      cursor: string | null
      record: string | null
    }): Promise<List<AuditEntry>> {
      const items: AuditEntry[] = []
      let from = page.cursor === null ? '+' : `(${page.cursor}`
      for (;;) {
        const found = await redis.xrevrange(keys.audit, from, '-', 'COUNT', 500)
        for (const [id, fields] of found) {
          const entry = read(id, fields[1])
          if (page.record !== null && entry.record !== page.record) continue
          if (items.length === page.limit) return { items, next: items.at(-1)?.id ?? null }
          items.push(entry)
        }
        const last = found.at(-1)
        if (last === undefined || found.length < 500) return { items, next: null }
        from = `(${last[0]}`
      }
    },
  }
}
