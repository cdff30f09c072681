/** Embargo terms as people say them, and an instant in each zone that somebody looks at it from. */
import { DateTime } from 'luxon'
import { durationMs, type Instant } from '../../domain/instant.ts'
import { partsOf, type Terms } from '../../domain/terms.ts'
import { zoneLetters } from '../../domain/zone-letters.ts'

type Part = ReturnType<typeof partsOf>[number]

/** `Rome` of `Europe/Rome`. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

/** `5:00 a.m. on Tuesday, December 15`. */
export function wallClock(at: Instant, timeZone: string): string {
  const local = DateTime.fromMillis(at, { zone: timeZone, locale: 'en-US' })
  return `${clock(local)} on ${local.toFormat('cccc, LLLL d')}`
}

function clock(local: DateTime): string {
  const hour = local.hour % 12 || 12
  return `${hour}:${local.toFormat(local.second === 0 ? 'mm' : 'mm:ss')} ${local.hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** `5:00 a.m. on Tuesday, December 15 in Rome, which is 11:00 p.m. on Monday here`. */
export function clockInBoth(at: Instant, timeZone: string, hereZone: string): string {
  const there = `${wallClock(at, timeZone)} in ${cityOf(timeZone)}`
  const [theirs, ours] = [timeZone, hereZone].map((zone) =>
    DateTime.fromMillis(at, { zone, locale: 'en-US' }),
  )
  if (theirs === undefined || ours === undefined || theirs.offset === ours.offset) return there
  const day = theirs.hasSame(ours.setZone(timeZone, { keepLocalTime: true }), 'day')
    ? ''
    : ` on ${ours.toFormat('cccc')}`
  return `${there}, which is ${clock(ours)}${day} here`
}

/** `until the end of the call`; `hereZone`: the call's, or the desk's own. */
export function termsSentence(terms: Terms, hereZone: string): string {
  const parts = partsOf(terms)
  const [only] = parts
  if ('until' in terms && only !== undefined) return partSentence(only, hereZone)
  const which = 'latestOf' in terms ? 'later' : 'earlier'
  const many = parts.length > 2 ? `the ${which === 'later' ? 'latest' : 'earliest'} of` : `the ${which} of`
  const named = parts.map((part) => partSentence(part, hereZone).replace(/^until /, ''))
  return `until ${many}: ${named.join('; ')}`
}

function partSentence(part: Part, hereZone: string): string {
  switch (part.until) {
    case 'none':
      return 'under no embargo'
    case 'call-end':
      return part.plus === undefined
        ? 'until the end of the call'
        : `until ${lengthOf(durationMs(part.plus))} after the end of the call`
    case 'time':
      return `until ${clockInBoth(part.at, part.timeZone, hereZone)}`
    case 'notice': {
      const expected =
        part.expected === null
          ? ''
          : `, expected at ${clockInBoth(part.expected.at, part.expected.timeZone, hereZone)}`
      return `until notice “${part.name.replaceAll('-', ' ')}” is given${expected}`
    }
  }
}

/** `10 minutes`, `1 hour`, `1 hour 30 minutes`, `45 seconds`. */
export function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const said = parts.flatMap(([count, unit]) =>
    count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`],
  )
  return said.join(' ') || 'no time'
}

/** How far two instants are apart, at a glance: to the minute up to two days, then in days. */
export function farFrom(ms: number): string {
  if (ms < DAYS_FROM_MS) return lengthOf(Math.max(60_000, Math.round(ms / 60_000) * 60_000))
  return `${Math.round(ms / DAY_MS)} days`
}

const DAY_MS = 24 * 60 * 60 * 1000
const DAYS_FROM_MS = 2 * DAY_MS

/** One instant as it reads in each of these zones, the zone it was stated in first. */
export function inZones(
  at: Instant,
  timeZones: readonly string[],
): readonly { zone: string; says: string }[] {
  return [...new Set(timeZones)].map((zone) => {
    const local = DateTime.fromMillis(at, { zone, locale: 'en-US' })
    return { zone: cityOf(zone), says: `${wallClock(at, zone)} (${zoneLetters(local)})` }
  })
}
