/** What a call comes to before it is scheduled: each embargo as a sentence, in every zone concerned, with its traps. */
import { DateTime } from 'luxon'
import type { Embargo } from '../../domain/embargo.ts'
import { BASIS_RULES, type GroundRules, withheldSpeakers } from '../../domain/ground-rules.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Planned } from '../../domain/wall-time.ts'
import { zonesOf } from './embargo.ts'
import type { Form } from './form.ts'
import { listed } from './plain-words.ts'
import { cityOf, inZones, termsSentence, wallClock } from './terms-words.ts'

export type CheckedPortion = {
  readonly name: string | null
  readonly basis: string
  readonly rule: string
  readonly attribution: string
  readonly withheld: string | null
  readonly terms: string
  readonly zones: readonly { readonly zone: string; readonly says: string }[]
  readonly traps: readonly string[]
}

export type CheckView = {
  readonly form: Form
  readonly title: string
  readonly starts: readonly { readonly zone: string; readonly says: string }[]
  readonly ends: string | null
  readonly portions: readonly CheckedPortion[]
  readonly announced: boolean
}

export function checkView(
  input: { readonly title: string; readonly announce: boolean },
  declared: {
    readonly starts: Planned
    readonly expectedEnd: Planned | null
    readonly portions: readonly { readonly name?: string | undefined; readonly groundRules: GroundRules }[]
    readonly embargoes: readonly Embargo[]
  },
  form: Form,
): CheckView {
  const { starts, expectedEnd, portions, embargoes } = declared
  return {
    form,
    title: input.title,
    announced: input.announce,
    starts: inZones(starts.at, [starts.timeZone, 'UTC']),
    ends: expectedEnd && wallClock(expectedEnd.at, starts.timeZone),
    portions: portions.flatMap(({ name, groundRules }, index) => {
      const embargo = embargoes[index]
      return embargo === undefined ? [] : [portionView(name ?? null, groundRules, embargo, starts)]
    }),
  }
}

function portionView(
  name: string | null,
  rules: GroundRules,
  embargo: Embargo,
  starts: Planned,
): CheckedPortion {
  const withheld = withheldSpeakers(rules).map((speaker) => speaker.name)
  const at = embargo.liftedAt === null ? embargo.dueAt : null
  const zones = zonesOf(embargo, starts.timeZone)
  return {
    name,
    basis: BASIS_RULES[rules.basis].label,
    rule: BASIS_RULES[rules.basis].rule,
    attribution: rules.attribution,
    withheld: withheld.length === 0 ? null : listed(withheld),
    terms: termsSentence(embargo.terms, starts.timeZone),
    zones: at === null ? [] : inZones(at, zones),
    traps: at === null ? [] : [...new Set(zones)].flatMap((zone) => clockChange(starts.at, at, zone) ?? []),
  }
}

/** Clocks that change between the call and the lift are how an hour is lost. */
export function clockChange(from: Instant, to: Instant, timeZone: string): string | null {
  const [before, after] = [from, to].map((at) => DateTime.fromMillis(at, { zone: timeZone, locale: 'en-US' }))
  if (before === undefined || after === undefined || before.offset === after.offset) return null
  const moves = after.offset > before.offset ? 'forward' : 'back'
  return `Clocks in ${cityOf(timeZone)} go ${moves} between the call and the lift. The time above is as its clocks will show it then.`
}
