/** The schemas of what is answered of a release, its transcript and its redactions. */
import { z } from 'zod'
import { Content, ReleaseKind } from '../../domain/content.ts'
import { EmbargoState } from '../../domain/embargo.ts'
import { PROPOSAL_KINDS } from '../../domain/find-policy.ts'
import { Basis } from '../../domain/ground-rules.ts'
import { Place } from '../../domain/passages.ts'
import { RecordId } from '../../domain/record.ts'
import { ReleaseState } from '../../domain/release.ts'
import { ConflictCode, Severity } from '../../domain/spoken/conflict.ts'
import { Transcript } from '../../domain/transcript/model.ts'
import { At, PlannedAnswer } from '../answer-parts.ts'

export const ReleaseAnswer = z
  .strictObject({
    id: RecordId,
    revision: z.int(),
    createdAt: At,
    updatedAt: At,
    kind: ReleaseKind,
    state: ReleaseState,
    callId: RecordId.nullable(),
    portionId: RecordId.nullable(),
    basis: Basis,
    slug: z.string().nullable().meta({ description: 'Its public name; null until it is public.' }),
    embargo: z.strictObject({
      id: RecordId,
      state: EmbargoState,
      liftsAt: PlannedAnswer.nullable(),
      liftedAt: At.nullable(),
    }),
    publishedAt: At.nullable(),
    clearedRevision: z.int().nullable().meta({ description: 'The revision that was cleared, and goes out.' }),
    conflicts: z.array(ConflictCode),
    acknowledged: z.array(ConflictCode),
    approvedBy: z
      .string()
      .nullable()
      .meta({ description: 'Who approved the latest content first, where two people must.' }),
    revisions: z.array(
      z.strictObject({
        revision: z.int(),
        publicRevision: z.int().nullable(),
        publishedAt: At.nullable(),
      }),
    ),
    killedAt: At.nullable(),
    publicNotice: z.string().nullable(),
    openProposals: z.int().optional().meta({ description: 'How many proposals nobody has decided.' }),
    dropped: z
      .array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['strike', 'accepted', 'declined']),
          words: z.string(),
          by: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Edits whose words the new text no longer has in one place.' }),
  })
  .meta({ id: 'Release' })

const ConflictAnswer = z
  .strictObject({
    code: ConflictCode,
    severity: Severity,
    said: z.string(),
    declared: z.string(),
    place: z.strictObject({ turn: z.int(), paragraph: z.int() }).nullable(),
  })
  .meta({ id: 'Conflict', description: 'What was said against what is declared, both sides in words.' })

/** Words of a revision, ready to publish; instants as everywhere. */
export const ContentAnswer = Content.extend({
  call: z.strictObject({ startsAt: At, timeZone: z.string() }).nullable(),
}).meta({ id: 'Content', description: 'One revision as it would be published: withheld names are out.' })

export const ShownReleaseAnswer = ReleaseAnswer.extend({
  content: ContentAnswer,
  conflictsFound: z.array(ConflictAnswer),
}).meta({ id: 'ReleaseWithContent' })

export const TranscriptAnswer = z
  .strictObject({
    release: ReleaseAnswer,
    read: Transcript,
    conflicts: z.array(ConflictAnswer),
    prompt: z
      .strictObject({ act: z.literal('end-call'), announcedAt: At })
      .nullable()
      .meta({ description: 'A moderator said that the embargo is lifted: the call may be ended.' }),
  })
  .meta({ id: 'TranscriptTaken' })

const span = { start: z.int(), end: z.int() }
const Context = z
  .strictObject({ before: z.string(), words: z.string(), after: z.string() })
  .meta({ id: 'InContext', description: 'Words in the sentence they stand in.' })

export const RedactionsAnswer = z
  .strictObject({
    release: ReleaseAnswer,
    automatic: z.array(
      z.strictObject({
        path: z.string().meta({ examples: ['turns.2.paragraphs.0'] }),
        ...span,
        mark: z.string(),
        context: Context,
        by: z.string(),
        at: At,
      }),
    ),
    strikes: z.array(
      z.strictObject({
        id: z.string(),
        ...Place.shape,
        mark: z.string(),
        context: Context,
        by: z.string(),
        at: At,
      }),
    ),
    proposals: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(PROPOSAL_KINDS),
        weight: z.enum(['likely', 'doubtful']),
        because: z.string(),
        ...Place.shape,
        mark: z.string(),
        context: Context,
        blocks: z.boolean().meta({ description: 'Undecided, and the same words were accepted elsewhere.' }),
        decision: z.strictObject({ is: z.enum(['accepted', 'declined']), by: z.string(), at: At }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Redactions' })
