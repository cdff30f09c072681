/** `/v1/embargoes` and `/v1/hold-all`: terms, holds, early lifts, notices, breaches and receipts. */
import { z } from 'zod'
import { ChangeTermsInput } from '../../commands/change-terms.ts'
import { GiveNoticeInput } from '../../commands/give-notice.ts'
import { HoldInput } from '../../commands/hold-embargo.ts'
import { LiftEarlyInput } from '../../commands/lift-early.ts'
import { BreachInput } from '../../commands/record-breach.ts'
import { EmbargoAnswer, HoldAllAnswer, ReceiptAnswer } from '../intake/embargo-answer.ts'
import type { Operation } from './operation.ts'
import { changes, reads } from './press-operation.ts'

const LiftNow = z.object({
  liftNow: z.enum(['true', 'false']).optional().meta({
    description: '`true` where the instant has passed: resuming lifts at once, so it must be asked for.',
  }),
})

const ONE = '/v1/embargoes/{id}'
const answer = EmbargoAnswer

export const EMBARGOES: readonly Operation[] = [
  reads({ id: 'readEmbargo', path: ONE, summary: 'Read an embargo', answer, hasRevision: true }),
  changes({
    ...{ id: 'changeTerms', method: 'patch', path: ONE, summary: 'State other terms' },
    says: 'Terms that would lift at once are refused, 422 `would-lift`: lifting is its own act.',
    input: ChangeTermsInput,
    examples: {
      'a clock time': {
        terms: { until: 'time', at: '2026-12-15T05:00', timeZone: 'Europe/Rome' },
        reason: 'The ministers speak first.',
      },
      'the later of two': {
        terms: {
          latestOf: [
            { until: 'call-end', plus: 'PT10M' },
            { until: 'notice', name: 'statement-released' },
          ],
        },
        reason: 'As said at the opening of the call.',
      },
    },
    answer,
  }),
  changes({
    ...{ id: 'holdEmbargo', method: 'put', path: `${ONE}/hold`, summary: 'Hold an embargo' },
    says: 'While held nothing lifts, whatever the clock says.',
    input: HoldInput,
    examples: { reason: { reason: 'The minister has not landed.' } },
    answer,
  }),
  changes({
    ...{ id: 'resumeEmbargo', method: 'delete', path: `${ONE}/hold`, summary: 'Resume an embargo' },
    query: LiftNow,
    answer,
  }),
  changes({
    ...{ id: 'liftEarly', method: 'post', path: `${ONE}/lift`, summary: 'Lift now, early' },
    says: 'With a reason, perhaps citing a breach; 409 while held.',
    input: LiftEarlyInput,
    examples: { reason: { reason: 'It is all over the wires.' } },
    answer,
  }),
  changes({
    ...{ id: 'giveNotice', method: 'post', path: `${ONE}/notices`, summary: 'Say that a notice has come' },
    input: GiveNoticeInput,
    examples: { notice: { name: 'statement-released' } },
    answer,
  }),
  changes({
    ...{
      id: 'recordBreach',
      method: 'post',
      path: `${ONE}/breaches`,
      summary: 'Record that someone published early',
    },
    says: 'It lifts nothing; a lift may cite it.',
    input: BreachInput,
    examples: {
      breach: { where: 'https://paper.example/story', who: 'The Paper', since: '2026-12-14T20:05:00Z' },
    },
    answer,
    status: 201,
  }),
  reads({
    ...{ id: 'readReceipt', path: `${ONE}/receipt`, summary: 'Read the receipt of a lift' },
    says: 'Due, lifted, how late and why, what went public, and who was told how soon.',
    answer: ReceiptAnswer,
  }),
  reads({
    id: 'readHoldAll',
    path: '/v1/hold-all',
    summary: 'Read whether everything is held',
    answer: HoldAllAnswer,
  }),
  changes({
    ...{ id: 'holdAll', method: 'put', path: '/v1/hold-all', summary: 'Hold everything' },
    says: 'One switch: nothing lifts anywhere.',
    input: HoldInput,
    examples: { reason: { reason: 'We may have been breached.' } },
    answer: HoldAllAnswer,
    hasRevision: false,
    guarded: false,
  }),
  changes({
    ...{ id: 'resumeAll', method: 'delete', path: '/v1/hold-all', summary: 'Resume everything' },
    says: 'What fell due meanwhile lifts at once.',
    query: LiftNow,
    answer: HoldAllAnswer,
    hasRevision: false,
    guarded: false,
  }),
]
