/** A release as a form has it: what was typed, read into what its commands take. */
import type { z } from 'zod'
import { CreateReleaseInput, DraftInput } from '../../commands/create-release.ts'
import { type Fault, isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { parseFaults } from '../problem.ts'

/** A form's fields, by name. */
export type Fields = Readonly<Record<string, string>>

/** New words for a release, or what is wrong, by field. */
export function readDraft(fields: Fields): DraftInput | Refusal {
  return parse(DraftInput, draftOf(fields))
}

/** A release under a call's embargo (`under`: the call and its portion), or its own terms and rules (`own`). */
export function readNewRelease(fields: Fields): CreateReleaseInput | Refusal {
  const field = fieldOf(fields)
  const [callId, portionId] = field('under').split(' ')
  const place =
    field('under') === 'own'
      ? { embargo: termsOf(field), groundRules: rulesOf(field) }
      : { callId, ...(portionId && { portionId }) }
  return parse(CreateReleaseInput, { ...draftOf(fields), kind: field('kind'), ...place })
}

type Field = (name: string) => string

function fieldOf(fields: Fields): Field {
  return (name) => (fields[name] ?? '').trim().replaceAll('\r\n', '\n')
}

function draftOf(fields: Fields) {
  const field = fieldOf(fields)
  const contact = { name: field('contactName'), email: field('contactEmail') }
  return {
    headline: field('headline'),
    body: field('body'),
    topics: topicsIn(field('topics')),
    ...(field('summary') !== '' && { summary: field('summary') }),
    ...(contact.name + contact.email !== '' && { contact }),
  }
}

/** `Foreign policy, China` as `foreign-policy`, `china`. */
function topicsIn(text: string): readonly string[] {
  const topics = text.split(',').map((topic) => topic.trim().toLowerCase().replace(/\s+/gu, '-'))
  return [...new Set(topics.filter((topic) => topic !== ''))]
}

function termsOf(field: Field): object {
  if (field('e-until') !== 'time') return { until: field('e-until') }
  return { until: 'time', at: `${field('e-date')}T${field('e-time')}`, timeZone: field('e-zone') }
}

function rulesOf(field: Field): object {
  const attribution = field('attribution')
  return { basis: field('basis'), ...(attribution !== '' && { attribution }) }
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T | Refusal {
  const parsed = schema.safeParse(input)
  return parsed.success
    ? parsed.data
    : onForm(refuse('invalid-body', ...parseFaults(parsed.error).map(inWords)))
}

/** A refusal of a command, its faults on the fields of the form. */
export function onForm<T>(result: T | Refusal): T | Refusal {
  if (!isRefusal(result)) return result
  return { ...result, faults: result.faults.map((fault) => ({ ...fault, path: fieldAt(fault.path) })) }
}

const FIELDS: Readonly<Record<string, string>> = {
  'contact.name': 'contactName',
  'contact.email': 'contactEmail',
  'groundRules.basis': 'basis',
  'groundRules.attribution': 'attribution',
  groundRules: 'under',
  at: 'e-date',
  timeZone: 'e-zone',
  callId: 'under',
  portionId: 'under',
}

function fieldAt(path: string): string {
  if (/(?:^|\.)at$/.test(path)) return 'e-date'
  if (/(?:^|\.)timeZone$/.test(path)) return 'e-zone'
  if (path.startsWith('embargo')) return 'e-until'
  return FIELDS[path] ?? path.split('.')[0] ?? path
}

/** The schema speaks to programs. */
function inWords({ path, message }: Fault): Fault {
  if (/^Too small|^Expected string/.test(message)) return { path, message: 'Write something here' }
  if (/^Expected one of|^Not in the form/.test(message)) return { path, message: 'Choose one' }
  if (/wall time or an instant/.test(message)) return { path, message: 'A date and a time' }
  return { path, message }
}
