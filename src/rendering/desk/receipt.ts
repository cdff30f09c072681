/** The receipt of a lift as a page: when it was due and came, why, what went public, and who was told how soon. */
import { type Embargo, LATE_AFTER_MS, type LateReason, latenessOf, whyLifted } from '../../domain/embargo.ts'
import { type Instant, pressTime } from '../../domain/instant.ts'
import { publishedAt, type Release } from '../../domain/release.ts'
import { type AlertNumbers, alertNumbers, type Counted } from './alert-numbers.ts'
import { inMs, shortSpan } from './delay-words.ts'
import { zonesOf } from './embargo.ts'
import { inZones, termsSentence } from './terms-words.ts'

type Fact = { readonly label: string; readonly value: string; readonly hint?: string }

export type ReceiptBody = { readonly alerts: readonly AlertNumbers[]; readonly noAlert: string | null }

export type ReceiptView = {
  readonly id: string
  readonly terms: string
  readonly call: { readonly href: string; readonly title: string } | null
  /** Null once it has lifted. */
  readonly notYet: string | null
  readonly facts: readonly Fact[]
  readonly zones: readonly { readonly zone: string; readonly says: string }[]
  readonly published: readonly {
    readonly title: string
    readonly href: string
    readonly publicHref: string | null
    readonly says: string
  }[]
  readonly body: ReceiptBody
  /** Whether numbers still change by themselves. */
  readonly follows: boolean
}

/** Who decided to lift early, as the audit has it. */
export type Decision = { readonly by: string; readonly reason: string | null }

export type ReceiptSource = {
  readonly embargo: Embargo
  readonly call: {
    readonly call: { readonly id: string; readonly starts: { readonly timeZone: string } }
    readonly title: string
  } | null
  readonly pieces: readonly { readonly release: Release; readonly headline: string }[]
  readonly breaches: readonly { readonly id: string; readonly who: string; readonly where: string }[]
  readonly alerts: readonly Counted[]
  readonly decision: Decision | null
  /** For a lift of no call. */
  readonly deskZone: string
}

const WHY_LATE: Readonly<Record<LateReason, string>> = {
  held: 'It was held past its instant.',
  'all-held': 'Everything was held at its instant.',
  'no-worker': 'No worker was running at its instant.',
  'clock-not-believed': 'The clock of the store was not believed at its instant.',
  busy: 'The workers were busy, or kept from working, at its instant.',
}

export function receiptView(source: ReceiptSource): ReceiptView {
  const { embargo, call, pieces } = source
  const hereZone = zoneHere(source)
  const body = receiptBody(source)
  return {
    id: embargo.id,
    terms: termsSentence(embargo.terms, hereZone),
    call: call && { href: `/desk/calls/${call.call.id}`, title: call.title },
    notYet: notYet(embargo),
    facts: [...lateFacts(embargo, hereZone), ...causeFacts(source, hereZone)],
    zones: embargo.liftedAt === null ? [] : inZones(embargo.liftedAt, zonesOf(source)),
    published: pieces.flatMap(({ release, headline }) => {
      const at = publishedAt(release)
      return at === null ? [] : [published(release, headline, pressTime(at, hereZone))]
    }),
    body,
    follows:
      embargo.state !== 'void' && (embargo.liftedAt === null || body.alerts.some((one) => one.isRunning)),
  }
}

/** What changes while mails go out. */
export function receiptBody(source: ReceiptSource): ReceiptBody {
  const { alerts, pieces, embargo } = source
  const headlines = new Map(pieces.map(({ release, headline }) => [release.id, headline]))
  const named = ({ alert }: Counted) => alert.releaseIds.flatMap((id) => headlines.get(id) ?? [])
  return {
    alerts: alerts.map((one) => alertNumbers(one, named(one), zoneHere(source))),
    noAlert:
      alerts.length === 0 && embargo.liftedAt !== null
        ? 'Nothing was cleared when it lifted, so nobody was told yet.'
        : null,
  }
}

const zoneHere = ({ call, deskZone }: ReceiptSource) => call?.call.starts.timeZone ?? deskZone

function notYet({ state }: Embargo): string | null {
  if (state === 'lifted') return null
  return state === 'void'
    ? 'This embargo is void: the call was cancelled, and nothing under it lifts.'
    : 'This embargo has not lifted yet. Its receipt starts in the moment it does.'
}

function lateFacts(embargo: Embargo, zone: string): readonly Fact[] {
  const { dueAt, dueKnownAt, liftedAt, cause } = embargo
  if (liftedAt === null) return []
  const lifted = { label: 'Lifted', value: exactly(liftedAt, zone) }
  if (dueAt === null || cause !== 'terms') return [lifted]
  const late = latenessOf(embargo, liftedAt)
  const why = whyLifted(embargo)
  const onTime = late <= LATE_AFTER_MS
  return [
    { label: 'Due', value: exactly(dueAt, zone) },
    ...(dueKnownAt !== null && dueKnownAt > dueAt
      ? [{ label: 'Known since', value: exactly(dueKnownAt, zone), hint: 'Lateness counts from then.' }]
      : []),
    lifted,
    {
      label: 'Lateness',
      value: onTime ? `On time: ${inMs(late)}` : `${shortSpan(late)} late (${inMs(late)})`,
      ...(why !== null && { hint: WHY_LATE[why] }),
    },
  ]
}

function causeFacts({ embargo, breaches, decision }: ReceiptSource, zone: string): readonly Fact[] {
  const { cause, citedBreachId, terms } = embargo
  if (cause === null) return []
  if (cause === 'terms') return [{ label: 'Cause', value: `Its terms: ${termsSentence(terms, zone)}.` }]
  const cited = breaches.find(({ id }) => id === citedBreachId)
  return [
    {
      label: 'Cause',
      value: `A decision${decision === null ? '' : ` of ${decision.by}`}, before its terms.`,
    },
    ...(decision?.reason ? [{ label: 'Why', value: decision.reason }] : []),
    ...(cited ? [{ label: 'Because of a breach', value: `${cited.who}, ${cited.where}` }] : []),
  ]
}

/** `3:18:02.117 p.m. EDT, March 14, 2022`: to the millisecond. */
function exactly(at: Instant, zone: string): string {
  const fraction = `:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}.${String(at % 1000).padStart(3, '0')}`
  return pressTime(at, zone).replace(/^(\d+:\d\d)/, `$1${fraction}`)
}

function published(release: Release, title: string, at: string): ReceiptView['published'][number] {
  const corrections = release.publications.length - 1
  const after = [
    ...(corrections > 0
      ? [corrections === 1 ? 'corrected once since' : `corrected ${corrections} times since`]
      : []),
    ...(release.state === 'killed' ? ['withdrawn since'] : []),
  ]
  return {
    title,
    href: `/desk/releases/${release.id}`,
    publicHref: release.slug === null ? null : `/releases/${release.slug}`,
    says: [at, ...after].join(', '),
  }
}
