/** Moments as spoken: a clock, the day and the zone around it, and the same moment said another way. */
import type { Clock } from './clock.ts'
import { readClock } from './clock-words.ts'
import { type Day, NO_DAY, readDay } from './day-words.ts'
import { textAt, type Word } from './words.ts'
import { readZone, type ZoneHints } from './zone-words.ts'

/**
 * A moment. `joined` tells how it stands to the one before it: the same instant again, another possibility,
 * or in its place ("sorry, 6"). `isLocal`: "local time" was said.
 */
export type Moment = {
  readonly clock: Clock | null
  readonly day: Day
  readonly zone: string | null
  readonly isLocal: boolean
  readonly joined: Joined
}
type Joined = 'same' | 'or' | 'instead'

/** Moments that follow one another, and the index after their last word. */
export type MomentRun = { readonly moments: readonly Moment[]; readonly end: number }

const FILLER =
  /^(?:the|on|of|at|in|this|next|coming|time|sharp|exactly|promptly|precisely|here|later|early|hours|hrs|about|around|approximately|roughly|both|for|those|your|our|us|also|[,.:"“”'’)])$/u
const JOINS: readonly (readonly [RegExp, Joined])[] = [
  [/^(?:or)$/u, 'or'],
  [/^(?:sorry|actually|correction|rather|mean|meant|make|excuse|let's|apologies)$/u, 'instead'],
  [/^(?:and|which|that's|that|is|so|i\.e|meaning|equals|equivalent|will|would|be|means|[;—–/(-])$/u, 'same'],
]
/** What may stand between a join and what it joins: "which is also", "— sorry, make that". */
const AFTER_JOIN = /^(?:is|be|will|would|me|that|it|i|to|a|—|–|i'm|we're|not)$/u
const NEGATION = /^(?:not|from|than)$/u
const FURTHEST_JOIN = 8

/** Reads moments from `index` on; null where neither clock nor day stands there. */
export function readMoments(words: readonly Word[], index: number, hints: ZoneHints): MomentRun | null {
  const moments: Moment[] = []
  let current = blank('same')
  let isStarted = false
  let isNegated = false
  let at = index
  let end = index
  while (at < words.length) {
    const read = readPart(words, at, hints, current)
    if (
      read !== null &&
      !(read.moment.zone !== null && !isStarted && read.moment.clock === null && !hasDay(read.moment))
    ) {
      if (read.isNewClock) {
        keep(moments, current, isNegated)
        isNegated = false
      }
      current = read.moment
      isStarted = true
      at += read.length
      end = at
      continue
    }
    const join = isStarted ? joinAt(words, at, hints) : null
    if (join) {
      if (current.clock !== null) {
        keep(moments, current, isNegated)
        isNegated = false
        current = blank(join.joined)
      }
      isNegated = join.isNegated
      at = join.to
      continue
    }
    if (!FILLER.test(textAt(words, at)) || at - Math.max(end, index) > 3) break
    at += 1
  }
  keep(moments, current, isNegated)
  const read = withLoneDays(moments)
  return isStarted && read.length > 0 ? { moments: read, end } : null
}

function hasDay(moment: Moment): boolean {
  return Object.values(moment.day).some((value) => value !== null)
}

function blank(joined: Joined): Moment {
  return { clock: null, day: NO_DAY, zone: null, isLocal: false, joined }
}

function keep(moments: Moment[], moment: Moment, isNegated: boolean): void {
  if (!isNegated && (moment.clock !== null || hasDay(moment) || moment.zone !== null)) moments.push(moment)
}

type Part = { readonly moment: Moment; readonly isNewClock: boolean; readonly length: number }

function readPart(words: readonly Word[], at: number, hints: ZoneHints, current: Moment): Part | null {
  const day = readDay(words, at)
  const clock = day === null ? readClock(words, at) : null
  if (clock) {
    const isNewClock = current.clock !== null
    const base = isNewClock ? blank('same') : current
    return { moment: { ...base, clock: clock.clock }, isNewClock, length: clock.length }
  }
  if (day)
    return {
      moment: { ...current, day: { ...current.day, ...day.day } },
      isNewClock: false,
      length: day.length,
    }
  const zone = readZone(words, at, hints)
  if (!zone) return null
  const moment = {
    ...current,
    zone: current.zone ?? zone.zone,
    isLocal: current.isLocal || zone.zone === null,
  }
  return { moment, isNewClock: false, length: zone.length }
}

/** A join counts only where a clock or a day follows it soon. */
function joinAt(
  words: readonly Word[],
  at: number,
  hints: ZoneHints,
): { readonly joined: Joined; readonly isNegated: boolean; readonly to: number } | null {
  let joined: Joined | null = null
  let isNegated = false
  for (let next = at; next < Math.min(words.length, at + FURTHEST_JOIN); next += 1) {
    const text = textAt(words, next)
    const join = JOINS.find(([form]) => form.test(text))?.[1]
    const isCore = next > at && readPart(words, next, hints, blank('same')) !== null
    if (isCore && (joined !== null || isNegated)) return { joined: joined ?? 'same', isNegated, to: next }
    if (NEGATION.test(text)) isNegated = true
    else if (join !== undefined) joined = joined === 'instead' ? joined : join
    else if (!AFTER_JOIN.test(text) && !FILLER.test(text)) return null
  }
  return null
}

/** "Noon tomorrow — that's April 2nd": a day or zone without a clock belongs to the clock before it. */
function withLoneDays(moments: readonly Moment[]): readonly Moment[] {
  const kept: Moment[] = []
  for (const moment of moments) {
    const before = kept.at(-1)
    if (moment.clock !== null || before === undefined) kept.push(moment)
    else
      kept[kept.length - 1] =
        moment.joined === 'instead' ? putRight(before, moment) : withMore(before, moment)
  }
  const instead = kept.findLastIndex((moment) => moment.joined === 'instead')
  return instead > 0 ? inPlaceOf(kept.slice(0, instead), kept.slice(instead)) : kept
}

function withMore(before: Moment, more: Moment): Moment {
  return { ...before, day: filled(before.day, more.day), zone: before.zone ?? more.zone }
}

/** "5 a.m. today — sorry, tomorrow": another day takes the place of the whole day. */
function putRight(before: Moment, right: Moment): Moment {
  const day = hasDay(right) ? { ...right.day, part: right.day.part ?? before.day.part } : before.day
  return { ...before, day, zone: right.zone ?? before.zone }
}

/** "5 a.m. — sorry, 6 tomorrow": what is not said again stays. */
function inPlaceOf(before: readonly Moment[], after: readonly Moment[]): readonly Moment[] {
  const [old] = before
  const [first, ...rest] = after
  if (!old || !first) return after
  return [
    {
      ...first,
      day: filled(first.day, old.day),
      zone: first.zone ?? old.zone,
      clock: first.clock ?? old.clock,
    },
    ...rest,
  ]
}

/** What is null in the first is taken from the second. */
export function filled(day: Day, other: Day): Day {
  return {
    offset: day.offset ?? other.offset,
    weekday: day.weekday ?? other.weekday,
    month: day.month ?? other.month,
    date: day.date ?? other.date,
    year: day.year ?? other.year,
    part: day.part ?? other.part,
    isNext: day.isNext ?? other.isNext,
    isNight: day.isNight ?? other.isNight,
  }
}
