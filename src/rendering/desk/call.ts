/** A call's own page: where it stands, what can be done, what goes out, and what was declared. */
import type { Call, CallDetails } from '../../domain/call.ts'
import { BASIS_RULES, type GroundRules } from '../../domain/ground-rules.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Expectation } from '../../domain/overdue.ts'
import { topicName } from '../release-words.ts'
import { cityOf, termsSentence, wallClock } from './terms-words.ts'
import { type CallRow, callRow, type ShownCall } from './today.ts'

type Fact = { readonly label: string; readonly value: string }
export type ActLink = {
  readonly href: string
  readonly label: string
  readonly kind: 'first' | 'quiet' | 'danger'
  /** Done in a hurry, with the thumb of the hand that holds the phone: always in its reach. */
  readonly isUrgent?: boolean
}

export type CallPageView = {
  readonly id: string
  readonly title: string
  readonly now: Instant
  readonly row: CallRow
  readonly warnings: readonly string[]
  readonly acts: readonly ActLink[]
  readonly facts: readonly Fact[]
  readonly portions: readonly {
    readonly name: string
    readonly facts: readonly Fact[]
    readonly speakers: readonly { name: string; title: string; aliases: string; withheld: boolean }[]
  }[]
}

type Source = Omit<ShownCall, 'portions' | 'details'> & {
  readonly details: CallDetails
  readonly portions: readonly (ShownCall['portions'][number] & { readonly groundRules: GroundRules })[]
  readonly now: Instant
}

export function callPageView(shown: Source, heldAll: boolean, overdue: readonly Expectation[]): CallPageView {
  const { call, details, portions, now } = shown
  const hereZone = call.starts.timeZone
  return {
    id: call.id,
    title: details.title,
    now,
    row: callRow(shown, { now, heldAll }, overdue),
    warnings:
      call.announcedAt !== null && call.state === 'live'
        ? ['A moderator has said that the embargo is lifted. End the call, if it is over.']
        : [],
    acts: actsOf(shown),
    facts: factsOf(call, details),
    portions: portions.map(({ name, groundRules, embargo }) => ({
      name: name ?? 'Ground rules and embargo',
      facts: [
        {
          label: 'Basis',
          value: `${BASIS_RULES[groundRules.basis].label}. ${BASIS_RULES[groundRules.basis].rule}`,
        },
        { label: 'Attribution', value: `“${groundRules.attribution}”` },
        { label: 'Embargo', value: termsSentence(embargo.terms, hereZone) },
      ],
      speakers: groundRules.speakers.map(({ name: who, title, aliases, withheld }) => ({
        name: who,
        title: title ?? '',
        aliases: aliases.join(', '),
        withheld,
      })),
    })),
  }
}

/** What its state allows, and holding what is still to lift beside the first of it. */
function actsOf({ call, portions }: Source): readonly ActLink[] {
  const isUrgent = call.state === 'live'
  const [first, ...rest] = ACTS[call.state].map((act, index) => ({
    ...{ ...act, href: `/desk/calls/${call.id}/${act.href}` },
    isUrgent: isUrgent && index === 0,
  }))
  const holds = portions.flatMap(({ name, embargo }): readonly ActLink[] => {
    if (embargo.state !== 'pending' && embargo.state !== 'scheduled') return []
    const [act, label] = embargo.hold === null ? ['hold', 'Hold'] : ['resume', 'Resume']
    const what = portions.length > 1 && name !== null ? ` “${name}”` : ''
    return [
      { href: `/desk/embargoes/${embargo.id}/${act}`, label: `${label}${what}`, kind: 'quiet', isUrgent },
    ]
  })
  return first === undefined ? holds : [first, ...holds, ...rest]
}

const ACTS: Readonly<Record<Call['state'], readonly ActLink[]>> = {
  scheduled: [
    { href: 'start', label: 'Start the call', kind: 'first' },
    { href: 'transcript', label: 'Load a transcript', kind: 'quiet' },
    { href: 'cancel', label: 'Cancel the call', kind: 'quiet' },
  ],
  live: [
    { href: 'end', label: 'End the call', kind: 'first' },
    { href: 'live', label: 'Take down what is said', kind: 'quiet' },
    { href: 'transcript', label: 'Load a transcript', kind: 'quiet' },
    { href: 'cancel', label: 'Cancel the call', kind: 'quiet' },
  ],
  ended: [{ href: 'transcript', label: 'Load a transcript', kind: 'quiet' }],
  cancelled: [],
}

function factsOf(call: Call, { venue, contact, topics }: CallDetails): readonly Fact[] {
  const { starts, expectedEnd, endedAt } = call
  const zone = starts.timeZone
  return [
    ...(venue === null ? [] : [{ label: 'Venue', value: venue }]),
    { label: 'Starts', value: `${wallClock(starts.at, zone)} in ${cityOf(zone)}` },
    ...(expectedEnd === null ? [] : [{ label: 'Expected to end', value: wallClock(expectedEnd.at, zone) }]),
    ...(endedAt === null ? [] : [{ label: 'Ended', value: wallClock(endedAt, zone) }]),
    ...(topics.length === 0 ? [] : [{ label: 'Topics', value: topics.map(topicName).join(', ') }]),
    ...(contact === null ? [] : [{ label: 'Contact', value: `${contact.name}, ${contact.email}` }]),
    { label: 'Announced', value: call.announce ? 'Yes, on a public page' : 'No' },
  ]
}
