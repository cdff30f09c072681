/** The letters that a zone's time is known by where it is kept: `EDT`, `CET`, `AEST`. */
import type { DateTime } from 'luxon'

/** Each edition of English knows the letters of its own part of the world, and writes `GMT+1` for the rest. */
const EDITIONS = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA'] as const

/** `CET` of a time in Rome; `GMT+9` where no letters are in common use in English. */
export function zoneLetters(local: DateTime): string {
  for (const edition of EDITIONS) {
    const letters = local.setLocale(edition).offsetNameShort
    if (letters !== null && !letters.startsWith('GMT+') && !letters.startsWith('GMT-')) return letters
  }
  return local.setLocale('en-US').offsetNameShort ?? ''
}
