/** Today: calls and lifts in order of time, each with its state, what stops it, and what can be done now. */

import type { Call } from '../../domain/call.ts'
import type { DeliveryTimes, Tally } from '../../domain/delivery.ts'
import type { Hold } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Expectation } from '../../domain/overdue.ts'
import { clockTime } from '../press-time.ts'
import { zoneOf } from './embargo-words.ts'
import { type PieceSource, type PieceView, pieceView, type Seen } from './pieces.ts'
import { wallClock } from './terms-words.ts'

export type CallRow = {
  readonly href: string
  readonly title: string
  readonly state: 'Scheduled' | 'Live' | 'Ended' | 'Cancelled'
  readonly when: string
  /** The start, while it is still to come. */
  readonly until: Instant | null
  readonly isOverdue: boolean
  /** The next act of its lifecycle. */
  readonly act: { readonly href: string; readonly label: string } | null
  readonly pieces: readonly PieceView[]
}

export type RunningView = {
  readonly href: string
  readonly headlines: readonly string[]
  readonly sent: number
  readonly audience: number
  readonly says: string
}

export type TodayView = {
  readonly now: Instant
  readonly calls: readonly CallRow[]
  readonly releases: readonly PieceView[]
  readonly running: readonly RunningView[]
  readonly warnings: readonly string[]
}

/** What this view needs of each call. */
export type ShownCall = {
  readonly call: Call
  readonly details: { readonly title: string }
  readonly portions: readonly (Omit<PieceSource, 'title' | 'loadHref' | 'basis' | 'release'> & {
    readonly id: string
    readonly name: string | null
    readonly groundRules: { readonly basis: PieceSource['basis'] }
    readonly transcript: Piece | null
  })[]
  readonly others: readonly Piece[]
}

type Piece = Omit<PieceSource, 'title' | 'loadHref' | 'basis' | 'release'> & {
  readonly release: NonNullable<PieceSource['release']>
  readonly headline: string
}

export type TodaySource = {
  readonly now: Instant
  readonly hold: Hold | null
  readonly watching: number
  readonly clockTrusted: boolean
  readonly calls: readonly ShownCall[]
  readonly releases: readonly Piece[]
  readonly running: readonly {
    readonly alert: { readonly id: string }
    readonly channels: readonly { readonly tally: Tally; readonly times: DeliveryTimes }[]
    readonly headlines: readonly string[]
  }[]
  readonly overdue: readonly Expectation[]
}

/** `deskZone`: of what belongs to no call. */
export function todayView(today: TodaySource, deskZone: string): TodayView {
  const { now, hold, calls, releases, running, overdue } = today
  const seen = { now, heldAll: hold !== null }
  return {
    now,
    calls: calls.map((call) => callRow(call, seen, overdue)),
    releases: releases.map((piece) =>
      pieceView(sourceOf(piece), { ...seen, hereZone: zoneOf(piece.embargo, deskZone) }),
    ),
    running: running.map(runningView),
    warnings: warningsOf(today, deskZone),
  }
}

/** What threatens every lift, first of all. */
function warningsOf(
  { watching, clockTrusted, overdue, calls }: TodaySource,
  deskZone: string,
): readonly string[] {
  const shown = new Map(calls.map((one) => [one.call.id, one]))
  return [
    ...(watching === 0
      ? ['No worker is running: nothing lifts and nothing is sent until one is back. Tell operations.']
      : []),
    ...(clockTrusted
      ? []
      : ['The clock of the store is not believed: lifts by time wait until it is. Tell operations.']),
    ...overdue.map((one) =>
      one.kind === 'call-end'
        ? `“${shown.get(one.callId)?.details.title ?? one.callId}” is overdue: it was to end at ${clockTime(one.expectedAt, shown.get(one.callId)?.call.starts.timeZone ?? deskZone)}. End it, or give it a new end.`
        : `Notice “${one.notice.replaceAll('-', ' ')}” is overdue: it was expected at ${clockTime(one.expectedAt, deskZone)}.`,
    ),
  ]
}

const STATES = { scheduled: 'Scheduled', live: 'Live', ended: 'Ended', cancelled: 'Cancelled' } as const

export function callRow(
  shown: ShownCall,
  seen: Omit<Seen, 'hereZone'>,
  overdue: readonly Expectation[],
): CallRow {
  const { call, details } = shown
  const href = `/desk/calls/${call.id}`
  const hereZone = call.starts.timeZone
  return {
    href,
    title: details.title,
    state: STATES[call.state],
    when: `${wallClock(call.starts.at, hereZone)}, ${clockTime(call.starts.at, hereZone).replace(/^.* /, '')}`,
    until: call.state === 'scheduled' ? call.starts.at : null,
    isOverdue: overdue.some((one) => one.kind === 'call-end' && one.callId === call.id),
    act: actOf(call.state, href),
    pieces: callPieces(shown, { ...seen, hereZone }),
  }
}

/** A call's portions, each with its transcript, then its other releases. */
function callPieces({ call, details, portions, others }: ShownCall, seen: Seen): readonly PieceView[] {
  const several = portions.length > 1
  return [
    ...portions.map(({ id, name, groundRules, embargo, transcript, blocks }) =>
      pieceView(
        {
          title: several ? (name ?? 'Portion') : (transcript?.headline ?? details.title),
          basis: groundRules.basis,
          embargo,
          release: transcript?.release ?? null,
          blocks,
          loadHref: `/desk/calls/${call.id}/transcript${several ? `?portion=${id}` : ''}`,
        },
        seen,
      ),
    ),
    ...others.map((piece) => pieceView(sourceOf(piece), seen)),
  ]
}

function sourceOf({ release, headline, embargo, blocks }: Piece): PieceSource {
  return { title: headline, basis: release.basis, embargo, release, blocks, loadHref: '' }
}

function actOf(state: Call['state'], href: string): CallRow['act'] {
  if (state === 'scheduled') return { href: `${href}/start`, label: 'Start' }
  return state === 'live' ? { href: `${href}/end`, label: 'End the call' } : null
}

function runningView({ alert, channels, headlines }: TodaySource['running'][number]): RunningView {
  const sum = (of: (one: (typeof channels)[number]) => number) =>
    channels.reduce((all, one) => all + of(one), 0)
  const rate = Math.round(sum(({ times }) => times.perSecond))
  const [audience, sent] = [sum(({ tally }) => tally.audience), sum(({ tally }) => tally.sent)]
  const [owed, failed] = [sum(({ tally }) => tally.owed), sum(({ tally }) => tally.failed)]
  const left = rate > 0 && owed > 0 ? `, about ${Math.ceil(owed / rate)} s left` : ''
  const number = (count: number) => count.toLocaleString('en-US')
  return {
    href: `/desk/alerts/${alert.id}`,
    headlines,
    sent,
    audience,
    says: `${number(sent)} of ${number(audience)} sent, ${number(rate)} a second${left}${failed > 0 ? `, ${number(failed)} failed` : ''}`,
  }
}
