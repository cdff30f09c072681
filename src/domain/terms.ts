/** Embargo terms as stated, and what they come to over what is known: an instant, or what they wait for. */
import { z } from 'zod'
import { durationMs, Instant, IsoDuration } from './instant.ts'
import { isRefusal, type Refusal, refuse } from './refusals.ts'
import { Planned, resolveTime, TimeInput } from './wall-time.ts'

/** The name of a notice; an identifier, never free text, since it stands unsealed in records. Only press staff see it. */
export const NoticeName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'Lower-case letters, digits, hyphens')
  .meta({ examples: ['statement-released'] })

const CallEnd = z.strictObject({ until: z.literal('call-end'), plus: IsoDuration.optional() })
const None = z.strictObject({ until: z.literal('none') })

const SimpleInput = z
  .discriminatedUnion('until', [
    None,
    CallEnd,
    z.strictObject({ until: z.literal('time'), at: TimeInput, timeZone: z.string().max(60).optional() }),
    z.strictObject({
      until: z.literal('notice'),
      name: NoticeName,
      expectedAt: TimeInput.optional(),
      timeZone: z.string().max(60).optional(),
    }),
  ])
  .meta({ id: 'SimpleTerms' })

/** Terms as the API takes them: one level of `latestOf` or `earliestOf` over the four simple kinds. */
export const TermsInput = z
  .union([
    SimpleInput,
    z.strictObject({ latestOf: z.array(SimpleInput).min(2).max(10) }),
    z.strictObject({ earliestOf: z.array(SimpleInput).min(2).max(10) }),
  ])
  .meta({ id: 'Terms', description: 'When an embargo lifts. “Until call end” never lifts on a planned end.' })
export type TermsInput = z.infer<typeof TermsInput>

const Simple = z.discriminatedUnion('until', [
  None,
  CallEnd,
  Planned.extend({ until: z.literal('time') }),
  z.strictObject({ until: z.literal('notice'), name: NoticeName, expected: Planned.nullable() }),
])
type Simple = z.infer<typeof Simple>

/** Terms as recorded, with every wall time resolved. */
export const Terms = z.union([
  Simple,
  z.strictObject({ latestOf: z.array(Simple) }),
  z.strictObject({ earliestOf: z.array(Simple) }),
])
export type Terms = z.infer<typeof Terms>

/** What is known so far. Knowledge only grows. */
export const Known = z.strictObject({
  callEndedAt: Instant.nullable(),
  notices: z.record(NoticeName, Instant),
})
export type Known = z.infer<typeof Known>

/** When the named notice came; null while it has not. A name such as `constructor` is like any other. */
export function noticeCameAt(known: Known, name: string): Instant | null {
  return Object.hasOwn(known.notices, name) ? (known.notices[name] ?? null) : null
}

export const NOTHING_KNOWN: Known = { callEndedAt: null, notices: {} }

/** `dueAt` null: not known. `waitingFor`: `call-end` or `notice:<name>`, what could still set or move it. */
export type Standing = { readonly dueAt: Instant | null; readonly waitingFor: readonly string[] }

/** Resolves the wall times of terms; `timeZone` is the call's, for those that name none. */
export function resolveTerms(input: TermsInput, timeZone: string, path = 'embargo'): Terms | Refusal {
  if ('until' in input) return resolveSimple(input, timeZone, path)
  const parts = ('latestOf' in input ? input.latestOf : input.earliestOf).map((part, index) =>
    resolveSimple(part, timeZone, `${path}.${'latestOf' in input ? 'latestOf' : 'earliestOf'}.${index}`),
  )
  const resolved: Simple[] = []
  for (const part of parts) {
    if (isRefusal(part)) return part
    resolved.push(part)
  }
  return 'latestOf' in input ? { latestOf: resolved } : { earliestOf: resolved }
}

function resolveSimple(
  input: z.infer<typeof SimpleInput>,
  fallbackZone: string,
  path: string,
): Simple | Refusal {
  switch (input.until) {
    case 'none':
    case 'call-end':
      return input
    case 'time': {
      const planned = resolveTime(input.at, input.timeZone ?? fallbackZone, `${path}.at`)
      return isRefusal(planned) ? planned : { until: 'time', ...planned }
    }
    case 'notice': {
      if (input.expectedAt === undefined) return { until: 'notice', name: input.name, expected: null }
      const expected = resolveTime(input.expectedAt, input.timeZone ?? fallbackZone, `${path}.expectedAt`)
      return isRefusal(expected) ? expected : { until: 'notice', name: input.name, expected }
    }
  }
}

/** The simple terms these are made of. */
export function partsOf(terms: Terms): readonly Simple[] {
  if ('until' in terms) return [terms]
  return 'latestOf' in terms ? terms.latestOf : terms.earliestOf
}

/** Refuses terms with a clock time that has passed. */
export function refusePast(terms: Terms, now: Instant): Refusal | null {
  const past = partsOf(terms).some((part) => part.until === 'time' && part.at <= now)
  return past ? refuse('time-in-past', { path: 'embargo', message: 'The embargo time has passed' }) : null
}

/** Evaluates terms over what is known. A plan (an expected end, an expected notice) is not knowledge. */
export function evaluate(terms: Terms, known: Known): Standing {
  if ('until' in terms) return evaluateSimple(terms, known)
  const parts = partsOf(terms).map((part) => evaluateSimple(part, known))
  const waitingFor = [...new Set(parts.flatMap((part) => part.waitingFor))]
  const dues = parts.flatMap((part) => (part.dueAt === null ? [] : [part.dueAt]))
  if ('latestOf' in terms)
    return { dueAt: dues.length === parts.length ? Math.max(...dues) : null, waitingFor }
  return { dueAt: dues.length > 0 ? Math.min(...dues) : null, waitingFor }
}

function evaluateSimple(terms: Simple, known: Known): Standing {
  switch (terms.until) {
    case 'none':
      return { dueAt: 0, waitingFor: [] }
    case 'time':
      return { dueAt: terms.at, waitingFor: [] }
    case 'call-end': {
      if (known.callEndedAt === null) return { dueAt: null, waitingFor: ['call-end'] }
      return { dueAt: known.callEndedAt + (terms.plus ? durationMs(terms.plus) : 0), waitingFor: [] }
    }
    case 'notice': {
      const cameAt = noticeCameAt(known, terms.name)
      if (cameAt === null) return { dueAt: null, waitingFor: [`notice:${terms.name}`] }
      return { dueAt: cameAt, waitingFor: [] }
    }
  }
}
