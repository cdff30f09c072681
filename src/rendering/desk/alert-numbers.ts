/** An alert in numbers: how many of whom, how soon, and how fast. */
import type { Alert, AlertKind } from '../../domain/alert.ts'
import { type DeliveryTimes, delayWithin, rateOf, type Tally } from '../../domain/delivery.ts'
import { pressTime } from '../../domain/instant.ts'
import { inMs, shortSpan } from './delay-words.ts'
import { type DeliveryPlot, deliveryPlot } from './delivery-plot.ts'
import { listed, number } from './plain-words.ts'

export type Counted = {
  readonly alert: Alert
  readonly tally: Tally
  readonly reported: number
  readonly times: DeliveryTimes
}

type Fact = { readonly label: string; readonly value: string; readonly hint?: string }

export type AlertNumbers = {
  readonly id: string
  readonly href: string
  readonly title: string
  readonly state: string
  readonly isRunning: boolean
  /** For the bar while it runs. */
  readonly settled: number
  readonly audience: number
  readonly says: string
  readonly counts: readonly Fact[]
  readonly times: readonly Fact[]
  readonly plot: DeliveryPlot | null
}

const KINDS: Readonly<Record<AlertKind, string>> = {
  lift: 'Mails of the lift',
  release: 'Mails about what was cleared later',
  correction: 'Mails about a correction',
  kill: 'Mails about a withdrawal',
}

const STATES: Readonly<Record<Alert['state'], string>> = {
  owed: 'About to start',
  open: 'Going out',
  closed: 'Finished',
  stopped: 'Stopped: what it says was withdrawn',
}

/** `headlines`: of the releases it names. */
export function alertNumbers(counted: Counted, headlines: readonly string[], timeZone: string): AlertNumbers {
  const { alert, tally, times } = counted
  const isRunning = alert.state === 'owed' || alert.state === 'open'
  const settled = tally.audience - tally.owed
  const rate = rateOf(times, isRunning)
  const left =
    isRunning && rate > 0 && tally.owed > 0 ? `, about ${shortSpan((1000 * tally.owed) / rate)} left` : ''
  return {
    id: alert.id,
    href: `/desk/alerts/${alert.id}`,
    title:
      headlines.length === 0 ? KINDS[alert.kind] : `${KINDS[alert.kind]}: ${listed(headlines.map(quoted))}`,
    state: STATES[alert.state],
    isRunning,
    settled,
    audience: tally.audience,
    says: `${number(settled)} of ${number(tally.audience)} settled${left}`,
    counts: countFacts(counted),
    times: timeFacts(counted, rate, timeZone),
    plot: deliveryPlot(times.delays),
  }
}

const quoted = (headline: string) => `“${headline}”`

function countFacts({ tally, reported }: Counted): readonly Fact[] {
  return [
    { label: 'Audience', value: number(tally.audience) },
    { label: 'Sent', value: number(tally.sent) },
    { label: 'Failed', value: number(tally.failed) },
    {
      label: 'Uncertain',
      value: number(tally.uncertain),
      ...(tally.uncertain > 0 && { hint: 'They have it once or twice: a server did not say.' }),
    },
    {
      label: 'Skipped',
      value: number(tally.skipped),
      ...(tally.skipped > 0 && { hint: 'They left or paused before it was their turn.' }),
    },
    { label: 'Owed', value: number(tally.owed) },
    {
      label: 'Came back',
      value: number(reported),
      ...(reported > 0 && { hint: 'Bounces, delays and complaints reported later; counted as sent.' }),
    },
  ]
}

function timeFacts({ alert, times }: Counted, rate: number, timeZone: string): readonly Fact[] {
  const { firstAt, lastAt, delays } = times
  const [p50, p95] = [delayWithin(delays, 0.5), delayWithin(delays, 0.95)]
  if (firstAt === null || lastAt === null || p50 === null || p95 === null) return []
  const delay = (ms: number) => (ms < 1000 ? inMs(ms) : `${shortSpan(ms)} (${inMs(ms)})`)
  return [
    { label: 'First', value: `${pressTime(firstAt, timeZone)}, after ${delay(firstAt - alert.createdAt)}` },
    { label: 'Half within', value: delay(p50) },
    { label: '95 of 100 within', value: delay(p95) },
    { label: 'Last', value: `${pressTime(lastAt, timeZone)}, after ${delay(lastAt - alert.createdAt)}` },
    { label: 'Rate', value: `${number(rate)} a second` },
  ]
}
