/** The deliveries of an alert: who got it, what failed and why, and what may be sent again. */
import { addressOf, type NamedAddress } from '../../domain/address.ts'
import type { DeliveryState, FailureGroup } from '../../domain/delivery.ts'
import type { Release } from '../../domain/release.ts'
import type { ActWords } from './act-page.ts'
import { type AlertNumbers, alertNumbers, type Counted } from './alert-numbers.ts'
import { failureSays } from './failure-words.ts'
import { number, people, within } from './plain-words.ts'

const DELIVERY_STATES = ['sent', 'failed', 'uncertain', 'owed', 'skipped'] as const

/** `address`: or a number. */
type Asked = { readonly state: string | null; readonly address: string | null }

export type DeliveriesView = {
  readonly numbers: AlertNumbers
  readonly back: readonly { readonly href: string; readonly label: string }[]
  readonly failures: readonly {
    readonly code: string
    readonly says: string
    readonly advice: string
    readonly count: string
    /** What is left out, in words; null where nothing is. */
    readonly without: string | null
    readonly retryHref: string | null
  }[]
  readonly retryAllHref: string | null
  readonly retryAll: string
  readonly whyNoRetry: string | null
  readonly asked: Asked
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly isCurrent: boolean }[]
  readonly list: readonly { readonly address: string; readonly state: string; readonly why: string | null }[]
  /** What to say where the list is empty. */
  readonly none: string
  readonly next: string | null
}

type Delivery = NamedAddress & {
  readonly state: DeliveryState
  readonly uncertain: boolean
  readonly code: string | null
}

export type DeliveriesSource = {
  readonly counted: Counted
  readonly headlines: readonly string[]
  readonly releases: readonly Pick<Release, 'state'>[]
  readonly timeZone: string
  readonly back: DeliveriesView['back']
  readonly failures: readonly FailureGroup[]
  readonly asked: Asked
  readonly page: { readonly items: readonly Delivery[]; readonly next: string | null }
}

const TABS: Readonly<Record<(typeof DELIVERY_STATES)[number], string>> = {
  sent: 'Sent',
  failed: 'Failed',
  uncertain: 'Uncertain',
  owed: 'Owed',
  skipped: 'Skipped',
}

const STATES: Readonly<Record<DeliveryState, string>> = { ...TABS, claimed: 'On its way' }

export function deliveriesView(source: DeliveriesSource): DeliveriesView {
  const { counted, headlines, timeZone, back, failures, asked, page } = source
  const href = `/desk/alerts/${counted.alert.id}`
  const again = failures.reduce((sum, group) => sum + group.again, 0)
  const whyNoRetry = whyNot(source)
  const offered = whyNoRetry === null
  const query = (fields: Record<string, string>) => `${href}?${new URLSearchParams(fields)}#who`
  return {
    numbers: alertNumbers(counted, headlines, timeZone),
    back,
    failures: failures.map((group) => ({
      ...failureSays(group.code),
      code: group.code,
      count: people(group.again + group.left + group.doubted),
      without: withoutWords(group),
      retryHref:
        group.again === 0 || !offered ? null : `${href}/retry?${new URLSearchParams({ reason: group.code })}`,
    })),
    retryAllHref: again === 0 || !offered ? null : `${href}/retry`,
    retryAll: `Send again to ${people(again)}`,
    whyNoRetry,
    asked,
    tabs: [
      { href: `${href}#who`, label: 'Everyone', isCurrent: asked.state === null && asked.address === null },
      ...DELIVERY_STATES.map((state) => ({
        href: query({ state }),
        label: TABS[state],
        isCurrent: asked.state === state,
      })),
    ],
    list: page.items.map(({ state, uncertain, code, ...named }) => ({
      address: addressOf(named) || 'Erased',
      state: uncertain && state === 'sent' ? 'Sent, perhaps twice' : STATES[state],
      why: code === null ? null : `${within(failureSays(code).says)} (${code})`,
    })),
    none: noneWords(asked),
    next:
      page.next === null ? null : query({ ...(asked.state && { state: asked.state }), cursor: page.next }),
  }
}

function whyNot({ counted: { alert }, releases }: DeliveriesSource): string | null {
  if (alert.state === 'stopped')
    return 'This alert was stopped, since what it says was withdrawn. Nothing of it is sent again.'
  return alert.kind !== 'kill' && releases.every(({ state }) => state === 'killed')
    ? 'What it says was withdrawn since. Nothing of it is sent again.'
    : null
}

function noneWords({ state, address }: Asked): string {
  if (address !== null)
    return `This alert did not go to ${address}: no subscriber of it has that ${address.startsWith('+') ? 'number' : 'address'}.`
  return state === null ? 'It went to nobody.' : 'Nobody.'
}

function withoutWords({ left, doubted }: Omit<FailureGroup, 'again'>): string | null {
  const parts = [
    ...(left > 0
      ? [`${people(left)} left since, paused, or had the subscription ended by what came back`]
      : []),
    ...(doubted > 0 ? [`${people(doubted)} may have it already, since a server once did not answer`] : []),
  ]
  return parts.length === 0 ? null : `Not sent again: ${parts.join('; ')}.`
}

/** `reason`: the one that was chosen; null for all. */
export function retryWords(
  failures: readonly FailureGroup[],
  headlines: readonly string[],
  reason: string | null,
): ActWords {
  const chosen = failures.filter(({ code }) => reason === null || code === reason)
  const sum = (part: 'again' | 'left' | 'doubted') => chosen.reduce((all, group) => all + group[part], 0)
  const without = withoutWords({ code: '', left: sum('left'), doubted: sum('doubted') })
  const offered = failures.filter(({ again }) => again > 0)
  const again = sum('again')
  const goes =
    again === 0
      ? 'There is nobody to send it to again'
      : `It goes out again, with the words it has now, to ${people(again)}`
  const because = reason === null ? '' : ` for whom it failed because: ${within(failureSays(reason).says)}`
  return {
    title: 'Send again what failed',
    about: headlines.map((headline) => `“${headline}”`).join(', ') || null,
    says: [`${goes}${because}.`, ...(without === null ? [] : [without]), 'Nobody who has it gets it twice.'],
    button: 'Send it again',
    isGrave: false,
    fields: [
      {
        name: 'reason',
        label: 'What failed because',
        first: reason ?? '',
        options: [
          { value: '', label: `Any reason: ${number(failures.reduce((all, one) => all + one.again, 0))}` },
          ...offered.map(({ code, again }) => ({
            value: code,
            label: `${failureSays(code).says} (${code}): ${number(again)}`,
          })),
        ],
      },
    ],
  }
}
