/** The form that schedules a call: ground rules as choices, terms as a sentence one builds. */
import { BASIS_RULES, Basis } from '../../domain/ground-rules.ts'
import { type Form, typedIn } from './form.ts'
import { cityOf } from './terms-words.ts'

export type PortionForm = {
  readonly prefix: string
  readonly number: number
  readonly speakers: readonly number[]
  readonly terms: TermsForm
}

/** One condition, and a second that may be joined to it. */
export type TermsForm = {
  readonly prefix: string
  /** Empty, and `2`. */
  readonly suffixes: readonly string[]
  /** The instants that a wall time which comes twice, or never, may mean. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>
}

type Choice = { readonly value: string; readonly label: string }

export type ScheduleView = {
  readonly form: Form
  readonly bases: readonly { readonly value: Basis; readonly label: string; readonly rule: string }[]
  readonly portions: readonly PortionForm[]
  readonly topics: readonly string[]
  readonly zone: string
  readonly zones: readonly { readonly value: string; readonly city: string }[]
  readonly attributions: readonly string[]
  /** What was read in an invitation, sentence by sentence; null where none was. */
  readonly read: readonly string[] | null
  readonly readConflict: boolean
  readonly startChoices: readonly Choice[]
}

const ATTRIBUTIONS = [
  'senior administration official',
  'senior official',
  'official familiar with the matter',
  'spokesperson',
]

export function scheduleView(
  form: Form,
  known: {
    readonly topics: readonly string[]
    readonly zone: string
    readonly portions: number
    readonly speakersOf: (portion: number) => number
  },
): ScheduleView {
  const said = typedIn(form, 'readSays')
  return {
    form,
    bases: BASES,
    portions: Array.from({ length: known.portions }, (_, index) => ({
      prefix: `p${index}-`,
      number: index + 1,
      speakers: Array.from({ length: known.speakersOf(index) }, (_none, place) => place),
      terms: termsForm(form, `p${index}-`),
    })),
    topics: known.topics,
    zone: known.zone,
    zones: ZONES,
    attributions: ATTRIBUTIONS,
    read: said === '' ? null : said.split('\n'),
    readConflict: typedIn(form, 'readConflict') === 'yes',
    startChoices: choicesOf(form, 'startDate'),
  }
}

export function termsForm(form: Form, prefix: string): TermsForm {
  const suffixes = ['', '2']
  return {
    prefix,
    suffixes,
    choices: Object.fromEntries(
      suffixes.map((suffix) => [suffix, choicesOf(form, `${prefix}date${suffix}`)]),
    ),
  }
}

const BASES = Basis.options.map((value) => ({ value, ...BASIS_RULES[value] }))

/** The zones people look for first, then all others. */
export const ZONES = Intl.supportedValuesOf('timeZone')
  .concat('UTC')
  .map((value) => ({ value, city: cityOf(value) }))

/** A wall time that comes twice, or never, names both instants it may mean: one of them settles it. */
function choicesOf({ faults }: Form, field: string): readonly Choice[] {
  const message = faults.find(({ path }) => path === field)?.message ?? ''
  const instants = /^Choose one of: (.*)$/.exec(message)?.[1]?.split(', ') ?? []
  return instants.map((value) => ({ value, label: `${value.slice(11, 16)}, ${offsetOf(value)}` }))
}

function offsetOf(iso: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? []
  const rest = minutes === '00' ? '' : `:${minutes}`
  return `${Number(hours)}${rest} hours ${sign === '-' ? 'behind' : 'ahead of'} UTC`
}
