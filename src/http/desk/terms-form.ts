/** Embargo terms as a form has them: one condition, and perhaps a second with the later or the earlier of both. */
import { partsOf, type Terms } from '../../domain/terms.ts'

/** A form's fields, by name. */
export type Fields = Readonly<Record<string, string>>

/** What a field of the second condition is called, after the name of the first. */
const SECOND = '2'

/** Reads the fields that begin with `prefix`; what is missing or wrong is left for the schema to say. */
export function readTerms(fields: Fields, prefix: string): unknown {
  const first = readSimple(fields, prefix, '')
  const both = fields[`${prefix}both`]
  if (both !== 'latest' && both !== 'earliest') return first
  const parts = [first, readSimple(fields, prefix, SECOND)]
  return both === 'latest' ? { latestOf: parts } : { earliestOf: parts }
}

function readSimple(fields: Fields, prefix: string, suffix: string): unknown {
  const field = (name: string) => (fields[`${prefix}${name}${suffix}`] ?? '').trim()
  switch (field('until')) {
    case 'call-end': {
      const minutes = field('plus')
      return { until: 'call-end', ...(minutes !== '' && minutes !== '0' && { plus: `PT${minutes}M` }) }
    }
    case 'time':
      return { until: 'time', at: settledAt(fields, prefix, suffix), ...zone(field('zone')) }
    case 'notice': {
      const expected =
        field('expectedDate') !== '' ? `${field('expectedDate')}T${field('expectedTime')}` : null
      return {
        until: 'notice',
        name: noticeName(field('notice')),
        ...(expected !== null && { expectedAt: expected, ...zone(field('zone')) }),
      }
    }
    default:
      return { until: field('until') }
  }
}

/** A choice between the two instants of a wall time that comes twice, else the wall time. */
function settledAt(fields: Fields, prefix: string, suffix: string): string {
  const chosen = fields[`${prefix}settled${suffix}`]
  if (chosen) return chosen
  return `${fields[`${prefix}date${suffix}`] ?? ''}T${fields[`${prefix}time${suffix}`] ?? ''}`
}

const zone = (timeZone: string) => (timeZone === '' ? {} : { timeZone })

/** `Statement released` as `statement-released`. */
function noticeName(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
}

/** The fields that {@link readTerms} reads these terms from. */
export function writeTerms(terms: Terms, prefix: string): Fields {
  const [first, second] = partsOf(terms)
  return {
    ...(first && writeSimple(first, prefix, '')),
    [`${prefix}both`]: 'until' in terms ? '' : 'latestOf' in terms ? 'latest' : 'earliest',
    ...(second && writeSimple(second, prefix, SECOND)),
  }
}

function writeSimple(part: ReturnType<typeof partsOf>[number], prefix: string, suffix: string): Fields {
  const name = (field: string) => `${prefix}${field}${suffix}`
  const fields = { [name('until')]: part.until }
  switch (part.until) {
    case 'none':
      return fields
    case 'call-end':
      return { ...fields, [name('plus')]: minutesOf(part.plus) }
    case 'time':
      return { ...fields, ...wall(part.local, name('date'), name('time')), [name('zone')]: part.timeZone }
    case 'notice':
      return {
        ...fields,
        [name('notice')]: part.name,
        ...(part.expected && {
          ...wall(part.expected.local, name('expectedDate'), name('expectedTime')),
          [name('zone')]: part.expected.timeZone,
        }),
      }
  }
}

function wall(local: string, date: string, time: string): Fields {
  return { [date]: local.slice(0, 10), [time]: local.slice(11, 16) }
}

function minutesOf(plus: string | undefined): string {
  return /^PT(\d+)M$/.exec(plus ?? '')?.[1] ?? ''
}

/** The field of a fault in these terms: `embargo.latestOf.1.at` is the second condition's date. */
export function termsField(path: string, prefix: string): string {
  const suffix = /(?:latestOf|earliestOf)\.1(?:\.|$)/.test(path) ? SECOND : ''
  const last = path.split('.').at(-1) ?? ''
  const fields: Readonly<Record<string, string>> = {
    at: 'date',
    expectedAt: 'expectedDate',
    name: 'notice',
    plus: 'plus',
    timeZone: 'zone',
  }
  return `${prefix}${fields[last] ?? 'until'}${suffix}`
}
