/** An alert in numbers: how many of whom, how soon, and how fast. */
import type { Alert, AlertKind, Channel } from '../../domain/alert.ts'
import { type DeliveryTimes, delayWithin, rateOf, type Tally } from '../../domain/delivery.ts'
import { pressTime } from '../../domain/instant.ts'
import { inMs, shortSpan } from './delay-words.ts'
import { type DeliveryPlot, deliveryPlot } from './delivery-plot.ts'
import { listed, number } from './plain-words.ts'

/** Of one channel. */
type CountedOn = {
  readonly channel: Channel
  readonly tally: Tally
  readonly reported: number
  readonly times: DeliveryTimes
}

export type Counted = { readonly alert: Alert; readonly channels: readonly CountedOn[] }

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
  readonly channels: readonly ChannelNumbers[]
}

type ChannelNumbers = {
  /** Apart from every other on a page. */
  readonly id: string
  /** Null where there is only one. */
  readonly name: string | null
  readonly counts: readonly Fact[]
  readonly times: readonly Fact[]
  readonly plot: DeliveryPlot | null
}

const KINDS: Readonly<Record<AlertKind, string>> = {
  lift: 'Alert of the lift',
  release: 'Alert about what was cleared later',
  correction: 'Alert about a correction',
  kill: 'Alert about a withdrawal',
}

const CHANNEL_NAMES: Readonly<Record<Channel, string>> = { email: 'E-mail', sms: 'Text messages' }

const STATES: Readonly<Record<Alert['state'], string>> = {
  owed: 'About to start',
  open: 'Going out',
  closed: 'Finished',
  stopped: 'Stopped: what it says was withdrawn',
}

/** `headlines`: of the releases it names. */
export function alertNumbers(counted: Counted, headlines: readonly string[], timeZone: string): AlertNumbers {
  const { alert, channels } = counted
  const isRunning = alert.state === 'owed' || alert.state === 'open'
  const sum = (part: 'audience' | 'owed') => channels.reduce((all, { tally }) => all + tally[part], 0)
  const [audience, settled] = [sum('audience'), sum('audience') - sum('owed')]
  return {
    id: alert.id,
    href: `/desk/alerts/${alert.id}`,
    title:
      headlines.length === 0 ? KINDS[alert.kind] : `${KINDS[alert.kind]}: ${listed(headlines.map(quoted))}`,
    state: STATES[alert.state],
    isRunning,
    settled,
    audience,
    says: `${number(settled)} of ${number(audience)} settled${isRunning ? leftWords(channels) : ''}`,
    channels: channels.map((one) => ({
      id: `${alert.id}-${one.channel}`,
      name: channels.length > 1 ? CHANNEL_NAMES[one.channel] : null,
      counts: countFacts(one),
      times: timeFacts(alert, one.times, rateOf(one.times, isRunning), timeZone),
      plot: deliveryPlot(one.times.delays),
    })),
  }
}

/** As long as the channel that takes longest; nothing while one of them stands still. */
function leftWords(channels: readonly CountedOn[]): string {
  const left = channels
    .filter(({ tally }) => tally.owed > 0)
    .map(({ tally, times }) => (1000 * tally.owed) / rateOf(times, true))
  return left.length > 0 && left.every(Number.isFinite) ? `, about ${shortSpan(Math.max(...left))} left` : ''
}

const quoted = (headline: string) => `“${headline}”`

function countFacts({ tally, reported }: CountedOn): readonly Fact[] {
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

function timeFacts(
  alert: Alert,
  { firstAt, lastAt, delays }: DeliveryTimes,
  rate: number,
  timeZone: string,
): readonly Fact[] {
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
