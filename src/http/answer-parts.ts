/** What answers of every kind are made of, and the type that holds a handler to the schema of its answer. */
import { z } from 'zod'

/** A measured instant, as `toIso` writes it. */
export const At = z.iso.datetime({ precision: 3 }).meta({
  id: 'Instant',
  description: 'A measured instant: ISO 8601, UTC, with milliseconds.',
  examples: ['2026-12-14T20:18:04.117Z'],
})

/** A planned instant with the author's wall time and zone beside it. */
export const PlannedAnswer = z
  .strictObject({
    at: At,
    local: z.string().meta({ description: 'Wall time in the zone.', examples: ['2026-12-14T14:59:00'] }),
    timeZone: z.string().meta({ description: 'An IANA zone.', examples: ['America/New_York'] }),
  })
  .meta({ id: 'Planned', description: 'A planned instant: wall time in its zone, and the instant that is.' })

/** One of the two, by the channel. */
export const NAMED_ADDRESS = {
  email: z.string().optional().meta({ description: 'Of who is told by mail.' }),
  phone: z
    .string()
    .optional()
    .meta({
      description: 'Of who is told by text message; E.164.',
      examples: ['+12025550123'],
    }),
}

/** A page of a list, newest first. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The `cursor` of the next page; null on the last.' }),
  })
}

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

/** What a handler answers under a schema: it does not compile when the two part. */
export type Told<Schema extends z.ZodType> = Frozen<z.output<Schema>>
