/** From what was said to what a call would be recorded with: a proposal that a person confirms. */
import type { Basis } from '../ground-rules.ts'
import type { Transcript } from '../transcript/model.ts'
import { speakersOf } from './label-names.ts'
import type { Spoken, SpokenTerms } from './model.ts'

type ProposedTerms =
  | { readonly until: 'none' | 'call-end' }
  | { readonly until: 'time'; readonly at: string; readonly timeZone: string }
  | { readonly until: 'notice'; readonly name: string }

type ProposedRules = {
  readonly basis: Basis
  readonly attribution?: string
  readonly speakers: readonly { readonly name: string; readonly withheld: boolean }[]
}

/** A part of the call from one turn up to another, counted from 0, the second not in it. */
type ProposedPortion = {
  readonly name: string
  readonly groundRules: ProposedRules
  readonly embargo: ProposedTerms
}

/** `groundRules` and `embargo`, or `portions` with the turns of each: as `POST /v1/calls` takes them. */
export type Proposal =
  | { readonly groundRules: ProposedRules; readonly embargo: ProposedTerms }
  | {
      readonly portions: readonly ProposedPortion[]
      readonly turns: readonly { readonly from: number; readonly to: number }[]
    }

/** Where nothing was said, or two things, the stricter one is proposed: nothing goes out by a guess. */
export function proposeCall(transcript: Transcript, spoken: Spoken): Proposal {
  const { changes } = spoken
  const [attribution] = spoken.attribution
  const rules = (basis: Spoken['basis']): ProposedRules => {
    const settled = basis === null || basis === 'mixed' ? 'on-background' : basis
    const withheld = settled !== 'on-the-record'
    return {
      basis: settled,
      ...(attribution && withheld && { attribution: attribution.phrase }),
      speakers: speakersOf(transcript).map((name) => ({ name, withheld })),
    }
  }
  if (changes.length === 0) return { groundRules: rules(spoken.basis), embargo: proposeTerms(spoken.terms) }

  const starts = [...new Set([0, ...changes.map((change) => change.turn)])].filter(
    (turn) => turn < transcript.turns.length,
  )
  const portions = starts.map((from, index): ProposedPortion => {
    const before = changes.filter((change) => change.turn <= from)
    const basis = before.findLast((change) => change.basis !== null)?.basis ?? openingBasis(spoken)
    const terms = before.findLast((change) => change.terms !== null)?.terms ?? spoken.terms
    return { name: `Part ${index + 1}`, groundRules: rules(basis), embargo: proposeTerms(terms) }
  })
  const turns = starts.map((from, index) => ({
    from,
    to: starts[index + 1] ?? transcript.turns.length,
  }))
  const [only] = portions
  if (portions.length === 1 && only) return { groundRules: only.groundRules, embargo: only.embargo }
  return { portions, turns }
}

/** Before the first change of a basis: on the record where what follows is stricter by then being said. */
function openingBasis({ basis, changes }: Spoken): Spoken['basis'] {
  if (basis !== 'mixed') return basis
  const first = changes.find((change) => change.basis !== null)?.basis
  return first === 'on-the-record' ? 'on-background' : 'on-the-record'
}

/** What waits for an event or for people, or is not understood, waits for a notice that a person gives. */
function proposeTerms(terms: SpokenTerms): ProposedTerms {
  switch (terms.kind) {
    case 'none':
      return { until: terms.conflict ? 'call-end' : 'none' }
    case 'call-end':
      return terms.conflict ? { until: 'notice', name: 'terms-settled' } : { until: 'call-end' }
    case 'unstated':
      return { until: 'call-end' }
    case 'time':
      return terms.at !== null && terms.timeZone !== null
        ? { until: 'time', at: terms.at, timeZone: terms.timeZone }
        : { until: 'notice', name: 'time-settled' }
    case 'event':
      return { until: 'notice', name: noticeName(terms.event ?? '') }
    case 'notice':
      return { until: 'notice', name: 'staff-say-so' }
    case 'mixed':
      return { until: 'notice', name: 'terms-settled' }
  }
}

/** The words of an event as the name of a notice. */
function noticeName(event: string): string {
  const words =
    event
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return words.join('-').slice(0, 60).replace(/-+$/, '') || 'event'
}
