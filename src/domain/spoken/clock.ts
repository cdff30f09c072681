/** A clock time, as far as the words of it tell. */

export type Half = 'am' | 'pm'

/**
 * `wall` counts 24 hours, or 12 where `half` is null and the hour is from 1 to 12; `next` is the next time the
 * minute hand stands at `minute`; `later` is so many minutes from when it was said.
 */
export type Clock =
  | { readonly kind: 'wall'; readonly hour: number; readonly minute: number; readonly half: Half | null }
  | { readonly kind: 'midnight' }
  | { readonly kind: 'next'; readonly minute: number }
  | { readonly kind: 'later'; readonly minutes: number }

/** A clock time and how many words it takes. */
export type ClockRead = { readonly clock: Clock; readonly length: number }

/** A wall time on 24 hours where the half is known: by a.m. or p.m., or by an hour that only 24 hours have. */
export function wallAt(hour: number, minute: number, half: Half | null, isOf24 = false): Clock {
  if (half !== null) return { kind: 'wall', hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute, half }
  const known = isOf24 || hour > 12 || hour === 0
  return { kind: 'wall', hour, minute, half: known ? (hour >= 12 ? 'pm' : 'am') : null }
}
