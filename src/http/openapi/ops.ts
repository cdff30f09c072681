/** What operations and machines ask: health, metrics, the overview, and reports of bounces. */
import { z } from 'zod'
import { HealthAnswer, ReadinessAnswer } from '../ops/health.ts'
import { OverviewAnswer } from '../ops/overview.ts'
import type { Operation } from './operation.ts'
import { jsonAnswer, reads } from './press-operation.ts'

export const OPS: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    id: 'readHealth',
    who: 'anyone',
    summary: 'Ask whether the process runs',
    answers: { 200: jsonAnswer('It runs.', HealthAnswer) },
    problems: [],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'readReadiness',
    who: 'anyone',
    summary: 'Ask whether it may be sent requests',
    says: 'Redis answers, is durable, does not evict and has memory left, and clocks agree within a second.',
    answers: {
      200: jsonAnswer('Ready.', ReadinessAnswer),
      503: jsonAnswer('Not ready, with the reasons by code.', ReadinessAnswer),
    },
    problems: [],
  },
  {
    ...reads({
      ...{ id: 'readMetrics', path: '/metrics', summary: 'Scrape the metrics' },
      says: 'Prometheus’s text format. The `hfr_` metrics speak of the whole service: every intake answers the same.',
      answer: z.string(),
    }),
    who: 'ops',
    answers: { 200: { says: 'As it stands.', media: [{ type: 'text/plain', schema: z.string() }] } },
  },
  reads({
    ...{ id: 'readOverview', path: '/v1/ops/overview', summary: 'See what is due and owed' },
    who: 'ops',
    answer: OverviewAnswer,
  }),
  {
    method: 'post',
    path: '/v1/bounces',
    id: 'reportBounce',
    who: 'signature',
    summary: 'Pass on a bounce or a complaint',
    says: 'The report as the mail system got it (RFC 3464, RFC 5965), up to 1 MB. The same answer for every report, ours or not. Only where `BOUNCE_SECRET` is set; else there is no such path.',
    body: {
      media: [
        { type: 'message/rfc822', schema: z.string() },
        { type: 'message/global', schema: z.string() },
      ],
    },
    answers: { 202: jsonAnswer('Received.', z.strictObject({ status: z.literal('received') })) },
    problems: [404, 413, 415, 422, 500, 503],
  },
]
