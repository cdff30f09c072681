/** How many had an alert how soon, as a line that rises: its points, its axes, and the same in numbers. */
import { type DeliveryTimes, delayWithin } from '../../domain/delivery.ts'
import { shortSpan } from './delay-words.ts'
import { number } from './plain-words.ts'

/** In the drawing's own units; the line ends inside its frame. */
export const FRAME = { left: 56, right: 464, top: 30, bottom: 164, width: 480, height: 212 } as const

type Tick = { readonly at: number; readonly label: string }

export type DeliveryPlot = {
  readonly frame: typeof FRAME
  readonly title: string
  readonly desc: string
  /** The line, and the same closed down to the axis, as SVG path data. */
  readonly line: string
  readonly area: string
  readonly x: readonly Tick[]
  readonly y: readonly Tick[]
  /** The delays within which half and 95 of a hundred had it, where they are in the drawing. */
  readonly marks: readonly Tick[]
  readonly rows: readonly { readonly within: string; readonly count: string; readonly share: string }[]
  /** Those that came after the end of the drawing; null when none did. */
  readonly after: string | null
}

/** Distances between ticks, in ms: what people count time in. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 4, 8, 12, 24, 48].map((hours) => hours * 3_600_000),
]
const TICKS = 5
/** A last few that came much later than all the others are told, not drawn. */
const MUCH_LATER = 3

/** Null before anything was accepted. `delays`: how many up to so many ms after the alert was owed. */
export function deliveryPlot(delays: DeliveryTimes['delays']): DeliveryPlot | null {
  const steps = delays.toSorted((a, b) => a.upToMs - b.upToMs)
  const total = steps.reduce((sum, { count }) => sum + count, 0)
  const last = steps.at(-1)?.upToMs
  if (last === undefined || total === 0) return null
  const most = delayWithin(delays, 0.98) ?? last
  const end = last > most * MUCH_LATER ? most : last
  const step = STEPS.find((one) => end / one <= TICKS) ?? 86_400_000
  const span = Math.max(1, Math.ceil(end / step)) * step
  const upTo = (ms: number) => steps.reduce((sum, { upToMs, count }) => (upToMs <= ms ? sum + count : sum), 0)
  const x = (ms: number) => round(FRAME.left + ((FRAME.right - FRAME.left) * ms) / span)
  const y = (count: number) => round(FRAME.bottom - ((FRAME.bottom - FRAME.top) * count) / total)
  const points = [
    { ms: 0, count: 0 },
    ...steps
      .filter(({ upToMs }) => upToMs <= span)
      .map(({ upToMs }) => ({ ms: upToMs, count: upTo(upToMs) })),
    { ms: span, count: upTo(span) },
  ]
  const path = points
    .map(({ ms, count }, index) => `${index === 0 ? 'M' : 'L'}${x(ms)} ${y(count)}`)
    .join(' ')
  const ticks = Array.from({ length: Math.round(span / step) + 1 }, (_, index) => index * step)
  const [half, most95] = [delayWithin(delays, 0.5) ?? 0, delayWithin(delays, 0.95) ?? 0]
  const later = total - upTo(span)
  return {
    frame: FRAME,
    title: total === 1 ? 'How soon one delivery was made' : `How soon ${number(total)} deliveries were made`,
    desc: `Half within ${shortSpan(half)}, 95 of 100 within ${shortSpan(most95)}, all within ${shortSpan(last)}.`,
    line: path,
    area: `${path} L${x(span)} ${FRAME.bottom} Z`,
    x: ticks.map((ms) => ({ at: x(ms), label: ms === 0 ? '0' : shortSpan(ms) })),
    y: (total < 2 ? [0, total] : [0, total / 2, total]).map((count) => ({
      at: y(count),
      label: number(Math.round(count)),
    })),
    marks: [
      { ms: half, label: 'half' },
      { ms: most95, label: '95 %' },
    ].flatMap(({ ms, label }) => (ms <= span ? [{ at: x(ms), label }] : [])),
    rows: [...ticks.slice(1), ...(later > 0 ? [last] : [])].map((ms) => ({
      within: shortSpan(ms),
      count: number(upTo(ms)),
      share: `${Math.floor((1000 * upTo(ms)) / total) / 10} %`,
    })),
    after: later > 0 ? `${number(later)} more came later, the last after ${shortSpan(last)}.` : null,
  }
}

const round = (value: number) => Math.round(value * 10) / 10
