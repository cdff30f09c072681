/** `/v1/releases`: draft, revise, withhold and strike, clear, correct and kill what goes out. */
import { ClearReleaseInput } from '../../commands/clear-release.ts'
import { CorrectReleaseInput } from '../../commands/correct-release.ts'
import { CreateReleaseInput, DraftInput } from '../../commands/create-release.ts'
import { KillReleaseInput } from '../../commands/kill-release.ts'
import { PutRedactionsInput } from '../../commands/put-redactions.ts'
import { listOf } from '../answer-parts.ts'
import { AlertAnswer } from '../intake/alert-answer.ts'
import { RedactionsAnswer, ReleaseAnswer, ShownReleaseAnswer } from '../intake/release-answer.ts'
import { READOUT, STATEMENT } from './examples.ts'
import type { Operation } from './operation.ts'
import { changes, lists, reads } from './press-operation.ts'

const ONE = '/v1/releases/{id}'
const answer = ReleaseAnswer

const CLEARING = changes({
  ...{ id: 'clearRelease', method: 'put', path: `${ONE}/clearance`, summary: 'Clear a release' },
  says: 'Only the revision that was read is cleared, and only it is published: 428 where none is named, 412 where it has moved on. Refused while a conflict is not acknowledged, while a withheld name, title or alias is in it, or where its basis forbids publication. Under a lifted embargo it is public at once.',
  input: ClearReleaseInput,
  examples: {
    read: { revision: 3 },
    'in spite of a conflict': { revision: 3, acknowledge: ['zone-differs'] },
  },
  answer,
  guarded: false,
})

export const RELEASES: readonly Operation[] = [
  lists({ id: 'listReleases', path: '/v1/releases', summary: 'List releases', answer }),
  changes({
    ...{ id: 'createRelease', method: 'post', path: '/v1/releases', summary: 'Draft a release' },
    says: 'A readout, statement, advisory or fact sheet, under the embargo of a call (`callId`), another one (`embargoId`), or its own (`embargo`). Transcripts are loaded to their call.',
    input: CreateReleaseInput,
    examples: { 'of a call': READOUT, 'of its own': STATEMENT },
    answer,
    status: 201,
    guarded: false,
  }),
  reads({
    ...{ id: 'readRelease', path: ONE, summary: 'Read a release with its words' },
    says: 'The latest revision as it would be published, and every conflict with both sides in words.',
    answer: ShownReleaseAnswer,
    hasRevision: true,
  }),
  changes({
    ...{ id: 'reviseRelease', method: 'put', path: ONE, summary: 'Revise a release' },
    says: 'Replaces all of its words; what was cleared is a draft again. Once public it is corrected instead.',
    input: DraftInput,
    examples: {
      draft: { headline: 'Readout of the meeting in Rome', body: 'The two sides met for *five* hours.' },
    },
    answer,
  }),
  reads({
    ...{ id: 'readRedactions', path: `${ONE}/redactions`, summary: 'Review what is withheld and struck' },
    says: 'Names that were taken out, passages that were struck, and proposals, each in its sentence.',
    answer: RedactionsAnswer,
    hasRevision: true,
  }),
  changes({
    ...{
      id: 'putRedactions',
      method: 'put',
      path: `${ONE}/redactions`,
      summary: 'Strike passages, decide proposals',
    },
    says: 'All of staff’s edits at once: what is not named is taken back. Turns and paragraphs count from 0, characters in UTF-16.',
    input: PutRedactionsInput,
    examples: {
      edits: {
        strikes: [{ turn: 4, paragraph: 0, start: 17, end: 42, mark: '[a number of ships]' }],
        accept: ['nickname-2-0-8-13'],
        decline: [],
        reason: 'As agreed with the desk.',
      },
    },
    answer: RedactionsAnswer,
  }),
  { ...CLEARING, problems: [...CLEARING.problems, 428] },
  changes({
    ...{ id: 'unclearRelease', method: 'delete', path: `${ONE}/clearance`, summary: 'Take a clearance back' },
    answer,
    guarded: false,
  }),
  changes({
    ...{
      id: 'correctRelease',
      method: 'post',
      path: `${ONE}/corrections`,
      summary: 'Correct a public release',
    },
    says: 'The new text replaces the old in one commit, and whoever got the old one is told. What is not given stays.',
    input: CorrectReleaseInput,
    examples: {
      note: { note: 'The meeting took five hours, not six.', body: 'The two sides met for five hours.' },
    },
    answer,
    status: 201,
  }),
  changes({
    ...{ id: 'killRelease', method: 'post', path: `${ONE}/kill`, summary: 'Kill a release' },
    says: 'Withdrawn for good: a running alert stops, and who got it is told by the public notice.',
    input: KillReleaseInput,
    examples: {
      kill: {
        reason: 'The wrong document was loaded.',
        publicNotice: 'This release was sent in error. Please do not use it.',
      },
    },
    answer,
  }),
  reads({
    ...{ id: 'listAlertsOfRelease', path: `${ONE}/alerts`, summary: 'List the alerts of a release' },
    answer: listOf(AlertAnswer),
  }),
]
