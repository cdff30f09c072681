/** A call as its form has it: flat fields in, what `POST /v1/calls` takes out, and faults back at their fields. */
import { DateTime } from 'luxon'
import { ScheduleCallInput } from '../../commands/schedule-call.ts'
import type { Call, CallDetails } from '../../domain/call.ts'
import type { Embargo } from '../../domain/embargo.ts'
import type { GroundRules } from '../../domain/ground-rules.ts'
import { type Fault, type Refusal, refuse } from '../../domain/refusals.ts'
import { parseFaults } from '../problem.ts'
import { type Fields, readTerms, termsField, writeTerms } from './terms-form.ts'

/** Portions and speakers that a form shows at most. */
const MOST_PORTIONS = 5
const MOST_SPEAKERS = 20

export function portionsIn(fields: Fields): number {
  return atMost(Number(fields.portions ?? 1), MOST_PORTIONS)
}

export function speakersIn(fields: Fields, portion: number): number {
  return atMost(Number(fields[`p${portion}-speakers`] ?? 2), MOST_SPEAKERS)
}

const atMost = (count: number, most: number) =>
  Math.min(most, Math.max(1, Number.isInteger(count) ? count : 1))

/** The call that these fields declare, or what is wrong, by field. */
export function readCallForm(fields: Fields): ScheduleCallInput | Refusal {
  const parsed = ScheduleCallInput.safeParse(declared(fields))
  if (parsed.success) return parsed.data
  return refuse('invalid-body', ...atFields(parseFaults(parsed.error), portionsIn(fields)))
}

function declared(fields: Fields): object {
  const field = (name: string) => (fields[name] ?? '').trim()
  const given = <T>(name: string, value: T) => (field(name) === '' ? {} : value)
  const portions = Array.from({ length: portionsIn(fields) }, (_, index) => portionOf(fields, index))
  const [only] = portions
  const topics = field('topics')
    .toLowerCase()
    .split(',')
    .map((topic) => topic.trim().replace(/\s+/gu, '-'))
    .filter((topic) => topic !== '')
  return {
    title: field('title'),
    ...given('venue', { venue: field('venue') }),
    startsAt: field('startSettled') || `${field('startDate')}T${field('startTime')}`,
    ...given('endTime', { expectedEndsAt: `${endDate(field)}T${field('endTime')}` }),
    timeZone: field('timeZone'),
    topics,
    ...(field('contactName') + field('contactEmail') !== '' && {
      contact: { name: field('contactName'), email: field('contactEmail') },
    }),
    announce: field('announce') === 'yes',
    endOnAnnouncement: field('endOnAnnouncement') === 'yes',
    ...given('lateAfter', {
      lateLift: { after: `PT${field('lateAfter')}M`, do: field('lateDo') === 'hold' ? 'hold' : 'lift' },
    }),
    ...(portions.length === 1 && only
      ? { groundRules: only.groundRules, embargo: only.embargo }
      : { portions }),
  }
}

/** A call that ends at a clock before it starts goes past midnight. */
function endDate(field: (name: string) => string): string {
  const date = field('startDate')
  if (field('endTime') >= field('startTime')) return date
  return DateTime.fromISO(date).plus({ days: 1 }).toISODate() ?? date
}

function portionOf(fields: Fields, index: number) {
  const prefix = `p${index}-`
  return {
    ...((fields[`${prefix}name`] ?? '').trim() !== '' && { name: fields[`${prefix}name`]?.trim() }),
    groundRules: readRules(fields, index),
    embargo: readTerms(fields, prefix),
  }
}

function readRules(fields: Fields, portion: number): object {
  const prefix = `p${portion}-`
  const field = (name: string) => (fields[`${prefix}${name}`] ?? '').trim()
  const speakers = Array.from({ length: speakersIn(fields, portion) }, (_, index) => ({
    name: field(`speaker${index}`),
    ...(field(`title${index}`) !== '' && { title: field(`title${index}`) }),
    aliases: field(`aliases${index}`)
      .split(',')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    withheld: field(`withheld${index}`) === 'yes',
  }))
  return {
    basis: field('basis'),
    ...(field('attribution') !== '' && { attribution: field('attribution') }),
    speakers: speakers.filter(({ name }) => name !== ''),
  }
}

/** Faults of the call, each at the field that people see. */
export function atFields(faults: readonly Fault[], portions: number): readonly Fault[] {
  return faults.map(({ path, message }) => ({ path: fieldOf(path, portions), message: plain(message) }))
}

const FIELDS: Readonly<Record<string, string>> = {
  startsAt: 'startDate',
  expectedEndsAt: 'endTime',
  'contact.name': 'contactName',
  'contact.email': 'contactEmail',
  'lateLift.after': 'lateAfter',
}

function fieldOf(path: string, portions: number): string {
  const [, place = '0', rest = path] = /^portions\.(\d+)\.(.*)$/.exec(path) ?? []
  const prefix = `p${portions === 1 ? 0 : place}-`
  if (rest.startsWith('embargo')) return termsField(rest, prefix)
  const speaker = /^groundRules\.speakers\.(\d+)/.exec(rest)
  if (speaker) return `${prefix}speaker${speaker[1]}`
  if (rest.startsWith('groundRules.')) return `${prefix}${rest.slice('groundRules.'.length)}`
  if (path.startsWith('topics')) return 'topics'
  return FIELDS[path] ?? path
}

/** The schema speaks to programs. */
function plain(message: string): string {
  if (/wall time or an instant/.test(message)) return 'A date and a time'
  if (/^Too small|^Expected string/.test(message)) return 'Write something here'
  if (/^Expected one of|^Not in the form/.test(message)) return 'Choose one'
  if (/^Invalid email/i.test(message)) return 'An e-mail address'
  return message
}

/** The fields that {@link readCallForm} reads this call from. */
export function writeCallForm(call: Call, details: CallDetails, embargoes: readonly Embargo[]): Fields {
  const { starts, expectedEnd } = call
  return {
    title: details.title,
    venue: details.venue ?? '',
    topics: details.topics.join(', '),
    contactName: details.contact?.name ?? '',
    contactEmail: details.contact?.email ?? '',
    startDate: starts.local.slice(0, 10),
    startTime: starts.local.slice(11, 16),
    endTime: expectedEnd?.local.slice(11, 16) ?? '',
    timeZone: starts.timeZone,
    announce: call.announce ? 'yes' : '',
    endOnAnnouncement: call.endOnAnnouncement ? 'yes' : '',
    portions: String(details.portions.length),
    ...Object.assign(
      {},
      ...details.portions.map(({ name, groundRules }, index) => ({
        [`p${index}-name`]: name ?? '',
        ...writeRules(groundRules, index),
        ...(embargoes[index] && writeTerms(embargoes[index].terms, `p${index}-`)),
      })),
    ),
  }
}

export function writeRules({ basis, attribution, speakers }: GroundRules, portion: number): Fields {
  const prefix = `p${portion}-`
  return {
    [`${prefix}basis`]: basis,
    [`${prefix}attribution`]: attribution,
    [`${prefix}speakers`]: String(Math.max(2, speakers.length)),
    ...Object.assign(
      {},
      ...speakers.map(({ name, title, aliases, withheld }, index) => ({
        [`${prefix}speaker${index}`]: name,
        [`${prefix}title${index}`]: title ?? '',
        [`${prefix}aliases${index}`]: aliases.join(', '),
        [`${prefix}withheld${index}`]: withheld ? 'yes' : '',
      })),
    ),
  }
}
