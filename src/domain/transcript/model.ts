/** The words of a call as the press prints them: where, when, and who said what in turn. */
import { z } from 'zod'

/** Who a turn belongs to, as far as its label tells. */
export const Role = z.enum(['moderator', 'speaker', 'reporter', 'operator', 'unknown'])
export type Role = z.infer<typeof Role>

/** One unbroken stretch of speech under one label; `paragraphs` are plain text, never empty. */
export const Turn = z
  .strictObject({
    speaker: z.string().min(1),
    role: Role,
    paragraphs: z.array(z.string().min(1)).min(1),
  })
  .meta({ id: 'Turn', description: 'One stretch of speech under one label, in plain text.' })
export type Turn = z.infer<typeof Turn>

/** A clock line as printed: wall time `HH:MM` (24 h) and the zone's letters, such as `EDT`. */
export const ClockLine = z
  .strictObject({ wall: z.string().regex(/^\d\d:\d\d$/), zone: z.string() })
  .meta({ id: 'ClockLine', description: 'As printed.', examples: [{ wall: '14:59', zone: 'EDT' }] })
export type ClockLine = z.infer<typeof ClockLine>

/** A transcript that was read; what was not printed is null. `callDate` is `YYYY-MM-DD`. */
export const Transcript = z
  .strictObject({
    callDate: z.string().nullable(),
    venue: z.string().nullable(),
    start: ClockLine.nullable(),
    end: ClockLine.nullable(),
    turns: z.array(Turn),
  })
  .meta({ id: 'Transcript' })
export type Transcript = z.infer<typeof Transcript>
