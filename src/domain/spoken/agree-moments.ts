/** One instant said several ways: "5 a.m. in Rome, 11 p.m. Eastern", and again, shorter, at the close. */
import { DateTime } from 'luxon'
import { type CallDay, saidDay } from './call-day.ts'
import type { Clock } from './clock.ts'
import { filled, type Moment } from './moments.ts'
import { afterOf, candidatesOf, resolveMoment } from './resolve-moment.ts'

/** What a group of moments comes to. `zone` is that of the moment named first. */
export type Settled = { readonly at: DateTime | null; readonly zone: string; readonly isDoubtful: boolean }

/** Settles moments that are said to be one instant; where they are not, the later one, with a doubt. */
export function settle(moments: readonly Moment[], call: CallDay, saidAt: DateTime | null): Settled {
  const [first, ...rest] = mergedClocks(moments, call)
  const zone = first?.zone ?? call.timeZone
  if (!first) return { at: null, zone, isDoubtful: false }
  const resolved = resolveMoment(first, call, saidAt)
  if (rest.length === 0 || resolved.at === null) return { ...resolved, zone }
  if (first.clock?.kind === 'later') return afterSpan(resolved.at, settle(rest, call, saidAt))
  const agreed = agreement(first, rest, call)
  // "7 a.m. local time, 1 a.m. Eastern" on a call whose place is not told: only the second can be known.
  if (!agreed && first.isLocal && first.zone === null) return settle(rest, call, saidAt)
  if (agreed)
    return { at: agreed.setZone(zone), zone, isDoubtful: saidDay(first.day, call)?.isDoubtful ?? false }
  const all = [resolved, ...rest.map((moment) => resolveMoment(moment, call, saidAt))].flatMap(
    ({ at }) => at ?? [],
  )
  const latest = DateTime.max(resolved.at, ...all)
  return { at: latest.setZone(zone), zone, isDoubtful: true }
}

/** "For twenty-four hours: ten tomorrow": the clock tells what the span is about, unless they are far apart. */
function afterSpan(at: DateTime, named: Settled): Settled {
  if (named.at === null) return named
  const isNear = Math.abs(named.at.diff(at, 'minutes').minutes) <= ROUGHLY_MINUTES
  return isNear ? named : { ...named, at: DateTime.max(named.at, at).setZone(named.zone), isDoubtful: true }
}

const ROUGHLY_MINUTES = 60

/** Whether a later wording can mean what an earlier one did; where it can, both as one, else null. */
export function sameMoments(
  earlier: readonly Moment[],
  later: readonly Moment[],
  call: CallDay,
  saidAt: DateTime | null,
): readonly Moment[] | null {
  for (const [index, one] of earlier.entries())
    for (const [order, other] of later.entries()) {
      if (!fits(one, other, call)) continue
      const merged = merge(one, other)
      return [...earlier.with(index, merged), ...later.filter((_, at) => at !== order)]
    }
  const before = settle(earlier, call, saidAt)
  const after = settle(later, call, saidAt)
  const isOne = before.at !== null && after.at !== null && +before.at === +after.at
  return isOne ? earlier : null
}

/** "Let's make that 6": what a change leaves unsaid stays as it was. */
export function changedFrom(earlier: readonly Moment[], later: readonly Moment[]): readonly Moment[] {
  const [old] = earlier
  const [first, ...rest] = later
  if (!old || !first) return later
  const hasDay = first.day.offset !== null || first.day.weekday !== null || first.day.date !== null
  const day = hasDay ? first.day : filled(first.day, old.day)
  return [{ ...first, day, zone: first.zone ?? old.zone, clock: withHalfOf(first.clock, old.clock) }, ...rest]
}

function withHalfOf(clock: Clock | null, old: Clock | null): Clock | null {
  if (clock?.kind !== 'wall' || clock.half !== null || old?.kind !== 'wall' || old.half === null) return clock
  return { ...clock, half: old.half, hour: (clock.hour % 12) + (old.half === 'pm' ? 12 : 0) }
}

function mergedClocks(moments: readonly Moment[], call: CallDay): readonly Moment[] {
  const kept: Moment[] = []
  for (const moment of moments) {
    const same = kept.findIndex((one) => fits(one, moment, call))
    const one = kept[same]
    if (one) kept[same] = merge(one, moment)
    else kept.push(moment)
  }
  return kept
}

function fits(one: Moment, other: Moment, call: CallDay): boolean {
  if (one.zone !== null && other.zone !== null && one.zone !== other.zone) return false
  const days = [saidDay(one.day, call), saidDay(other.day, call)].flatMap(
    (day) => day?.date.toISODate() ?? [],
  )
  if (days.length === 2 && days[0] !== days[1]) return false
  if (one.clock === null || other.clock === null) return true
  return sameClock(one.clock, other.clock)
}

function sameClock(one: Clock, other: Clock): boolean {
  if (one.kind !== 'wall' || other.kind !== 'wall') return one.kind === other.kind
  if (one.minute !== other.minute || one.hour % 12 !== other.hour % 12) return false
  return one.half === null || other.half === null || one.half === other.half
}

function merge(one: Moment, other: Moment): Moment {
  const isKnown = one.clock?.kind !== 'wall' || one.clock.half !== null
  const clock = isKnown ? one.clock : (other.clock ?? one.clock)
  return { ...one, clock, day: filled(one.day, other.day), zone: one.zone ?? other.zone }
}

/** The first instant after the call's start that all the moments' words allow. */
function agreement(first: Moment, rest: readonly Moment[], call: CallDay): DateTime | null {
  const after = afterOf(call)
  const others = rest.map((moment) => new Set(candidatesOf(moment, call).map((at) => at.toMillis())))
  const found = candidatesOf(first, call).filter((at) => others.every((set) => set.has(at.toMillis())))
  return found.find((at) => after === null || at > after) ?? found.at(-1) ?? null
}
