/** The record of a call as a document to print: declared, lifted, published, sent, and every act. */
import type { Call, CallDetails } from '../../domain/call.ts'
import type { Content } from '../../domain/content.ts'
import { BASIS_RULES } from '../../domain/ground-rules.ts'
import { type Instant, pressTime } from '../../domain/instant.ts'
import { publicNumber, type Release } from '../../domain/release.ts'
import type { Conflict } from '../../domain/spoken/conflict.ts'
import { markdownHtml } from '../markdown.ts'
import { KIND_NAMES, topicName } from '../release-words.ts'
import { type AlertNumbers, alertNumbers, type Counted } from './alert-numbers.ts'
import { conflictSays } from './conflict-words.ts'
import { type ReceiptView, receiptView } from './receipt.ts'
import { type RecordDay, type RecordSource, recordDays } from './record.ts'
import { termsSentence, wallClock } from './terms-words.ts'

type Fact = { readonly label: string; readonly value: string; readonly hint?: string }

export type RecordDocument = {
  readonly id: string
  readonly title: string
  readonly taken: string
  readonly call: readonly Fact[]
  readonly portions: readonly {
    readonly name: string
    readonly facts: readonly Fact[]
    readonly speakers: readonly string[]
  }[]
  readonly embargoes: readonly {
    readonly id: string
    readonly terms: string
    readonly facts: readonly Fact[]
    readonly breaches: readonly string[]
  }[]
  readonly releases: readonly {
    readonly id: string
    readonly headline: string
    readonly facts: readonly Fact[]
    readonly conflicts: readonly string[]
    readonly revisions: readonly RevisionView[]
  }[]
  readonly alerts: readonly AlertNumbers[]
  readonly days: readonly RecordDay[]
}

type RevisionView = {
  readonly title: string
  readonly headline: string
  readonly note: string | null
  /** Safe HTML. */
  readonly prose: string | null
  readonly turns: readonly { readonly speaker: string; readonly paragraphs: readonly string[] }[]
}

type Source = {
  readonly record: Omit<RecordSource, 'details' | 'embargoes'> & {
    readonly now: Instant
    readonly details: CallDetails
    readonly embargoes: readonly (RecordSource['embargoes'][number] & {
      readonly holdReason: string | null
      readonly breaches: readonly {
        readonly id: string
        readonly at: Instant
        readonly by: string
        readonly where: string
        readonly who: string
      }[]
    })[]
  }
  readonly releases: readonly {
    readonly release: Release
    readonly headline: string
    readonly conflicts: readonly Conflict[]
    readonly shown: readonly {
      readonly revision: number
      readonly scrubbed: boolean
      readonly content: Content
    }[]
  }[]
  readonly alerts: readonly Counted[]
}

/** `by`: who takes it. */
export function recordDocument({ record, releases, alerts }: Source, by: string): RecordDocument {
  const { call, details, now } = record
  const zone = call.starts.timeZone
  const headlines = new Map(record.releases.map(({ release, headline }) => [release.id, headline]))
  return {
    id: call.id,
    title: details.title,
    taken: `Taken by ${by} at ${pressTime(now, zone)}.`,
    call: callFacts(call, details),
    portions: details.portions.map(({ name, groundRules }) => ({
      name: name ?? 'Ground rules',
      facts: [
        {
          label: 'Basis',
          value: `${BASIS_RULES[groundRules.basis].label}. ${BASIS_RULES[groundRules.basis].rule}`,
        },
        { label: 'Attribution', value: `“${groundRules.attribution}”` },
      ],
      speakers: groundRules.speakers.map(
        ({ name: who, title, withheld }) =>
          `${who}${title ? `, ${title}` : ''}${withheld ? ' (withheld)' : ''}`,
      ),
    })),
    embargoes: record.embargoes.map((one) => embargoSection(one, record, zone)),
    releases: releases.map((one) => releaseSection(one, zone)),
    alerts: alerts.map((one) =>
      alertNumbers(
        one,
        one.alert.releaseIds.flatMap((id) => headlines.get(id) ?? []),
        zone,
      ),
    ),
    days: recordDays(record),
  }
}

