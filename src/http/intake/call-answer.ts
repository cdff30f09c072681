/** The schema of what is answered of a call. */
import { z } from 'zod'
import { CallState, Contact, Topic } from '../../domain/call.ts'
import { GroundRules } from '../../domain/ground-rules.ts'
import { RecordId } from '../../domain/record.ts'
import { At, PlannedAnswer } from '../answer-parts.ts'
import { EmbargoAnswer } from './embargo-answer.ts'

const PortionAnswer = z
  .strictObject({
    id: RecordId,
    name: z.string().nullable(),
    groundRules: GroundRules.nullable(),
    embargo: EmbargoAnswer.nullable(),
    transcriptId: RecordId.nullable().meta({ description: 'Its transcript release, once there is one.' }),
  })
  .meta({ id: 'Portion' })

export const CallAnswer = z
  .strictObject({
    id: RecordId,
    revision: z.int(),
    createdAt: At,
    updatedAt: At,
    state: CallState,
    title: z.string(),
    venue: z.string().nullable(),
    startsAt: PlannedAnswer,
    expectedEndsAt: PlannedAnswer.nullable(),
    timeZone: z.string(),
    startedAt: At.nullable(),
    endedAt: At.nullable(),
    cancelledAt: At.nullable(),
    topics: z.array(Topic),
    contact: Contact.nullable(),
    announce: z.boolean(),
    announcement: z
      .strictObject({
        title: z.string().nullable(),
        says: z.string().nullable(),
        showTime: z.boolean(),
        path: z.string().nullable(),
      })
      .nullable()
      .meta({
        description: 'What the desk chose to announce; `path` is its public page, null while it has none.',
      }),
    endOnAnnouncement: z.boolean(),
    announcedAt: At.nullable().meta({
      description:
        'When a moderator said that the embargo is lifted; the call goes on until someone ends it.',
    }),
    groundRules: GroundRules.nullable().optional().meta({ description: 'Of a call of one portion.' }),
    embargo: EmbargoAnswer.nullable().optional().meta({ description: 'Of a call of one portion.' }),
    portions: z.array(PortionAnswer),
    releaseIds: z.array(RecordId),
  })
  .meta({ id: 'Call' })
