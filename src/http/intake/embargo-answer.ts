/** The schemas of what is answered of embargoes: their terms, holds and breaches, and the receipt of a lift. */
import { z } from 'zod'
import { BreachInput } from '../../commands/record-breach.ts'
import { EmbargoState, LateLift, LateReason, LiftCause } from '../../domain/embargo.ts'
import { IsoDuration } from '../../domain/instant.ts'
import { RecordId } from '../../domain/record.ts'
import { NoticeName } from '../../domain/terms.ts'
import { At, PlannedAnswer } from '../answer-parts.ts'
import { AlertAnswer } from './alert-answer.ts'

const Simple = z
  .discriminatedUnion('until', [
    z.strictObject({ until: z.literal('none') }),
    z.strictObject({ until: z.literal('call-end'), plus: IsoDuration.optional() }),
    z.strictObject({ until: z.literal('time'), at: z.string(), timeZone: z.string() }),
    z.strictObject({
      until: z.literal('notice'),
      name: NoticeName,
      expectedAt: z.string().optional(),
      timeZone: z.string().optional(),
    }),
  ])
  .meta({ id: 'SimpleTermsAsStated' })

const TermsAnswer = z
  .union([
    Simple,
    z.strictObject({ latestOf: z.array(Simple) }),
    z.strictObject({ earliestOf: z.array(Simple) }),
  ])
  .meta({ id: 'TermsAsStated', description: 'Terms as stated; times are wall times in their zone.' })
export type TermsAnswer = z.infer<typeof TermsAnswer>

const HoldAnswer = z
  .strictObject({
    by: z.string().meta({ description: 'Who set it; the service itself where a lift came too late.' }),
    at: At,
    reason: z.string().nullable(),
  })
  .meta({ id: 'Hold' })

export const HoldAllAnswer = z.strictObject({ hold: HoldAnswer.nullable() }).meta({ id: 'HoldAll' })

const Breach = z
  .strictObject({ id: RecordId, at: At, by: z.string(), ...BreachInput.shape })
  .meta({ id: 'Breach', description: 'A record that someone published early. It lifts nothing.' })

export const EmbargoAnswer = z
  .strictObject({
    id: RecordId,
    revision: z.int(),
    createdAt: At,
    updatedAt: At,
    callId: RecordId.nullable(),
    terms: TermsAnswer,
    state: EmbargoState,
    hold: HoldAnswer.nullable(),
    liftsAt: PlannedAnswer.nullable().meta({
      description: 'When it lifts, in the zone its terms name; null while that is not known.',
    }),
    liftedAt: At.nullable(),
    waitingFor: z.array(z.string()).meta({
      description: 'What could still set or move it: `call-end`, `notice:<name>`.',
      examples: [['call-end']],
    }),
    cause: LiftCause.nullable(),
    lateLift: LateLift.nullable(),
    breaches: z.array(Breach),
    citedBreachId: RecordId.nullable().meta({ description: 'The breach that a lift by decision cited.' }),
    releaseIds: z.array(RecordId),
  })
  .meta({ id: 'Embargo' })

export const ReceiptAnswer = z
  .strictObject({
    embargoId: RecordId,
    state: EmbargoState,
    dueAt: At.nullable(),
    dueKnownAt: At.nullable().meta({ description: 'When its instant became known.' }),
    liftedAt: At.nullable(),
    latenessMs: z.int().nullable().meta({
      description: 'From the later of `dueAt` and `dueKnownAt`; null unless it lifted by its terms.',
    }),
    lateReason: LateReason.nullable(),
    cause: LiftCause.nullable(),
    published: z.array(z.strictObject({ releaseId: RecordId, slug: z.string().nullable(), publishedAt: At })),
    alerts: z.array(AlertAnswer),
  })
  .meta({ id: 'Receipt', description: 'The measured story of a lift.' })
