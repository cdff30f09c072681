/** Wall times in named zones: one instant, or a refusal that names the candidates of a gap or an overlap. */
import { DateTime, IANAZone } from 'luxon'
import { z } from 'zod'
import { Instant } from './instant.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'

/** A planned instant with the author's wall time (`YYYY-MM-DDTHH:MM:SS`) and IANA zone kept beside it. */
export const Planned = z.strictObject({ at: Instant, local: z.string(), timeZone: z.string() })
export type Planned = z.infer<typeof Planned>

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/

/** A wall time or an instant with an offset, as input takes them. */
export const TimeInput = z
  .string()
  .max(40)
  .refine((text) => LOCAL.test(text) || WITH_OFFSET.test(text), 'A wall time or an instant with an offset')
  .meta({
    id: 'TimeInput',
    description:
      'Wall time in the time zone beside it, or an instant with an offset. A wall time that clocks skip or repeat is refused, with both candidates; an offset settles it.',
    examples: ['2026-12-14T14:59', '2026-12-14T14:59-05:00'],
  })

/**
 * Resolves wall time in a zone, or an instant with an offset, which settles it.
 * Refuses `nonexistent-local-time` and `ambiguous-local-time` with both candidates in the fault.
 */
export function resolveTime(text: string, timeZone: string, path: string): Planned | Refusal {
  if (!IANAZone.isValidZone(timeZone))
    return refuse('unknown-time-zone', { path: 'timeZone', message: 'Not an IANA zone' })
  const planned = WITH_OFFSET.test(text)
    ? fromOffset(text, timeZone, path)
    : fromWallTime(text, timeZone, path)
  if (isRefusal(planned)) return planned
  return planned.at < 0 ? refuse('invalid-time', { path, message: 'Before 1970' }) : planned
}

function fromOffset(text: string, zone: string, path: string): Planned | Refusal {
  const time = DateTime.fromISO(text, { zone })
  if (!time.isValid) return refuse('invalid-time', { path, message: 'Not a date and time' })
  return planned(time, zone)
}

function fromWallTime(text: string, zone: string, path: string): Planned | Refusal {
  const time = DateTime.fromISO(text, { zone })
  if (!time.isValid) return refuse('invalid-time', { path, message: 'Not a date and time' })
  const open = openWallTime(text, zone)
  return open === null
    ? planned(time, zone)
    : refuse(open.refused, { path, message: either(open.candidates) })
}

/** A wall time that clocks show twice, or never: why it is refused, and both instants it may mean, earlier first. */
type OpenWallTime = {
  readonly refused: 'nonexistent-local-time' | 'ambiguous-local-time'
  readonly candidates: readonly DateTime[]
}

/** What is open of a wall time in a valid zone; null where it is one instant, or no time at all. */
export function openWallTime(text: string, zone: string): OpenWallTime | null {
  const time = DateTime.fromISO(text, { zone })
  if (!time.isValid || WITH_OFFSET.test(text)) return null
  const asUtc = DateTime.fromISO(text, { zone: 'utc' })
  // The clocks skipped this wall time if Luxon had to move it.
  if (time.toFormat(WALL) !== asUtc.toFormat(WALL))
    return { refused: 'nonexistent-local-time', candidates: aroundGap(asUtc, zone) }
  const both = time.getPossibleOffsets()
  return both.length > 1 ? { refused: 'ambiguous-local-time', candidates: both } : null
}

const WALL = "yyyy-MM-dd'T'HH:mm:ss.SSS"

/** The instants meant if the clocks had not moved yet, or had moved already. */
function aroundGap(asUtc: DateTime, zone: string): DateTime[] {
  const offsets = [{ days: -1 }, { days: 1 }].map((shift) => asUtc.plus(shift).setZone(zone).offset)
  return offsets.map((minutes) => asUtc.minus({ minutes }).setZone(zone)).reverse()
}

function either(candidates: readonly DateTime[]): string {
  return `Choose one of: ${candidates.map((time) => time.toISO({ suppressMilliseconds: true })).join(', ')}`
}

function planned(time: DateTime, timeZone: string): Planned {
  return { at: time.toMillis(), local: time.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone }
}
