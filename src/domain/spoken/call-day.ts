/** The day that "tomorrow" counts from, and which day was said. */
import { DateTime } from 'luxon'
import type { ClockLine, Transcript } from '../transcript/model.ts'
import type { Day } from './day-words.ts'
import { zoneOfLetters } from './zone-words.ts'

/**
 * When a call was, as far as it is known. Days are midnights in UTC, that only their date counts of.
 * `isPrinted`: the transcript prints its own date, so that it is no page's.
 */
export type CallDay = {
  readonly date: DateTime | null
  readonly isPrinted: boolean
  readonly timeZone: string
  readonly startsAt: DateTime | null
  readonly endsAt: DateTime | null
}

/** A day as said: its date, and whether its words contradict one another or the call's date. */
type SaidDay = { readonly date: DateTime; readonly isDoubtful: boolean; readonly daysOff: number }

/** From a transcript's heading and what is known beside it; `callDate` is `YYYY-MM-DD`. */
export function callDayOf(transcript: Transcript, callDate: string | null, timeZone: string): CallDay {
  const said = callDate ?? transcript.callDate
  const read = said === null ? null : DateTime.fromISO(said, { zone: 'utc' })
  const date = read?.isValid === true ? read : null
  const startsAt = clockAt(date, transcript.start, timeZone)
  const endsAt = clockAt(date, transcript.end, timeZone)
  const isPrinted = transcript.callDate !== null && date?.toISODate() === transcript.callDate
  return { date, isPrinted, timeZone, startsAt, endsAt }
}

/** A page is seldom printed later than this after its call. */
const LATEST_PAGE_DAYS = 3

/** The same call so many days earlier: the date that was given was its page's. */
export function daysEarlier(call: CallDay, days: number): CallDay {
  const { date, startsAt, endsAt } = call
  return {
    ...call,
    date: date?.minus({ days }) ?? null,
    startsAt: startsAt?.minus({ days }) ?? null,
    endsAt: endsAt?.minus({ days }) ?? null,
  }
}

function clockAt(date: DateTime | null, clock: ClockLine | null, timeZone: string): DateTime | null {
  if (date === null || clock === null) return null
  const zone = zoneOfLetters(clock.zone) ?? timeZone
  const at = DateTime.fromISO(`${date.toISODate()}T${clock.wall}`, { zone })
  return at.isValid ? at : null
}

/** Which date was said; null where no day was, or it cannot be known. */
export function saidDay(day: Day, call: CallDay): SaidDay | null {
  const { date } = call
  const relative = date !== null && day.offset !== null ? date.plus({ days: day.offset }) : null
  const named = namedDate(day, date)
  if (named === null)
    return relative === null ? byWeekday(day, date) : withWeekday(relative, day, call.isPrinted)
  const daysOff = relative === null ? 0 : Math.round(named.diff(relative, 'days').days)
  const isOtherWeekday = day.weekday !== null && named.weekday !== day.weekday
  const isOff = daysOff !== 0 && (call.isPrinted || !isPageLater(daysOff))
  return { date: named, isDoubtful: isOtherWeekday || isOff, daysOff: isOtherWeekday ? 0 : daysOff }
}

function namedDate(day: Day, from: DateTime | null): DateTime | null {
  if (day.date === null) return null
  if (day.year !== null && day.month !== null) return valid(day.year, day.month, day.date)
  if (from === null) return null
  if (day.month !== null) {
    const dates = [-1, 0, 1].flatMap((years) => valid(from.year + years, day.month ?? 1, day.date ?? 1) ?? [])
    return dates.find((one) => one >= from.minus({ days: 30 })) ?? null
  }
  const months = [0, 1, 2].map((step) => from.startOf('month').plus({ months: step }))
  return (
    months
      .flatMap((month) => valid(month.year, month.month, day.date ?? 1) ?? [])
      .find((one) => one >= from) ?? null
  )
}

function valid(year: number, month: number, day: number): DateTime | null {
  const date = DateTime.fromObject({ year, month, day }, { zone: 'utc' })
  return date.isValid ? date : null
}

function isPageLater(daysOff: number): boolean {
  return daysOff < 0 && daysOff >= -LATEST_PAGE_DAYS
}

/** "Tomorrow, Monday": where the weekday is earlier than tomorrow, the date given was the page's. */
function withWeekday(relative: DateTime, day: Day, isPrinted: boolean): SaidDay {
  const weekday = day.weekday ?? relative.weekday
  const date = onOrAfter(relative, weekday)
  if (date.equals(relative)) return { date, isDoubtful: false, daysOff: 0 }
  const daysOff = Math.round(date.diff(relative, 'days').days) - 7
  if (isPrinted || !isPageLater(daysOff)) return { date, isDoubtful: true, daysOff: 0 }
  return { date: relative.plus({ days: daysOff }), isDoubtful: false, daysOff }
}

function byWeekday(day: Day, from: DateTime | null): SaidDay | null {
  if (day.weekday === null || from === null) return null
  return { date: onOrAfter(from, day.weekday), isDoubtful: day.isNext === true, daysOff: 0 }
}

function onOrAfter(date: DateTime, weekday: number): DateTime {
  return date.plus({ days: (weekday - date.weekday + 7) % 7 })
}
