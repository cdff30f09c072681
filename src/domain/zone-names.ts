/** A time zone by what people call it: a city, letters on a clock line, or its IANA name. */
import { IANAZone } from 'luxon'
import { ZONE_OF_PLACE } from './spoken/zone-places.ts'
import { zoneOfLetters } from './spoken/zone-words.ts'

/** `Europe/Rome` of `Rome`. Undefined where nothing is known by that name. */
export function zoneOf(text: string): string | undefined {
  if (text.includes('/') || text === 'UTC') return IANAZone.isValidZone(text) ? text : undefined
  // Letters come before names: as a name, EST is five hours behind all summer.
  return ZONE_OF_PLACE.get(text.toLowerCase()) ?? zoneOfLetters(text) ?? zoneOfCity(text)
}

function zoneOfCity(text: string): string | undefined {
  const end = `/${text.toLowerCase().replaceAll(/\s+/g, '_')}`
  return ALL_ZONES.find((zone) => zone.toLowerCase().endsWith(end))
}

/** Every zone there is, those by their city first. */
export const ALL_ZONES: readonly string[] = [
  ...new Set([...ZONE_OF_PLACE.values(), ...Intl.supportedValuesOf('timeZone'), 'UTC']),
].filter((zone) => !zone.startsWith('Etc/'))
