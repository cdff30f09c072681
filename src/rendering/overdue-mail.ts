/** The mail that says something expected has not come: ids and times, what to do, and nothing of what it is about. */
import { toIso } from '../domain/instant.ts'
import type { Expectation } from '../domain/overdue.ts'
import type { Links } from './links.ts'
import { textPart } from './plain-text.ts'
import { clockTime } from './press-time.ts'

export type OverdueView = {
  readonly title: string
  readonly preview: string
  readonly mark: string
  readonly host: string
  readonly status: string
  readonly when: string
  readonly lead: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** Where the desk does it; for those who use the API, by which request. */
  readonly action: { readonly label: string; readonly url: string; readonly after: string }
  readonly steps: readonly { readonly label: string; readonly request: string }[]
  readonly why: string
}

/**
 * Times are UTC: the zone of a call may say where someone is. A notice goes by its embargo alone, since
 * its name may say what is coming.
 */
export function overdueView(expectation: Expectation, links: Links): OverdueView {
  const id = idOf(expectation)
  const { status, subject, expected, lead, facts, action, steps } = WORDING[expectation.kind](id, links)
  const clock = clockTime(expectation.expectedAt, 'UTC')
  return {
    title: subject(clock),
    preview: lead,
    mark: 'Press desk',
    host: links.host,
    status,
    when: `${expected} ${clock}`,
    lead,
    facts: [...facts, { label: 'Expected at', value: toIso(expectation.expectedAt) }],
    action,
    steps,
    why: `You get this once for each expected time, as the contact or as who runs ${links.host}.`,
  }
}

function idOf(expectation: Expectation): string {
  return expectation.kind === 'call-end' ? expectation.callId : expectation.embargoId
}

type Wording = Pick<OverdueView, 'status' | 'lead' | 'facts' | 'action' | 'steps'> & {
  /** Since when and what to do come first: a lock screen shows little. */
  readonly subject: (clock: string) => string
  readonly expected: string
}

const WORDING: Readonly<Record<Expectation['kind'], (id: string, links: Links) => Wording>> = {
  'call-end': (id, links) => ({
    status: 'Call overdue',
    subject: (clock) => `Overdue since ${clock}: end or extend call ${id}`,
    expected: 'Still live. Expected to end at',
    lead: 'Nothing that waits for its end lifts until someone ends the call. Nothing ends it but you.',
    facts: [{ label: 'Call', value: id }],
    action: {
      label: 'Open the call',
      url: links.deskCall(id),
      after: 'There you can end it, or say until when it goes on.',
    },
    steps: [
      { label: 'If it is over, end it', request: `POST /v1/calls/${id}/end` },
      { label: 'If it goes on, say until when', request: `PATCH /v1/calls/${id} with expectedEndsAt` },
    ],
  }),
  notice: (id, links) => ({
    status: 'Notice overdue',
    subject: (clock) => `Overdue since ${clock}: give or move the notice for ${id}`,
    expected: 'Has not come. Expected at',
    lead: 'Nothing that waits for this notice lifts until someone gives it. It is never taken as given.',
    facts: [{ label: 'Embargo', value: id }],
    action: {
      label: 'Open the embargo',
      url: links.deskEmbargo(id),
      after: 'There you can see which notice it is, say that it has come, or state another time.',
    },
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
    [`${view.action.label}:`, view.action.url],
    view.action.after,
    view.facts.map(({ label, value }) => `${label}: ${value}`),
    ['----', 'By the API:'],
    ...view.steps.map(({ label, request }) => [`${label}:`, request]),
    ['----', view.why],
  ])
}
