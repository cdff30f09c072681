/** Zones as spoken: by place ("in Rome", "Tokyo time"), by name ("Eastern"), by letters ("CET"). */
import { longestIn, textAt, type Word } from './words.ts'
import { ZONE_OF_PLACE } from './zone-places.ts'

/** Where a call's words are at home, for letters that mean several zones. */
export type ZoneHints = { readonly places: ReadonlySet<string>; readonly local: string | null }

/** A zone and how many words it takes. `zone` null is "local time" with no place. */
type ZoneRead = { readonly zone: string | null; readonly length: number }

/** "Eastern Standard Time" in July is still what clocks show: these are the clocks of a place. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['eastern', 'America/New_York'],
  ['u.s . eastern', 'America/New_York'],
  ['u.s eastern', 'America/New_York'],
  ['us eastern', 'America/New_York'],
  ['central european', 'Europe/Brussels'],
  ['central europe', 'Europe/Brussels'],
  ['western european', 'Europe/Lisbon'],
  ['eastern european', 'Europe/Athens'],
  ['central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles'],
  ['atlantic', 'America/Halifax'],
  ['greenwich mean', 'Etc/UTC'],
  ['coordinated universal', 'Etc/UTC'],
  ['universal', 'Etc/UTC'],
  ['zulu', 'Etc/UTC'],
  ['z', 'Etc/UTC'],
])

/** Only in capitals: "it is at the ET" is no zone, "5:00 p.m. ET" is. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'America/New_York': 'ET,EST,EDT',
    'America/Chicago': 'CT,CST,CDT',
    'America/Denver': 'MT,MST,MDT',
    'America/Los_Angeles': 'PT,PST,PDT',
    'America/Anchorage': 'AKST,AKDT',
    'Pacific/Honolulu': 'HST',
    'America/Halifax': 'AST,ADT',
    'America/Sao_Paulo': 'BRT',
    'America/Argentina/Buenos_Aires': 'ART',
    'Etc/UTC': 'GMT,UTC,Z',
    'Europe/London': 'BST',
    'Europe/Lisbon': 'WET,WEST',
    'Europe/Brussels': 'CET,CEST',
    'Europe/Athens': 'EET,EEST',
    'Europe/Moscow': 'MSK',
    'Europe/Istanbul': 'TRT',
    'Asia/Jerusalem': 'IDT',
    'Asia/Riyadh': 'KSA',
    'Asia/Dubai': 'GST',
    'Asia/Karachi': 'PKT',
    'Asia/Kolkata': 'IST',
    'Asia/Bangkok': 'ICT',
    'Asia/Jakarta': 'WIB',
    'Asia/Singapore': 'SGT',
    'Asia/Manila': 'PHT,PHST',
    'Asia/Hong_Kong': 'HKT',
    'Asia/Seoul': 'KST',
    'Asia/Tokyo': 'JST',
    'Australia/Sydney': 'AEST,AEDT',
    'Pacific/Auckland': 'NZST,NZDT',
    'Africa/Lagos': 'WAT',
    'Africa/Johannesburg': 'SAST',
    'Africa/Nairobi': 'EAT',
    'Africa/Harare': 'CAT',
  }).flatMap(([zone, letters]) => letters.split(',').map((one) => [one, zone] as const)),
)

/** Letters that mean another zone where the call speaks of one of these zones' places. */
const ELSEWHERE: ReadonlyMap<string, readonly string[]> = new Map([
  ['IST', ['Asia/Jerusalem', 'Europe/Dublin']],
  ['BST', ['Asia/Dhaka']],
  ['CST', ['Asia/Shanghai', 'Asia/Taipei', 'America/Havana']],
  ['AST', ['Asia/Riyadh', 'Asia/Baghdad']],
])

/** Reads a zone at `index`, with the "standard time" that may follow. */
export function readZone(words: readonly Word[], index: number, hints: ZoneHints): ZoneRead | null {
  const raw = words[index]?.raw ?? ''
  const letters = LETTERS.get(raw)
  if (letters) return { zone: byContext(raw, letters, hints), length: withTime(words, index + 1) - index }
  const named = longestIn(NAMES, words, index, 3)
  if (named) return { zone: named.value, length: withTime(words, index + named.length) - index }
  const isWord = /^\p{Lu}/u.test(raw) || raw.toLowerCase() === 'east' || raw.toLowerCase() === 'west'
  const the = textAt(words, index) === 'the' ? 1 : 0
  const place = isWord || the === 1 ? longestIn(ZONE_OF_PLACE, words, index + the, 4) : null
  if (place) return { zone: place.value, length: withTime(words, index + the + place.length) - index }
  if (textAt(words, index) === 'local')
    return {
      zone: isNamedNext(words, index) ? null : hints.local,
      length: withTime(words, index + 1) - index,
    }
  return null
}

/** The zone that printed letters stand for, such as `CEST`; null for letters unknown. */
export function zoneOfLetters(letters: string): string | null {
  return LETTERS.get(letters.trim().toUpperCase()) ?? NAMES.get(letters.trim().toLowerCase()) ?? null
}

/** The zones of all places that a text names. */
export function zonesNamed(words: readonly Word[]): ReadonlySet<string> {
  const named = words.flatMap((word, index) => {
    const place = /^\p{Lu}/u.test(word.raw) ? longestIn(ZONE_OF_PLACE, words, index, 3) : null
    return place ? [place.value] : []
  })
  return new Set(named)
}

/** "Local time in Rome" names its place itself. */
function isNamedNext(words: readonly Word[], index: number): boolean {
  const end = withTime(words, index + 1)
  return [0, 1, 2, 3].some((step) => longestIn(ZONE_OF_PLACE, words, end + step, 3) !== null)
}

function byContext(letters: string, usual: string, hints: ZoneHints): string {
  if (hints.places.has(usual)) return usual
  return ELSEWHERE.get(letters)?.find((zone) => hints.places.has(zone)) ?? usual
}

function withTime(words: readonly Word[], index: number): number {
  let at = index
  if (textAt(words, at) === '.')
    at += /^(?:standard|daylight|summer|time)$/u.test(textAt(words, at + 1)) ? 1 : 0
  if (textAt(words, at) === "'s") at += 1
  if (/^(?:standard|daylight|summer|local)$/u.test(textAt(words, at))) at += 1
  return textAt(words, at) === 'time' ? at + 1 : at
}
