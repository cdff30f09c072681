/** What a form comes to, in words and in every zone concerned, before any of it is stored. */
import { DateTime } from 'luxon'
import { clockChanges } from '../../domain/clock-changes.ts'
import { BASIS_RULES, type GroundRules, withheldSpeakers } from '../../domain/ground-rules.ts'
import { durationMs, type Instant } from '../../domain/instant.ts'
import { partsOf, type Terms } from '../../domain/terms.ts'
import type { Planned } from '../../domain/wall-time.ts'
import { topicName } from '../release-words.ts'
import type { Form } from './form.ts'
import { cityOf, clockInBoth, farFrom, inZones, lengthOf, termsSentence, wallClock } from './terms-words.ts'

type Row = { readonly zone: string; readonly says: string }
type Fact = { readonly label: string; readonly value: string }

/** One embargo in words. */
export type CheckedTerms = {
  readonly says: string
  readonly notes: readonly string[]
  /** Each instant it names, in every zone concerned. */
  readonly instants: readonly { readonly caption: string; readonly zones: readonly Row[] }[]
}

export type CheckView = {
  readonly form: Form
  readonly action: string
  readonly title: string
  readonly about: string
  readonly facts: readonly Fact[]
  /** The day with its year, and how far it is away. */
  readonly startsSays: string
  readonly starts: readonly Row[]
  readonly warnings: readonly string[]
  readonly portions: readonly (CheckedTerms & {
    readonly name: string | null
    readonly rule: string
    readonly attribution: string
    readonly withheld: readonly string[]
    readonly named: readonly string[]
  })[]
}

type Declared = {
  readonly starts: Planned
  readonly expectedEnd: Planned | null
  readonly portions: readonly { readonly name?: string | undefined; readonly groundRules: GroundRules }[]
  readonly embargoes: readonly { readonly terms: Terms }[]
}

type Call = {
  readonly title: string
  readonly venue?: string | undefined
  readonly topics: readonly string[]
  readonly contact?: { readonly name: string; readonly email: string } | undefined
  readonly announce: boolean
  readonly endOnAnnouncement: boolean
  readonly lateLift?: { readonly after: string; readonly do: 'lift' | 'hold' } | undefined
}

export function checkView(form: Form, call: Call, declared: Declared, now: Instant): CheckView {
  const { starts, expectedEnd, portions, embargoes } = declared
  const here = starts.timeZone
  const zones = [here, ...embargoes.flatMap(({ terms }) => zonesOf(terms)), 'UTC']
  const when = { here, starts: starts.at, ends: expectedEnd?.at ?? null }
  return {
    form,
    action: '/desk/calls/new',
    title: 'Check the call',
    about: call.title,
    facts: factsOf(call, expectedEnd),
    startsSays: `${wallClock(starts.at, here)}, ${starts.local.slice(0, 4)} in ${cityOf(here)}: ${farFrom(Math.abs(starts.at - now))} ${starts.at < now ? 'ago' : 'from now'}.`,
    starts: inZones(starts.at, zones),
    warnings: [
      ...(starts.at < now
        ? [`The start has passed, ${farFrom(now - starts.at)} ago. The call is recorded all the same.`]
        : []),
      ...clockWarnings(zones, [
        starts.at,
        ...embargoes.flatMap(({ terms }) => instantsOf(terms).map(({ at }) => at)),
      ]),
    ],
    portions: portions.map(({ name, groundRules }, index) => ({
      name: name ?? null,
      rule: `${BASIS_RULES[groundRules.basis].label}. ${BASIS_RULES[groundRules.basis].rule}`,
      attribution: groundRules.attribution,
      withheld: withheldSpeakers(groundRules).map((speaker) => speaker.name),
      named: groundRules.speakers.filter(({ withheld }) => !withheld).map((speaker) => speaker.name),
      ...checkedTerms(embargoes[index]?.terms ?? { until: 'call-end' }, when),
    })),
  }
}

/** `here`: the zone it is looked at from; `starts`, `ends`: of the call, where there is one. */
export function checkedTerms(
  terms: Terms,
  when: { readonly here: string; readonly starts: Instant | null; readonly ends: Instant | null },
): CheckedTerms {
  const says = termsSentence(terms, when.here)
  const zones = [...zonesOf(terms), when.here, 'UTC']
  return {
    says: says === 'under no embargo' ? 'Under no embargo' : `Embargoed ${says}`,
    notes: [...joinNotes(terms), ...partsOf(terms).flatMap((part) => partNotes(part, when))],
    instants: instantsOf(terms).map(({ at, caption }) => ({ caption, zones: inZones(at, zones) })),
  }
}

