/** Whose date it is that a call was given: its own, or that of the page that printed it a day later. */
import { type CallDay, daysEarlier, saidDay } from './call-day.ts'
import type { Clock } from './clock.ts'
import type { Moment } from './moments.ts'
import { afterOf, candidatesOf } from './resolve-moment.ts'
import type { Statement } from './statement.ts'

/**
 * Earlier where staff say so: "tomorrow, April 6th" on a call given the date of April 6; the 6th at five in
 * one sentence and tomorrow at five in another; or the 6th at five on a call that began at eight.
 */
export function calibrated(call: CallDay, statements: readonly Statement[]): CallDay {
  if (call.date === null) return call
  const moments = statements.filter((one) => one.standing === 'firm').flatMap((one) => one.moments)
  const said = moments.flatMap((moment) => saidDay(moment.day, call)?.daysOff ?? 0).find((days) => days < 0)
  if (said !== undefined) return daysEarlier(call, -said)
  const isOff = moments.some(
    (moment) => isOver(moment, call) || (!call.isPrinted && isNamedAndTomorrow(moment, moments, call)),
  )
  return isOff ? daysEarlier(call, 1) : call
}

function isNamedAndTomorrow(moment: Moment, moments: readonly Moment[], call: CallDay): boolean {
  if (moment.day.offset !== 1 || moment.day.date !== null || moment.day.weekday !== null) return false
  return moments.some((other) => {
    const named = other.day.date !== null ? saidDay(other.day, call) : null
    return named?.date.toISODate() === call.date?.toISODate() && isSame(other.clock, moment.clock)
  })
}

/** A named date that is the call's, at a time before its printed start. */
function isOver(moment: Moment, call: CallDay): boolean {
  if (moment.day.date === null || moment.day.offset !== null) return false
  // A printed date is taken for its page's only where the weekday bears out the one that was said.
  if (call.isPrinted && (moment.day.weekday === null || saidDay(moment.day, call)?.isDoubtful !== false))
    return false
  const after = afterOf(call)
  const candidates = candidatesOf(moment, call)
  return (
    candidates.length > 0 &&
    candidates.every((at) => after !== null && at <= after && at > after.minus({ days: 1 }))
  )
}

function isSame(one: Clock | null, other: Clock | null): boolean {
  if (one?.kind !== 'wall' || other?.kind !== 'wall') return one !== null && one.kind === other?.kind
  return one.hour % 12 === other.hour % 12 && one.minute === other.minute
}
