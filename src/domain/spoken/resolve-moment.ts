/** The instant that a spoken moment means: its day, its half of the day, its zone, and the clocks of that day. */
import { DateTime } from 'luxon'
import { type CallDay, saidDay } from './call-day.ts'
import type { Clock } from './clock.ts'
import type { Moment } from './moments.ts'

/** `at` null: cannot be known. `isDoubtful`: its words contradict each other, or fit two instants. */
export type Resolved = { readonly at: DateTime | null; readonly isDoubtful: boolean }

/** Calls are seldom earlier; used where a transcript prints no clock. */
const EARLIEST_HOUR = 9
/** Without a.m. or p.m. on another day, from this hour on the morning is meant. */
const MORNING_FROM = 7
/** Until this hour it is still the night of the day before. */
const MORNING_BEGINS = 5
const MIDNIGHT_MINUTES = 5

/** Resolves one moment. What was said at the call's opening counts from its start, else from its end. */
export function resolveMoment(moment: Moment, call: CallDay, saidAt: DateTime | null): Resolved {
  const { clock } = moment
  if (clock === null) return { at: null, isDoubtful: false }
  const zone = moment.zone ?? call.timeZone
  if (clock.kind === 'next' || clock.kind === 'later')
    return { at: fromSaid(clock, saidAt, zone), isDoubtful: false }
  const candidates = candidatesOf(moment, call)
  const after = afterOf(call)
  if (candidates.length === 0 || after === null) return { at: null, isDoubtful: false }
  const said = saidDay(moment.day, call)
  const possible = candidates.filter((one) => one > after)
  const [first] = possible
  const isContradictory = contradictsPart(moment) || said?.isDoubtful === true
  if (first === undefined) return { at: candidates.at(-1) ?? null, isDoubtful: true }
  if (
    said === null ||
    call.date === null ||
    clock.kind !== 'wall' ||
    clock.half !== null ||
    moment.day.part !== null
  )
    return { at: first, isDoubtful: isContradictory }
  const isSameDay =
    said.date.toISODate() === call.date.toISODate() && first.toISODate() === said.date.toISODate()
  if (possible.length === 1 || (isSameDay && call.startsAt !== null))
    return { at: first, isDoubtful: isContradictory }
  const usual = clock.hour >= MORNING_FROM && clock.hour < 12 ? possible[0] : possible[1]
  return { at: usual ?? first, isDoubtful: true }
}

/** The instants that a moment's words allow near the call, earliest first; one where day and half were said. */
export function candidatesOf(moment: Moment, call: CallDay): readonly DateTime[] {
  const { clock } = moment
  if (clock === null || clock.kind === 'next' || clock.kind === 'later') return []
  const zone = moment.zone ?? call.timeZone
  const said = saidDay(moment.day, call)
  const days = said === null ? nearDays(call) : [said.date]
  const at = days.flatMap((day) => wallsOf(clock, moment).map((wall) => laterReading(day, wall, zone)))
  const after = afterOf(call)
  const isRelative = moment.day.offset !== null && moment.day.date === null && moment.day.weekday === null
  const isOver = after !== null && at.every((one) => one <= after)
  // "Tomorrow" in Tokyo, said in Washington's evening, is a day later than Washington's tomorrow.
  if (said !== null && isRelative && isOver && zone !== call.timeZone)
    return at.map((one) => one.plus({ days: 1 })).toSorted((one, other) => one.toMillis() - other.toMillis())
  return at.toSorted((one, other) => one.toMillis() - other.toMillis())
}

/** The instant that an embargo said on the call must be after. */
export function afterOf(call: CallDay): DateTime | null {
  const { date, startsAt, timeZone } = call
  if (startsAt !== null || date === null) return startsAt
  return DateTime.fromObject(
    { year: date.year, month: date.month, day: date.day, hour: EARLIEST_HOUR },
    { zone: timeZone },
  )
}

function nearDays(call: CallDay): readonly DateTime[] {
  const { date } = call
  return date === null ? [] : [-1, 0, 1, 2].map((days) => date.plus({ days }))
}

type Wall = { readonly hour: number; readonly minute: number }

/** Midnight ends the day it is named with; twelve hours without a half are two walls. */
function wallsOf(clock: Clock & { readonly kind: 'wall' | 'midnight' }, moment: Moment): readonly Wall[] {
  if (clock.kind === 'midnight') return [{ hour: 24, minute: 0 }]
  const { hour, minute } = clock
  if (runsPastMidnight(moment)) return [{ hour: 24 + (hour % 12), minute }]
  if (clock.half !== null) return [{ hour, minute }]
  // "12:30" is after noon; only of twelve itself and a minute past can midnight be meant.
  const half = moment.day.part ?? (hour === 12 && minute >= MIDNIGHT_MINUTES ? 'pm' : null)
  const both = [
    { half: 'am', hour: hour % 12, minute },
    { half: 'pm', hour: (hour % 12) + 12, minute },
  ]
  return both.filter((one) => half === null || one.half === half)
}

/** "12:01 tonight", "1 a.m. Sunday night". */
function runsPastMidnight({ clock, day }: Moment): boolean {
  if (clock?.kind !== 'wall' || day.isNight === null) return false
  return clock.half === 'am' ? clock.hour < MORNING_BEGINS : clock.half === null && clock.hour === 12
}

/** In an overlap the later of the two instants; in a gap the wall time is moved on by it. */
function laterReading(day: DateTime, wall: Wall, zone: string): DateTime {
  const date = day.plus({ days: wall.hour >= 24 ? 1 : 0 })
  const { year, month } = date
  const local = DateTime.fromObject(
    { year, month, day: date.day, hour: wall.hour % 24, minute: wall.minute },
    { zone },
  )
  return DateTime.max(local, ...local.getPossibleOffsets())
}

/** "3:45 a.m. this afternoon". */
function contradictsPart(moment: Moment): boolean {
  const { clock, day } = moment
  if (clock?.kind !== 'wall' || clock.half === null || day.part === null) return false
  return clock.half !== day.part && !runsPastMidnight(moment)
}

function fromSaid(
  clock: Clock & { readonly kind: 'next' | 'later' },
  saidAt: DateTime | null,
  zone: string,
): DateTime | null {
  if (saidAt === null) return null
  const local = saidAt.setZone(zone)
  if (clock.kind === 'later') return local.plus({ minutes: clock.minutes })
  const this_ = local.set({ minute: clock.minute, second: 0 })
  return this_ > local ? this_ : this_.plus({ hours: 1 })
}
