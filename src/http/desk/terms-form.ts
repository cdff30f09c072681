/** Embargo terms as a form has them: one part, or several and which of them counts. */
import { DateTime } from 'luxon'
import { IsoDuration } from '../../domain/instant.ts'
import { NoticeName, partsOf, type Terms, type TermsInput } from '../../domain/terms.ts'
import type { Planned } from '../../domain/wall-time.ts'
import {
  countIn,
  type Faults,
  type Fields,
  readMinutes,
  readTime,
  readZone,
  typed,
  writeMinutes,
  writeTime,
} from './form-fields.ts'

type Simple = Extract<TermsInput, { until: unknown }>

/** As many as terms may have. */
const MOST_PARTS = 10
const SHOWN_PARTS = 2

/** How many parts the form shows, chosen or not. */
export function partsIn(fields: Fields, prefix: string): number {
  return Math.max(SHOWN_PARTS, countIn(fields, `${prefix}parts`, MOST_PARTS, SHOWN_PARTS))
}

/**
 * The terms of the fields that begin with `prefix`; undefined with a fault. `timeZone` is that of times that name
 * none. What does not apply to the choice that was made is not looked at.
 */
export function readTerms(
  fields: Fields,
  prefix: string,
  timeZone: string,
  faults: Faults,
): TermsInput | undefined {
  const join = typed(fields, `${prefix}join`)
  const count = join === 'latest' || join === 'earliest' ? partsIn(fields, prefix) : 1
  const parts: Simple[] = []
  for (let number = 1; number <= count; number += 1) {
    const base = `${prefix}t${number}-`
    if (number > SHOWN_PARTS && typed(fields, `${base}until`) === '') continue
    const part = readPart(fields, base, timeZone, faults)
    if (part === undefined) return undefined
    parts.push(part)
  }
  const [only] = parts
  if (join === 'latest') return { latestOf: parts }
  return join === 'earliest' ? { earliestOf: parts } : only
}

function readPart(fields: Fields, base: string, callZone: string, faults: Faults): Simple | undefined {
  const until = typed(fields, `${base}until`)
  switch (until) {
    case 'none':
      return { until }
    case 'call-end': {
      const plus = readMinutes(typed(fields, `${base}plus`))
      if (plus === '') return { until }
      if (!IsoDuration.safeParse(plus).success) return fault(faults, `${base}plus`, 'Minutes, such as 10')
      return { until, plus }
    }
    case 'time':
      return readTimePart(fields, base, callZone, faults)
    case 'notice':
      return readNotice(fields, base, callZone, faults)
    default:
      return fault(faults, `${base}until`, 'Choose until when')
  }
}

function readTimePart(fields: Fields, base: string, callZone: string, faults: Faults): Simple | undefined {
  const before = faults.length
  const timeZone = readZone(fields, `${base}zone`, faults)
  const at = readTime(fields, `${base}at`, timeZone ?? callZone, faults)
  if (faults.length > before) return undefined
  if (at === undefined) return fault(faults, `${base}atTime`, 'Until what time?')
  return { until: 'time', at, ...(timeZone !== undefined && { timeZone }) }
}

function readNotice(fields: Fields, base: string, callZone: string, faults: Faults): Simple | undefined {
  const name = typed(fields, `${base}notice`)
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const before = faults.length
  if (!NoticeName.safeParse(name).success)
    faults.push({ path: `${base}notice`, message: 'A few plain words, such as “statement released”' })
  const timeZone = readZone(fields, `${base}expectedZone`, faults)
  const expectedAt = readTime(fields, `${base}expected`, timeZone ?? callZone, faults)
  if (faults.length > before) return undefined
  return {
    until: 'notice',
    name,
    ...(expectedAt !== undefined && { expectedAt }),
    ...(timeZone !== undefined && { timeZone }),
  }
}

function fault(faults: Faults, path: string, message: string): undefined {
  faults.push({ path, message })
}

/** The fields that {@link readTerms} reads these terms from. */
export function writeTerms(terms: TermsInput, prefix: string, callZone: string): Fields {
  const parts = 'until' in terms ? [terms] : 'latestOf' in terms ? terms.latestOf : terms.earliestOf
  const join = 'until' in terms ? 'one' : 'latestOf' in terms ? 'latest' : 'earliest'
  return Object.assign(
    { [`${prefix}join`]: join, [`${prefix}parts`]: String(Math.max(SHOWN_PARTS, parts.length)) },
    ...parts.map((part, index) => writePart(part, `${prefix}t${index + 1}-`, callZone)),
  )
}

function writePart(part: Simple, base: string, callZone: string): Fields {
  const until = { [`${base}until`]: part.until }
  switch (part.until) {
    case 'none':
      return until
    case 'call-end':
      return { ...until, [`${base}plus`]: writeMinutes(part.plus) }
    case 'time': {
      const zone = part.timeZone ?? ''
      return { ...until, [`${base}zone`]: zone, ...writeTime(part.at, zone || callZone, `${base}at`) }
    }
    case 'notice': {
      const zone = part.timeZone ?? ''
      return {
        ...until,
        [`${base}notice`]: part.name,
        [`${base}expectedZone`]: zone,
        ...writeTime(part.expectedAt, zone || callZone, `${base}expected`),
      }
    }
  }
}

/** Terms as they were stated, for a form that changes them: each instant with its offset. */
export function statedTerms(terms: Terms): TermsInput {
  const parts = partsOf(terms).map(statedPart)
  const [only] = parts
  if ('latestOf' in terms) return { latestOf: parts }
  return 'earliestOf' in terms || only === undefined ? { earliestOf: parts } : only
}

function statedPart(part: ReturnType<typeof partsOf>[number]): Simple {
  switch (part.until) {
    case 'none':
    case 'call-end':
      return part
    case 'time':
      return { until: 'time', at: stated(part), timeZone: part.timeZone }
    case 'notice':
      return {
        until: 'notice',
        name: part.name,
        ...(part.expected && { expectedAt: stated(part.expected), timeZone: part.expected.timeZone }),
      }
  }
}

/** A planned time with its offset, which leaves nothing open. */
export function stated({ at, timeZone }: Pick<Planned, 'at' | 'timeZone'>): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? ''
}
