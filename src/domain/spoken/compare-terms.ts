/** Terms as said beside terms as declared: in what they differ, and whether that could let something out early. */
import { DateTime } from 'luxon'
import { type Instant, pressTime } from '../instant.ts'
import { partsOf, type Terms } from '../terms.ts'
import type { Conflict, ConflictCode, Severity } from './conflict.ts'
import type { SpokenTerms } from './model.ts'

type Simple = ReturnType<typeof partsOf>[number]
type Difference = { readonly code: ConflictCode; readonly severity: Severity }

/** What differs, with the declared side in words; null where nothing does, or nothing was said. */
export function compareTerms(
  said: SpokenTerms,
  declared: Terms,
): Pick<Conflict, 'code' | 'severity' | 'declared'> | null {
  if (said.kind === 'unstated') return null
  const found = partsOf(declared).map((part) => compareSimple(said, part))
  // Of several that must all have come, one that agrees is enough: the rest only makes it later.
  const agrees = 'earliestOf' in declared ? found.every((one) => one === null) : found.includes(null)
  if (agrees) return null
  const [first] = found.filter((one) => one !== null)
  const difference: Difference =
    partsOf(declared).length === 1 && first ? first : { code: 'terms-differ', severity: 'high' }
  return { ...difference, declared: termsInWords(declared) }
}

function compareSimple(said: SpokenTerms, declared: Simple): Difference | null {
  if (said.kind === 'none')
    return declared.until === 'none' ? null : { code: 'terms-differ', severity: 'low' }
  switch (declared.until) {
    case 'none':
      return { code: 'terms-differ', severity: 'high' }
    case 'call-end':
      return said.kind === 'call-end' ? null : { code: 'terms-differ', severity: 'high' }
    case 'notice':
      // A notice is given by a person who knows what was said.
      return said.kind === 'notice' || said.kind === 'event'
        ? null
        : { code: 'terms-differ', severity: 'high' }
    case 'time':
      return said.kind === 'time'
        ? compareInstants(said, declared)
        : { code: 'terms-differ', severity: 'high' }
  }
}

function compareInstants(said: SpokenTerms, declared: Extract<Simple, { until: 'time' }>): Difference | null {
  const at = instantSaid(said)
  if (at === null) return { code: 'instant-differs', severity: 'high' }
  if (at === declared.at) return null
  const sameWall = said.at === declared.local.slice(0, 16)
  return {
    code: sameWall ? 'zone-differs' : 'instant-differs',
    severity: declared.at < at ? 'high' : 'medium',
  }
}

/** The instant that was said; the later one of a wall time that comes twice. Null where none can be told. */
export function instantSaid({ at, timeZone }: SpokenTerms): Instant | null {
  if (at === null || timeZone === null) return null
  const time = DateTime.fromISO(at, { zone: timeZone })
  if (!time.isValid) return null
  return Math.max(...time.getPossibleOffsets().map((one) => one.toMillis()))
}

/** As a press officer would say them. */
export function termsInWords(terms: Terms): string {
  const parts = partsOf(terms).map(simpleInWords)
  if ('until' in terms) return parts.join('')
  return `${'latestOf' in terms ? 'the latest of' : 'the earliest of'}: ${parts.join('; ')}`
}

function simpleInWords(terms: Simple): string {
  switch (terms.until) {
    case 'none':
      return 'no embargo'
    case 'call-end':
      return `until the end of the call${terms.plus ? `, plus ${terms.plus}` : ''}`
    case 'notice':
      return `until the notice “${terms.name}”`
    case 'time':
      return `until ${pressTime(terms.at, terms.timeZone)} (${terms.timeZone})`
  }
}
