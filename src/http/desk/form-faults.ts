/** What is wrong with a call's form, said in its own words at its own fields. */
import type { ScheduleCallInput } from '../../commands/schedule-call.ts'
import type { Instant } from '../../domain/instant.ts'
import { type Fault, isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { partsOf, resolveTerms, type TermsInput } from '../../domain/terms.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { clockInBoth } from '../../rendering/desk/terms-words.ts'
import { portionPrefix } from './call-form.ts'
import type { DeskAsked } from './desk-route.ts'
import type { Fields } from './form-fields.ts'

/** The form again, with what was typed and what is wrong with it. */
export function formOf(asked: DeskAsked, fields: Fields, refusal: Refusal): Form {
  return inWords(asked.form(fields, refusal), refusal)
}

/** What a schema says to programs, said to people. */
export function inWords(form: Form, { refused }: Pick<Refusal, 'refused'>): Form {
  return refused === 'invalid-body' ? { ...form, problem: SOME_MISSING } : form
}

const SOME_MISSING = 'Something is missing, or cannot be as it is.'

/** A refusal of the schedule, at the fields that it is about. */
export function atFields(refusal: Refusal, input: ScheduleCallInput, now: Instant): Refusal {
  if (refusal.refused === 'ends-before-start')
    return refuse('ends-before-start', { path: 'endsTime', message: 'That is before the start' })
  if (refusal.refused !== 'time-in-past') return refusal
  const embargoes = input.portions?.map(({ embargo }) => embargo) ?? (input.embargo ? [input.embargo] : [])
  return refuse(
    'time-in-past',
    ...embargoes.flatMap((terms, index) => pastFaults(terms, portionPrefix(index + 1), input.timeZone, now)),
  )
}

/** Each clock time that has passed, and what it is there now. */
export function pastFaults(
  terms: TermsInput,
  prefix: string,
  callZone: string,
  now: Instant,
): readonly Fault[] {
  const resolved = resolveTerms(terms, callZone)
  if (isRefusal(resolved)) return []
  return partsOf(resolved).flatMap((part, index) => {
    if (part.until !== 'time' || part.at > now) return []
    const minute = now - (now % 60_000)
    const message = `That has passed: it is ${clockInBoth(minute, part.timeZone, part.timeZone)} now.`
    return [{ path: `${prefix}t${index + 1}-atTime`, message }]
  })
}