function joinNotes(terms: Terms): readonly string[] {
  if ('latestOf' in terms) return ['Nothing lifts before all of this has come.']
  return 'earliestOf' in terms ? ['It lifts with the first of these, whatever the others are.'] : []
}

type Part = ReturnType<typeof partsOf>[number]

function partNotes(
  part: Part,
  { starts, ends }: { readonly starts: Instant | null; readonly ends: Instant | null },
): readonly string[] {
  switch (part.until) {
    case 'none':
      return ['What is cleared is public at once.']
    case 'call-end':
      return ['No instant is known before a person ends the call. Nothing lifts by the expected end.']
    case 'notice':
      return ['Someone at the desk gives this notice. Nothing lifts by the time it is expected at.']
    case 'time':
      if (starts === null) return []
      if (part.at <= starts)
        return ['Look again: that is before the call starts, so what is said would be under no embargo.']
      if (ends !== null && part.at < ends) return ['Look again: that is before the call is expected to end.']
      return [`That is ${farFrom(part.at - starts)} after the call starts.`]
  }
}

function instantsOf(terms: Terms): readonly { readonly at: Instant; readonly caption: string }[] {
  const parts = partsOf(terms)
  return parts.flatMap((part) => {
    if (part.until === 'time')
      return [{ at: part.at, caption: parts.length === 1 ? 'It lifts' : `${cityOf(part.timeZone)} time` }]
    if (part.until === 'notice' && part.expected)
      return [{ at: part.expected.at, caption: 'The notice is expected' }]
    return []
  })
}

function zonesOf(terms: Terms): readonly string[] {
  return partsOf(terms).flatMap((part) => {
    if (part.until === 'time') return [part.timeZone]
    return part.until === 'notice' && part.expected ? [part.expected.timeZone] : []
  })
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Clock changes within a day of any of these instants, or between them. */
export function clockWarnings(zones: readonly string[], instants: readonly Instant[]): readonly string[] {
  const [from, to] = [Math.min(...instants) - DAY_MS, Math.max(...instants) + DAY_MS]
  return [...new Set(zones)].flatMap((zone) =>
    clockChanges(zone, from, to).map(({ at, minutes }) => {
      const way = minutes > 0 ? 'forward' : 'back'
      // What clocks there show in the moment before they are moved.
      const before = DateTime.fromMillis(at - 1, { zone }).offset
      const shown = wallClock(at + before * 60_000, 'UTC')
      const length = lengthOf(Math.abs(minutes) * 60_000)
      return `Clocks in ${cityOf(zone)} go ${way} ${length} at ${shown}. Read the times below as clocks show them on their own day.`
    }),
  )
}

function factsOf(call: Call, expectedEnd: Planned | null): readonly Fact[] {
  const { venue, topics, contact, announce, endOnAnnouncement, lateLift } = call
  return [
    ...(venue === undefined ? [] : [{ label: 'Venue', value: venue }]),
    ...(expectedEnd === null
      ? []
      : [
          {
            label: 'Expected to end',
            value: clockInBoth(expectedEnd.at, expectedEnd.timeZone, 'UTC').replace(/, which is .*/, ''),
          },
        ]),
    ...(topics.length === 0 ? [] : [{ label: 'Topics', value: topics.map(topicName).join(', ') }]),
    ...(contact === undefined ? [] : [{ label: 'Contact', value: `${contact.name}, ${contact.email}` }]),
    { label: 'Announced', value: announce ? 'Yes, on a public page' : 'No' },
    ...(endOnAnnouncement
      ? [{ label: 'Ends', value: 'By itself, when a moderator says that the embargo is lifted' }]
      : []),
    ...(lateLift === undefined
      ? []
      : [
          {
            label: 'When late',
            value: `A lift more than ${lengthOf(durationMs(lateLift.after))} late ${lateLift.do === 'hold' ? 'is held for a person' : 'is made all the same'}`,
          },
        ]),
  ]
}
