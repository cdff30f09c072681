/** The record of a call: every act on it and on what it led to, in order of time, in sentences. */
import type { Actor } from '../../domain/actor.ts'
import type { Alert, AlertKind } from '../../domain/alert.ts'
import type { Call } from '../../domain/call.ts'
import type { Embargo } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Release } from '../../domain/release.ts'
import { clockTime, pressDay } from '../press-time.ts'
import { actSentence } from './act-sentences.ts'
import { listed } from './plain-words.ts'

type Link = { readonly href: string; readonly label: string }

export type RecordView = {
  readonly id: string
  readonly title: string
  readonly days: readonly RecordDay[]
  readonly receipts: readonly Link[]
  readonly alerts: readonly Link[]
}

export type RecordDay = {
  readonly day: string
  readonly acts: readonly {
    readonly time: string
    readonly says: string
    readonly reason: string | null
  }[]
}

export type RecordSource = {
  readonly call: Call
  readonly details: {
    readonly title: string
    readonly portions: readonly { readonly name: string | null }[]
  }
  readonly embargoes: readonly { readonly embargo: Embargo }[]
  readonly releases: readonly { readonly release: Release; readonly headline: string }[]
  readonly alerts: readonly Alert[]
  readonly entries: readonly {
    readonly at: Instant
    readonly actor: Actor
    readonly act: string
    readonly record: string
    readonly codes: readonly string[]
    readonly reason: string | null
  }[]
}

export function recordView(source: RecordSource): RecordView {
  const { call, details, embargoes, alerts } = source
  const names = namesOf(source)
  const label = (id: string, what: string) => `${what} ${names.get(id)?.replace(/^the \w+/, '') ?? ''}`.trim()
  return {
    id: call.id,
    title: details.title,
    days: recordDays(source),
    receipts: embargoes.flatMap(({ embargo: { id, liftedAt } }) =>
      liftedAt === null
        ? []
        : [{ href: `/desk/embargoes/${id}/receipt`, label: label(id, 'Receipt of the lift') }],
    ),
    alerts: alerts.map(({ id }) => ({
      href: `/desk/alerts/${id}`,
      label: (names.get(id) ?? '').replace(/^the alert/, 'Alert'),
    })),
  }
}

/** In the call's own time. What happened several times at once, such as subscriptions that end, is one line. */
export function recordDays(source: RecordSource): readonly RecordDay[] {
  const zone = source.call.starts.timeZone
  const names = namesOf(source)
  const told = source.entries.map(({ at, actor, act, record, codes, reason }) => ({
    day: pressDay(at, zone),
    time: clockTime(at, zone),
    says: `${actSentence(actor, act, { what: names.get(record) ?? 'everything', codes })}.`,
    reason,
  }))
  return [...Map.groupBy(told, ({ day }) => day)].map(([day, acts]) => ({
    day,
    acts: acts.flatMap(({ time, says, reason }, index) => {
      const [before, after] = [acts[index - 1], acts.slice(index + 1)]
      const isSame = (other: { says: string; reason: string | null } | undefined) =>
        other !== undefined && other.says === says && other.reason === reason
      if (isSame(before)) return []
      const next = after.findIndex((other) => !isSame(other))
      const times = 1 + (next < 0 ? after.length : next)
      return [{ time, says: times === 1 ? says : `${says} ${times} times.`, reason }]
    }),
  }))
}

const ALERTS: Readonly<Record<AlertKind, string>> = {
  lift: 'the alert of the lift of',
  release: 'the alert about',
  correction: 'the alert about the correction of',
  kill: 'the alert about the withdrawal of',
}

/** What each record is called in a sentence. */
function namesOf({ call, details, embargoes, releases, alerts }: RecordSource): ReadonlyMap<string, string> {
  const headlines = new Map(releases.map(({ release, headline }) => [release.id, `“${headline}”`]))
  const headlinesOf = (ids: readonly string[]) => listed(ids.flatMap((id) => headlines.get(id) ?? []))
  const portionOf = (id: string) => call.portions.findIndex(({ embargoId }) => embargoId === id)
  const embargoName = (embargo: Embargo) => {
    if (embargoes.length === 1) return 'the embargo'
    const portion = portionOf(embargo.id)
    const name = portion < 0 ? null : (details.portions[portion]?.name ?? null)
    if (name !== null) return `the embargo of “${name}”`
    if (portion >= 0) return 'the embargo of the call'
    return embargo.releaseIds.length === 0
      ? 'an embargo'
      : `the embargo of ${headlinesOf(embargo.releaseIds)}`
  }
  return new Map([
    [call.id, 'the call'],
    ...headlines,
    ...embargoes.map(({ embargo }) => [embargo.id, embargoName(embargo)] as const),
    ...alerts.map(({ id, kind, releaseIds }) => [id, `${ALERTS[kind]} ${headlinesOf(releaseIds)}`] as const),
  ])
}