function callFacts(call: Call, { venue, topics, contact }: CallDetails): readonly Fact[] {
  const zone = call.starts.timeZone
  const at = (label: string, instant: Instant | null): readonly Fact[] =>
    instant === null ? [] : [{ label, value: pressTime(instant, zone) }]
  return [
    ...(venue === null ? [] : [{ label: 'Venue', value: venue }]),
    ...at('Planned for', call.starts.at),
    ...at('Started', call.startedAt),
    ...at('Ended', call.endedAt),
    ...at('Cancelled', call.cancelledAt),
    ...(topics.length === 0 ? [] : [{ label: 'Topics', value: topics.map(topicName).join(', ') }]),
    ...(contact === null ? [] : [{ label: 'Contact', value: `${contact.name}, ${contact.email}` }]),
  ]
}

function embargoSection(
  { embargo, holdReason, breaches }: Source['record']['embargoes'][number],
  { entries }: RecordSource,
  zone: string,
): RecordDocument['embargoes'][number] {
  const lift = entries.findLast(({ act, record }) => act === 'lift' && record === embargo.id)
  const { facts }: Pick<ReceiptView, 'facts'> = receiptView({
    embargo,
    call: { call: { id: embargo.callId ?? '', starts: { timeZone: zone } }, title: '' },
    ...{ pieces: [], breaches, alerts: [], deskZone: zone },
    decision: lift ? { by: lift.actor.name, reason: lift.reason } : null,
  })
  return {
    id: embargo.id,
    terms: termsSentence(embargo.terms, zone),
    facts: [
      { label: 'State', value: capital(embargo.state) },
      ...(holdReason === null ? [] : [{ label: 'Held because', value: holdReason }]),
      ...facts,
    ],
    breaches: breaches.map(
      ({ at, by, where, who }) => `${wallClock(at, zone)}: ${who}, ${where}. Recorded by ${by}.`,
    ),
  }
}

function releaseSection(
  { release, headline, conflicts, shown }: Source['releases'][number],
  zone: string,
): RecordDocument['releases'][number] {
  const { id, kind, basis, state, slug, killedAt, publicNotice, acknowledged } = release
  return {
    id,
    headline,
    facts: [
      { label: 'Kind', value: KIND_NAMES[kind] },
      { label: 'Basis', value: BASIS_RULES[basis].label },
      { label: 'State', value: capital(state) },
      ...(slug === null ? [] : [{ label: 'Public name', value: slug }]),
      ...(killedAt === null ? [] : [{ label: 'Withdrawn', value: pressTime(killedAt, zone) }]),
      ...(publicNotice === null ? [] : [{ label: 'Public notice', value: publicNotice }]),
    ],
    conflicts: conflicts.map(
      ({ code, said, declared }) =>
        `${conflictSays(code)}. Said: ${said}. ${code === 'said-twice' ? 'And' : 'Declared'}: ${declared}.${acknowledged.includes(code) ? ' Acknowledged.' : ''}`,
    ),
    revisions: shown.map(({ revision, scrubbed, content }) => {
      const place = publicNumber(release, revision)
      const publishedAt = place === null ? null : (release.publications[place - 1]?.publishedAt ?? null)
      const title =
        publishedAt === null
          ? `Revision ${revision}, never public`
          : `Revision ${revision}, public as number ${place} since ${pressTime(publishedAt, zone)}`
      return {
        title: `${title}${scrubbed ? ' — scrubbed from public view' : ''}`,
        headline: content.headline,
        note: content.note,
        prose: content.body.form === 'markdown' ? markdownHtml(content.body.text) : null,
        turns: content.body.form === 'transcript' ? content.body.transcript.turns : [],
      }
    }),
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
