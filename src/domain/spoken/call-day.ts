/** The day that "tomorrow" counts from, and which day was said. */
import { DateTime } from 'luxon'
import type { Transcript } from '../transcript/model.ts'
import type { Day } from './day-words.ts'

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
  const startsAt = clockAt(date, transcript.start?.wall ?? null, timeZone)
  const endsAt = clockAt(date, transcript.end?.wall ?? null, timeZone)
  const isPrinted = transcript.callDate !== null && date?.toISODate() === transcript.callDate
  return { date, isPrinted, timeZone, startsAt, endsAt }
}

/** The same call a day earlier: the date that was given was its page's. */
export function dayEarlier(call: CallDay): CallDay {
  const { date, startsAt, endsAt } = call
  return {
    ...call,
    date: date?.minus({ days: 1 }) ?? null,
    startsAt: startsAt?.minus({ days: 1 }) ?? null,
    endsAt: endsAt?.minus({ days: 1 }) ?? null,
  }
}

function clockAt(date: DateTime | null, wall: string | null, timeZone: string): DateTime | null {
  if (date === null || wall === null) return null
  const at = DateTime.fromISO(`${date.toISODate()}T${wall}`, { zone: timeZone })
  return at.isValid ? at : null
}

/** Which date was said; null where no day was, or it cannot be known. */
export function saidDay(day: Day, call: CallDay): SaidDay | null {
  const { date } = call
  const relative = date !== null && day.offset !== null ? date.plus({ days: day.offset }) : null
  const named = namedDate(day, date)
  if (named === null) return relative === null ? byWeekday(day, date) : withWeekday(relative, day)
  const daysOff = relative === null ? 0 : Math.round(named.diff(relative, 'days').days)
  const isOtherWeekday = day.weekday !== null && named.weekday !== day.weekday
  const isOff = daysOff !== 0 && (daysOff !== -1 || call.isPrinted)
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

/** "Tomorrow, Monday": where the weekday is a day early, the date given was the page's. */
function withWeekday(relative: DateTime, day: Day): SaidDay {
  if (day.weekday === null || relative.weekday === day.weekday)
    return { date: relative, isDoubtful: false, daysOff: 0 }
  const earlier = relative.minus({ days: 1 })
  if (earlier.weekday === day.weekday) return { date: earlier, isDoubtful: false, daysOff: -1 }
  return { date: onOrAfter(relative, day.weekday), isDoubtful: true, daysOff: 0 }
}

function byWeekday(day: Day, from: DateTime | null): SaidDay | null {
  if (day.weekday === null || from === null) return null
  return { date: onOrAfter(from, day.weekday), isDoubtful: false, daysOff: 0 }
}

function onOrAfter(date: DateTime, weekday: number): DateTime {
  return date.plus({ days: (weekday - date.weekday + 7) % 7 })
}
