/** When clocks of a zone go forward or back: near such a night a wall time is easily taken for another. */
import { DateTime } from 'luxon'
import type { Instant } from './instant.ts'

/** `minutes`: how far clocks go forward; negative: back. */
export type ClockChange = { readonly at: Instant; readonly minutes: number }

const DAY_MS = 24 * 60 * 60 * 1000
/** Longer spans are only looked at so far: every zone's year is in it. */
const FURTHEST_MS = 400 * DAY_MS

/** Changes in an IANA zone from one instant up to another, in their order. */
export function clockChanges(timeZone: string, from: Instant, to: Instant): readonly ClockChange[] {
  const changes: ClockChange[] = []
  const end = Math.min(to, from + FURTHEST_MS)
  for (let at = from; at < end; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, end)
    const minutes = offsetAt(next, timeZone) - offsetAt(at, timeZone)
    if (minutes !== 0) changes.push({ at: changeBetween(timeZone, at, next), minutes })
  }
  return changes
}

function offsetAt(at: Instant, zone: string): number {
  return DateTime.fromMillis(at, { zone }).offset
}

/** The first instant of the later offset. */
function changeBetween(timeZone: string, from: Instant, to: Instant): Instant {
  const before = offsetAt(from, timeZone)
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, timeZone) === before) low = middle
    else high = middle
  }
  return high
}
