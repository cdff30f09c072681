/** The sentence of an embargo as it is built in a form. */
import { zoneOf } from '../../domain/zone-names.ts'
import { type TimeChoices, timeChoices } from './time-field.ts'

type Values = Readonly<Record<string, string>>

export type TermsFormView = {
  readonly prefix: string
  readonly parts: readonly {
    readonly number: number
    /** What the names of its fields begin with. */
    readonly base: string
    readonly until: string
    readonly choices: readonly { readonly value: string; readonly label: string }[]
    readonly atChoices: TimeChoices | null
    readonly expectedChoices: TimeChoices | null
  }[]
  readonly joins: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[]
}

const JOINS = [
  ['one', 'and that is all'],
  ['latest', 'or whichever comes later: that, or'],
  ['earliest', 'or whichever comes earlier: that, or'],
] as const

const UNTIL = [
  ['call-end', 'until the end of the call'],
  ['time', 'until a clock time'],
  ['notice', 'until we give notice'],
  ['none', 'not at all'],
] as const

/** `callZone`: of times that name none. `ofCall` false: there is no call whose end it could wait for. */
export function termsFormView(
  values: Values,
  prefix: string,
  { count, callZone, ofCall }: { count: number; callZone: string; ofCall: boolean },
): TermsFormView {
  const join = values[`${prefix}join`] ?? 'one'
  const usual = ofCall ? 'call-end' : 'time'
  return {
    prefix,
    parts: Array.from({ length: count }, (_, index) => {
      const base = `${prefix}t${index + 1}-`
      const zone = (name: string) => zoneOf((values[`${base}${name}`] ?? '').trim()) ?? callZone
      return {
        number: index + 1,
        base,
        until: values[`${base}until`] ?? (index === 0 ? usual : 'time'),
        choices: UNTIL.filter(
          ([value]) => (ofCall || value !== 'call-end') && (index === 0 || value !== 'none'),
        ).map(([value, label]) => ({ value, label })),
        atChoices: timeChoices(values, `${base}at`, zone('zone')),
        expectedChoices: timeChoices(values, `${base}expected`, zone('expectedZone')),
      }
    }),
    joins: JOINS.map(([value, label]) => ({ value, label, chosen: value === join })),
  }
}
