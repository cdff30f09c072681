/** A wall time in a form: a day, a clock time, and which instant is meant where the clocks of its zone leave that open. */
import { DateTime } from 'luxon'
import { openWallTime } from '../../domain/wall-time.ts'
import { zoneLetters } from '../../domain/zone-letters.ts'
import { cityOf, wallClock } from './terms-words.ts'

type Values = Readonly<Record<string, string>>

/** What may be chosen between, in words that say why. */
export type TimeChoices = {
  readonly name: string
  readonly says: string
  readonly options: readonly {
    readonly value: string
    readonly label: string
    readonly chosen: boolean
  }[]
}

/** `2026-12-15T05:00` of the fields `<base>Date` and `<base>Time`; empty where one is missing. */
export function wallTyped(values: Values, base: string): string {
  const [date, time] = [values[`${base}Date`]?.trim(), values[`${base}Time`]?.trim()]
  return date && time ? `${date}T${time}` : ''
}

/** A choice holds only for the wall time and the zone that it was made for. */
export function settledValue(wall: string, timeZone: string, instant: string): string {
  return `${wall} ${timeZone} ${instant}`
}

/** The instant that was chosen for what is typed now; null where none was, or something else was typed since. */
export function settledInstant(values: Values, base: string, timeZone: string): string | null {
  const [wall, zone, instant] = (values[`${base}Settled`] ?? '').split(' ')
  return wall !== '' && wall === wallTyped(values, base) && zone === timeZone ? (instant ?? null) : null
}

/** Null where the time is clear. */
export function timeChoices(values: Values, base: string, timeZone: string): TimeChoices | null {
  const wall = wallTyped(values, base)
  const open = wall === '' ? null : openWallTime(wall, timeZone)
  if (open === null) return null
  const settled = settledInstant(values, base, timeZone)
  const isSkipped = open.refused === 'nonexistent-local-time'
  return {
    name: `${base}Settled`,
    says: isSkipped ? skippedSays(wall, timeZone) : twiceSays(wall, timeZone),
    options: open.candidates.map((candidate, index) => {
      const instant = candidate.toISO({ suppressMilliseconds: true }) ?? ''
      return {
        value: settledValue(wall, timeZone, instant),
        label: `${index === 0 ? 'The earlier' : 'The later'}: ${wallClock(candidate.toMillis(), timeZone)}, ${zoneLetters(candidate)}, which is ${wallClock(candidate.toMillis(), 'UTC').replace(/ on .*/, '')} in UTC`,
        chosen: settled !== null && DateTime.fromISO(settled).toMillis() === candidate.toMillis(),
      }
    }),
  }
}

function skippedSays(wall: string, timeZone: string): string {
  return `There is no ${clockOf(wall)} in ${cityOf(timeZone)} that day: clocks go forward past it. Choose which instant is meant.`
}

function twiceSays(wall: string, timeZone: string): string {
  return `${clockOf(wall)} comes twice in ${cityOf(timeZone)} that day: clocks go back over it. Choose which one is meant.`
}

function clockOf(wall: string): string {
  return wallClock(DateTime.fromISO(wall, { zone: 'UTC' }).toMillis(), 'UTC').replace(/ on .*/, '')
}
