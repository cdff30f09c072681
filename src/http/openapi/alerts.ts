/** `/v1/alerts`, `/v1/subscribers` and `/v1/audit`: who was told, who is to be, and who did what. */
import { z } from 'zod'
import { DeliveryFilter } from '../../commands/list-deliveries.ts'
import { RetryDeliveriesInput } from '../../commands/retry-deliveries.ts'
import { ImportLine } from '../../domain/subscriber.ts'
import { listOf } from '../answer-parts.ts'
import { AlertAnswer, AuditAnswer, DeliveryAnswer } from '../intake/alert-answer.ts'
import { ImportAnswer, SubscriberAnswer } from '../intake/subscriber-answer.ts'
import { SUBSCRIBER_LINES } from './examples.ts'
import type { Operation } from './operation.ts'
import { changes, jsonAnswer, lists, reads } from './press-operation.ts'

const Line = ImportLine.meta({ id: 'SubscriberLine', description: 'One line: someone who has consented.' })
const lineMedia = { schema: Line, examples: { lines: SUBSCRIBER_LINES } }

export const ALERTS: readonly Operation[] = [
  reads({
    ...{ id: 'readAlert', path: '/v1/alerts/{id}', summary: 'Read an alert' },
    answer: AlertAnswer,
    hasRevision: true,
  }),
  {
    ...reads({
      ...{
        id: 'followAlert',
        path: '/v1/alerts/{id}/progress',
        summary: 'Follow an alert while it goes out',
      },
      says: 'Server-sent events: `progress` each time it changes, at most twice a second, then one `done`, and the stream ends. A comment line keeps a quiet stream open.',
      answer: AlertAnswer,
    }),
    answers: {
      200: {
        says: 'The `data` of each event is the alert.',
        media: [{ type: 'text/event-stream', schema: AlertAnswer }],
      },
    },
  },
  reads({
    ...{ id: 'listDeliveries', path: '/v1/alerts/{id}/deliveries', summary: 'List who got an alert' },
    says: 'One desk by its address or number, or everyone on one channel or in one state.',
    query: DeliveryFilter,
    answer: listOf(DeliveryAnswer),
  }),
  changes({
    ...{ method: 'post', id: 'retryDeliveries', path: '/v1/alerts/{id}/retries' },
    summary: 'Send again what had failed',
    says: 'All that failed, or for some reasons only. Who has left, or is suppressed, is not tried again.',
    input: RetryDeliveriesInput,
    answer: AlertAnswer,
    guarded: false,
  }),
  lists({
    ...{ id: 'listAudit', path: '/v1/audit', summary: 'List who did what' },
    query: z.object({ record: z.string().optional().meta({ description: 'The entries of one record.' }) }),
    answer: AuditAnswer,
  }),
  {
    method: 'post',
    path: '/v1/subscribers/import',
    id: 'importSubscribers',
    who: 'press',
    summary: 'Import subscribers who have consented',
    says: 'One JSON object a line, read as it streams in. Nobody who left is brought back. Lines that are not in the form are counted, and the others taken.',
    body: {
      media: [
        { type: 'application/x-ndjson', ...lineMedia },
        { type: 'application/ndjson', ...lineMedia },
        { type: 'text/plain', ...lineMedia },
      ],
    },
    answers: { 200: jsonAnswer('What was taken.', ImportAnswer) },
    problems: [415, 500, 503],
  },
  reads({
    ...{ id: 'findSubscriber', path: '/v1/subscribers', summary: 'Look a subscriber up' },
    says: 'By an address, or by a number with + (`%2B` in a query) and its country code.',
    query: z.object({ email: z.email().optional(), phone: z.string().optional() }),
    answer: listOf(SubscriberAnswer),
  }),
  changes({
    ...{
      id: 'eraseSubscriber',
      method: 'delete',
      path: '/v1/subscribers/{id}',
      summary: 'Erase a subscriber',
    },
    says: 'The address is forgotten; a digest of it stays, so that no import brings it back.',
    params: z.object({ id: SubscriberAnswer.shape.id }),
    status: 204,
    guarded: false,
  }),
]
