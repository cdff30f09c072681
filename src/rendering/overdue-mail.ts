/** The mail that says something expected has not come: ids and times, what to do, and nothing of what it is about. */
import { toIso } from '../domain/instant.ts'
import type { Expectation } from '../domain/overdue.ts'
import { textPart } from './plain-text.ts'
import { clockTime } from './press-time.ts'

export type OverdueView = {
  readonly title: string
  readonly preview: string
  readonly host: string
  readonly status: string
  readonly when: string
  readonly lead: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly steps: readonly { readonly label: string; readonly request: string }[]
  readonly why: string
}

/**
 * Times are UTC: the zone of a call may say where someone is. A notice goes by its embargo alone, since
 * its name may say what is coming.
 */
export function overdueView(expectation: Expectation, host: string): OverdueView {
  const { status, subject, expected, lead, facts, steps } = WORDING[expectation.kind](idOf(expectation))
  const clock = clockTime(expectation.expectedAt, 'UTC')
  return {
    title: subject(clock),
    preview: lead,
    host,
    status,
    when: `${expected} ${clock}`,
    lead,
    facts: [...facts, { label: 'Expected at', value: toIso(expectation.expectedAt) }],
    steps,
    why: `You get this once for each expected time, as the contact or as who runs ${host}.`,
  }
}

function idOf(expectation: Expectation): string {
  return expectation.kind === 'call-end' ? expectation.callId : expectation.embargoId
}

type Wording = Pick<OverdueView, 'status' | 'lead' | 'facts' | 'steps'> & {
  /** What to do comes first: a lock screen shows little. */
  readonly subject: (clock: string) => string
  readonly expected: string
}

const WORDING: Readonly<Record<Expectation['kind'], (id: string) => Wording>> = {
  'call-end': (id) => ({
    status: 'Call overdue',
    subject: (clock) => `End or extend call ${id}: it was to end at ${clock}`,
    expected: 'Still live. Expected to end at',
    lead: 'Nothing that waits for its end lifts until someone ends the call. Nothing ends it but you.',
    facts: [{ label: 'Call', value: id }],
    steps: [
      { label: 'If it is over, end it', request: `POST /v1/calls/${id}/end` },
      { label: 'If it goes on, say until when', request: `PATCH /v1/calls/${id} with expectedEndsAt` },
    ],
  }),
  notice: (id) => ({
    status: 'Notice overdue',
    subject: (clock) => `Give or move the notice for ${id}: expected at ${clock}`,
    expected: 'Has not come. Expected at',
    lead: 'Nothing that waits for this notice lifts until someone gives it. It is never taken as given.',
    facts: [{ label: 'Embargo', value: id }],
    steps: [
      { label: 'See which notice', request: `GET /v1/embargoes/${id}, under waitingFor` },
      { label: 'If it has come, give it', request: `POST /v1/embargoes/${id}/notices with its name` },
      { label: 'If it comes later, say when', request: `PATCH /v1/embargoes/${id} with terms and a reason` },
    ],
  }),
}

export function overdueText(view: OverdueView): string {
  return textPart([
    view.status.toUpperCase(),
    view.when,
    view.lead,
    view.facts.map(({ label, value }) => `${label}: ${value}`),
    ...view.steps.map(({ label, request }) => [`${label}:`, request]),
    ['----', view.why],
  ])
}
