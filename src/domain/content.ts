/** What a release says: the sealed value each revision has of its own. */
import { z } from 'zod'
import { Contact, Topic } from './call.ts'
import { Basis } from './ground-rules.ts'
import { Instant } from './instant.ts'
import { Transcript } from './transcript/model.ts'

export const ReleaseKind = z.enum(['transcript', 'readout', 'statement', 'advisory', 'fact-sheet'])
export type ReleaseKind = z.infer<typeof ReleaseKind>

/** The words: a transcript's turns, or Markdown. */
export const Body = z
  .discriminatedUnion('form', [
    z.strictObject({ form: z.literal('transcript'), transcript: Transcript }),
    z.strictObject({ form: z.literal('markdown'), text: z.string().min(1) }),
  ])
  .meta({ id: 'Body' })
export type Body = z.infer<typeof Body>

/**
 * One revision, ready to publish as it stands: withheld names are already the bracketed attribution.
 * `note` says what a correction corrected.
 */
export const Content = z.strictObject({
  kind: ReleaseKind,
  headline: z.string().min(1),
  summary: z.string().nullable(),
  body: Body,
  groundRules: z.strictObject({ basis: Basis, attribution: z.string() }),
  topics: z.array(Topic),
  contact: Contact.nullable(),
  /** When the call was held, for a dateline. */
  call: z.strictObject({ startsAt: Instant, timeZone: z.string() }).nullable(),
  note: z.string().nullable(),
})
export type Content = z.infer<typeof Content>
