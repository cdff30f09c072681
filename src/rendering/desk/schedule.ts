/** The form that a call is scheduled or changed with. */
import { BASIS_RULES, Basis } from '../../domain/ground-rules.ts'
import { ALL_ZONES, zoneOf } from '../../domain/zone-names.ts'
import type { Form } from './form.ts'
import { type TermsFormView, termsFormView } from './terms-form.ts'
import { cityOf } from './terms-words.ts'
import { type TimeChoices, timeChoices } from './time-field.ts'

export type ScheduleView = {
  readonly form: Form
  readonly title: string
  readonly action: string
  /** Null while there is no call yet. */
  readonly existing: {
    readonly href: string
    readonly revision: number
    /** The fields as they stood when the form was opened. */
    readonly before: string
    readonly embargoes: readonly { readonly href: string; readonly says: string }[]
    readonly changed: ChangedByOthers | null
  } | null
  readonly bases: readonly { readonly value: Basis; readonly label: string; readonly rule: string }[]
  readonly portions: readonly PortionForm[]
  readonly mayAddPortion: boolean
  readonly topics: readonly string[]
  readonly zones: readonly { readonly value: string; readonly city: string }[]
  readonly attributions: readonly string[]
  readonly startsChoices: TimeChoices | null
  readonly endsChoices: TimeChoices | null
  /** What the reader said of an invitation; null where none was read. */
  readonly read: string | null
}

export type ChangedByOthers = {
  readonly says: string
  /** What was changed by them, and by you as well where `yours` is not null. */
  readonly fields: readonly {
    readonly label: string
    readonly theirs: string
    readonly yours: string | null
  }[]
}

export type PortionForm = {
  readonly number: number
  /** What the names of its fields begin with. */
  readonly prefix: string
  readonly speakers: readonly { readonly number: number; readonly row: string }[]
  readonly terms: TermsFormView
}

const ATTRIBUTIONS = [
  'senior administration official',
  'senior official',
  'U.S. official',
  'official familiar with the matter',
  'spokesperson',
  'by name and title',
] as const

/** Rows of the form, as its fields count them. */
export type Rows = readonly {
  readonly prefix: string
  readonly speakers: number
  readonly parts: number
}[]

export function scheduleView(
  form: Form,
  page: Pick<ScheduleView, 'title' | 'action' | 'existing' | 'topics' | 'mayAddPortion'> & {
    readonly rows: Rows
    /** The fields as they are read: the end on its day. */
    readonly values: Readonly<Record<string, string>>
  },
): ScheduleView {
  const { rows, values, ...rest } = page
  const callZone = zoneOf((values.timeZone ?? '').trim()) ?? 'UTC'
  return {
    ...rest,
    form,
    bases: BASES,
    portions: rows.map(({ prefix, speakers, parts }, index) => ({
      number: index + 1,
      prefix,
      speakers: Array.from({ length: speakers }, (_, place) => ({
        number: place + 1,
        row: `${prefix}s${place + 1}-`,
      })),
      terms: termsFormView(values, prefix, { count: parts, callZone, ofCall: true }),
    })),
    zones: ZONES,
    attributions: ATTRIBUTIONS,
    startsChoices: timeChoices(values, 'starts', callZone),
    endsChoices: timeChoices(values, 'ends', callZone),
    read: values.read || null,
  }
}

const BASES = Basis.options.map((value) => ({ value, ...BASIS_RULES[value] }))

export const ZONES = ALL_ZONES.map((value) => ({ value, city: cityOf(value) }))
