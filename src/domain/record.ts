/** What every record carries, and the sealed values records hold in place of what is embargoed. */
import { z } from 'zod'
import { Instant } from './instant.ts'

/** Ciphertext of a value that only the store's sealing can open. Opaque to the domain. */
export const Sealed = z.string().brand<'Sealed'>()
export type Sealed = z.infer<typeof Sealed>

export const RecordId = z
  .string()
  .regex(/^[a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({
    id: 'RecordId',
    description: 'A kind (`cal`, `por`, `emb`, `rel`, `alt`, `bre`) and a ULID.',
    examples: ['cal_01KCFA3Q8ZC4W2J7N5T0R6XGHV'],
  })

export const recordShape = {
  id: RecordId,
  revision: z.int().positive(),
  createdAt: Instant,
  updatedAt: Instant,
}

/** The next revision of a record, changed at `now`. */
export function revised<R extends { revision: number; updatedAt: Instant }>(
  record: R,
  now: Instant,
  change: Partial<Omit<R, 'id' | 'revision' | 'createdAt' | 'updatedAt'>>,
): R {
  return { ...record, ...change, revision: record.revision + 1, updatedAt: now }
}
