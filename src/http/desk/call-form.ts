/** A call as its form has it: flat fields in, what a schedule takes out, and every fault at its own field. */
import { ScheduleCallInput } from '../../commands/schedule-call.ts'
import type { AnnouncementInput } from '../../domain/announcement.ts'
import { Contact, Topic } from '../../domain/call.ts'
import type { GroundRules } from '../../domain/ground-rules.ts'
import { IsoDuration } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import type { TermsInput } from '../../domain/terms.ts'
import {
  countIn,
  type Faults,
  type Fields,
  readList,
  readMinutes,
  readTime,
  readZone,
  typed,
  writeList,
  writeMinutes,
  writeTime,
} from './form-fields.ts'
import { readRules, writeRules } from './rules-form.ts'
import { readTerms, writeTerms } from './terms-form.ts'

/** As many portions as a call may have. */
export const MOST_PORTIONS = 10

export function portionsIn(fields: Fields): number {
  return countIn(fields, 'portions', MOST_PORTIONS)
}

/** The fields of each portion begin with this; they count from 1. */
export function portionPrefix(number: number): string {
  return `p${number}-`
}

/** What a form says of a call but for its portions: what may be changed of any call. */
type CallFacts = Omit<ScheduleCallInput, 'groundRules' | 'embargo' | 'portions' | 'lateLift'>

/** The call that these fields declare, or all that is wrong, by field. */
export function readCallForm(fields: Fields): ScheduleCallInput | Refusal {
  const faults: Faults = []
  const facts = readFacts(fields, faults)
  const lateLift = readLateLift(fields, faults)
  const portions = Array.from({ length: portionsIn(fields) }, (_, index) =>
    readPortion(fields, index + 1, facts.timeZone, faults),
  ).flatMap((portion) => portion ?? [])
  if (faults.length > 0) return refuse('invalid-body', ...faults)
  const [only] = portions
  const isSimple = portions.length === 1 && only !== undefined && only.name === undefined
  const declared = isSimple ? { groundRules: only.groundRules, embargo: only.embargo } : { portions }
  const parsed = ScheduleCallInput.safeParse({ ...facts, ...declared, ...(lateLift && { lateLift }) })
  return parsed.success ? parsed.data : refuse('invalid-body', { path: 'title', message: 'Not a call' })
}

/** Title, times and all that stands at the top of the form. With faults, what is missing is empty. */
export function readFacts(fields: Fields, faults: Faults): CallFacts {
  const title = typed(fields, 'title')
  if (title === '' || title.length > 300)
    faults.push({ path: 'title', message: 'A title of up to 300 characters' })
  const venue = typed(fields, 'venue')
  if (venue.length > 200) faults.push({ path: 'venue', message: 'A venue of up to 200 characters' })
  const zone = readZone(fields, 'timeZone', faults)
  if (zone === undefined && typed(fields, 'timeZone') === '')
    faults.push({ path: 'timeZone', message: 'In which zone are these times?' })
  const timeZone = zone ?? 'UTC'
  const startsAt = readStart(fields, timeZone, faults)
  const expectedEndsAt = readTime(withEndDay(fields), 'ends', timeZone, faults)
  const contact = readContact(fields, faults)
  return {
    title,
    ...(venue !== '' && { venue }),
    startsAt,
    ...(expectedEndsAt !== undefined && { expectedEndsAt }),
    timeZone,
    topics: readTopics(fields, faults),
    ...(contact && { contact }),
    announce: typed(fields, 'announce') === 'yes',
    ...(typed(fields, 'announce') === 'yes' && { announcement: readAnnouncement(fields, faults) }),
    endOnAnnouncement: typed(fields, 'endOnAnnouncement') === 'yes',
  }
}

function readStart(fields: Fields, timeZone: string, faults: Faults): string {
  if (typed(fields, 'startsDate') === '')
    faults.push({ path: 'startsDate', message: 'On which day does it start?' })
  else if (typed(fields, 'startsTime') === '')
    faults.push({ path: 'startsTime', message: 'At what time does it start?' })
  else return readTime(fields, 'starts', timeZone, faults) ?? ''
  return ''
}

/** An end without a day is on the day of the start. */
export function withEndDay(fields: Fields): Fields {
  if (typed(fields, 'endsTime') === '') return { ...fields, endsDate: '' }
  return typed(fields, 'endsDate') === '' ? { ...fields, endsDate: typed(fields, 'startsDate') } : fields
}

