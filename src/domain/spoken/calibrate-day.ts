/** Whose date it is that a call was given: its own, or that of the page that printed it a day later. */
import { type CallDay, dayEarlier, saidDay } from './call-day.ts'
import type { Clock } from './clock-words.ts'
import type { Moment } from './moments.ts'
import type { Statement } from './statements.ts'

/**
 * A day earlier where staff say so: "tomorrow, April 6th" on a call given the date of April 6, or the 6th
 * at five in one sentence and tomorrow at five in another.
 */
export function calibrated(call: CallDay, statements: readonly Statement[]): CallDay {
  if (call.isPrinted || call.date === null) return call
  const moments = statements.flatMap((statement) => statement.moments)
  const isOff = moments.some(
    (moment) => saidDay(moment.day, call)?.daysOff === -1 || isNamedAndTomorrow(moment, moments, call),
  )
  return isOff ? dayEarlier(call) : call
}

function isNamedAndTomorrow(moment: Moment, moments: readonly Moment[], call: CallDay): boolean {
  if (moment.day.offset !== 1 || moment.day.date !== null || moment.day.weekday !== null) return false
  return moments.some((other) => {
    const named = other.day.date !== null ? saidDay(other.day, call) : null
    return named?.date.toISODate() === call.date?.toISODate() && isSame(other.clock, moment.clock)
  })
}

function isSame(one: Clock | null, other: Clock | null): boolean {
  if (one?.kind !== 'wall' || other?.kind !== 'wall') return one !== null && one.kind === other?.kind
  return one.hour % 12 === other.hour % 12 && one.minute === other.minute
}
