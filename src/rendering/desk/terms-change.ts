/** New terms for an embargo: the form, and what they come to beside what held until now. */
import { type Embargo, waitingFor } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import { evaluate, partsOf, type Terms } from '../../domain/terms.ts'
import { type CheckedTerms, checkedTerms, clockWarnings } from './check.ts'
import { hereZoneOf } from './embargo-words.ts'
import type { Form } from './form.ts'
import { ZONES } from './schedule.ts'
import { type TermsFormView, termsFormView } from './terms-form.ts'
import { farFrom, termsSentence } from './terms-words.ts'

type Subject = {
  readonly embargo: Embargo
  readonly call: {
    readonly title: string
    readonly call: {
      readonly starts: { readonly at: Instant; readonly timeZone: string }
      readonly expectedEnd: { readonly at: Instant } | null
    }
  } | null
  readonly deskZone: string
}

export type TermsChangeView = {
  readonly form: Form
  readonly action: string
  readonly revision: number
  readonly about: string | null
  /** As they stand. */
  readonly before: string
  readonly back: string
  readonly terms: TermsFormView
  readonly zones: typeof ZONES
  /** Where an early lift is decided on, where these terms would be one. */
  readonly liftHref: string | null
}

export type TermsCheckView = {
  readonly form: Form
  readonly action: string
  readonly about: string | null
  readonly before: string
  readonly after: CheckedTerms
  readonly difference: string
  readonly reason: string
  readonly warnings: readonly string[]
}

/** `parts`: how many parts the form shows. */
export function termsChangeView(
  subject: Subject,
  form: Form,
  { parts, wouldLift }: { readonly parts: number; readonly wouldLift: boolean },
): TermsChangeView {
  const { embargo, call } = subject
  const callZone = hereZoneOf(subject)
  const back = `/desk/embargoes/${embargo.id}`
  return {
    form,
    action: `${back}/terms`,
    revision: embargo.revision,
    about: call?.title ?? null,
    before: capital(termsSentence(embargo.terms, callZone)),
    back,
    terms: termsFormView(form.values, 'p1-', { count: parts, callZone, ofCall: call !== null }),
    zones: ZONES,
    liftHref: wouldLift ? `${back}/lift` : null,
  }
}

export function termsCheckView(subject: Subject, form: Form, terms: Terms): TermsCheckView {
  const { embargo, call } = subject
  const here = hereZoneOf(subject)
  const [starts, ends] = [call?.call.starts.at ?? null, call?.call.expectedEnd?.at ?? null]
  const timed = partsOf(terms).flatMap((part) => (part.until === 'time' ? [part] : []))
  return {
    form,
    action: `/desk/embargoes/${embargo.id}/terms`,
    about: call?.title ?? null,
    before: capital(termsSentence(embargo.terms, here)),
    after: checkedTerms(terms, { here, starts, ends }),
    difference: differenceOf(embargo, terms),
    reason: form.values.reason ?? '',
    warnings:
      timed.length === 0
        ? []
        : clockWarnings(
            [...timed.map(({ timeZone }) => timeZone), here],
            timed.map(({ at }) => at),
          ),
  }
}

/** What the change does to the instant of the lift, in one sentence. */
function differenceOf(embargo: Embargo, terms: Terms): string {
  const { dueAt, waitingFor: waits } = evaluate(terms, embargo.known)
  const held = embargo.hold === null ? '' : ' It is held now, and stays so until it is resumed.'
  if (dueAt === null) {
    if (embargo.dueAt === null) return `No instant is known, before or after.${held}`
    return `It no longer lifts by the clock: it waits for ${waits.length === 1 ? 'what these terms name' : 'all that these terms name'}.${held}`
  }
  if (embargo.dueAt === null) {
    const waited = waitingFor(embargo).length > 0 ? ' It no longer waits for anyone.' : ''
    return `From now on it lifts by the clock.${waited}${held}`
  }
  if (dueAt === embargo.dueAt) return `It lifts at the same instant as before.${held}`
  const far = farFrom(Math.abs(dueAt - embargo.dueAt))
  return `It lifts ${far} ${dueAt < embargo.dueAt ? 'earlier' : 'later'} than before.${held}`
}

function capital(text: string): string {
  return text.replace(/^\S/, (letter) => letter.toUpperCase())
}