/** “Foreign policy” is `foreign-policy`. */
function readTopics(fields: Fields, faults: Faults): string[] {
  const topics = readList(typed(fields, 'topics')).map((topic) =>
    topic.toLowerCase().replaceAll(/[\s_]+/g, '-'),
  )
  if (topics.length > 20 || topics.some((topic) => !Topic.safeParse(topic).success))
    faults.push({ path: 'topics', message: 'Up to 20 topics of letters, digits and hyphens' })
  return topics
}

function readContact(fields: Fields, faults: Faults): Contact | undefined {
  const [name, email] = [typed(fields, 'contactName'), typed(fields, 'contactEmail')]
  if (name === '' && email === '') return undefined
  if (!Contact.shape.name.safeParse(name).success)
    faults.push({ path: 'contactName', message: 'The name of the contact' })
  if (!Contact.shape.email.safeParse(email).success)
    faults.push({ path: 'contactEmail', message: 'An e-mail address of the contact' })
  return { name, email }
}

/** What is told of the call before it lifts: only what is written here. */
function readAnnouncement(fields: Fields, faults: Faults): AnnouncementInput {
  const [title, says] = [typed(fields, 'announceTitle'), typed(fields, 'announceSays')]
  if (title.length > 200) faults.push({ path: 'announceTitle', message: 'Up to 200 characters' })
  if (says.length > 2000) faults.push({ path: 'announceSays', message: 'Up to 2,000 characters' })
  const showTime = typed(fields, 'announceTime') === 'yes'
  return { ...(title !== '' && { title }), ...(says !== '' && { says }), showTime }
}

function readLateLift(fields: Fields, faults: Faults): ScheduleCallInput['lateLift'] {
  const after = readMinutes(typed(fields, 'lateAfter'))
  if (after === '') return undefined
  if (!IsoDuration.safeParse(after).success)
    faults.push({ path: 'lateAfter', message: 'Minutes, such as 10' })
  return { after, do: typed(fields, 'lateDo') === 'hold' ? 'hold' : 'lift' }
}

type PortionFields = { name?: string; groundRules: GroundRules; embargo: TermsInput }

function readPortion(
  fields: Fields,
  number: number,
  timeZone: string,
  faults: Faults,
): PortionFields | undefined {
  const prefix = portionPrefix(number)
  const name = typed(fields, `${prefix}name`)
  if (name.length > 200) faults.push({ path: `${prefix}name`, message: 'A name of up to 200 characters' })
  const groundRules = readRules(fields, prefix, faults)
  const embargo = readTerms(fields, prefix, timeZone, faults)
  return groundRules && embargo && { ...(name !== '' && { name }), groundRules, embargo }
}

/** The fields that {@link readCallForm} reads this call from. */
export function writeCallForm(call: ScheduleCallInput): Fields {
  const { timeZone, groundRules, embargo, lateLift } = call
  const single = groundRules && embargo ? [{ groundRules, embargo }] : []
  const portions: readonly PortionFields[] = call.portions ?? single
  return Object.assign(
    writeFacts(call),
    lateLift && { lateAfter: writeMinutes(lateLift.after), lateDo: lateLift.do },
    { portions: String(portions.length) },
    ...portions.map((portion, index) => {
      const prefix = portionPrefix(index + 1)
      return {
        [`${prefix}name`]: portion.name ?? '',
        ...writeRules(portion.groundRules, prefix),
        ...writeTerms(portion.embargo, prefix, timeZone),
      }
    }),
  )
}

export function writeFacts({ venue, contact, ...facts }: CallFacts): Fields {
  return {
    title: facts.title,
    venue: venue ?? '',
    timeZone: facts.timeZone,
    ...writeTime(facts.startsAt, facts.timeZone, 'starts'),
    ...writeTime(facts.expectedEndsAt, facts.timeZone, 'ends'),
    topics: writeList(facts.topics),
    contactName: contact?.name ?? '',
    contactEmail: contact?.email ?? '',
    announce: facts.announce ? 'yes' : '',
    announceTitle: facts.announcement?.title ?? '',
    announceSays: facts.announcement?.says ?? '',
    announceTime: facts.announcement?.showTime ? 'yes' : '',
    endOnAnnouncement: facts.endOnAnnouncement ? 'yes' : '',
  }
}
