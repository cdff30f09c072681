/** The turns from which on another basis or other terms were said to hold: where portions may begin. */
import type { Basis } from '../ground-rules.ts'
import type { Transcript } from '../transcript/model.ts'
import type { BasisStatement } from './basis.ts'
import type { Quote, SpokenChange, SpokenTerms } from './model.ts'

/** No call has so many parts. */
const MOST = 100

/** Changes in the order they take effect. Rules for the questions hold from the first question on. */
export function changesOf(
  transcript: Transcript,
  bases: readonly BasisStatement[],
  terms: readonly { readonly quote: Quote; readonly terms: SpokenTerms }[],
): readonly SpokenChange[] {
  const firstQuestion = transcript.turns.findIndex((turn) => turn.role === 'reporter')
  const changes: SpokenChange[] = terms.map((one) => ({
    turn: one.quote.turn,
    basis: null,
    terms: one.terms,
    quote: one.quote,
  }))
  let current: Basis | null = null
  for (const { basis, quote, isOfQuestions } of bases) {
    if (current !== null && basis !== current) {
      const turn = isOfQuestions && firstQuestion > quote.turn ? firstQuestion : quote.turn
      changes.push({ turn, basis, terms: null, quote })
    }
    current = basis
  }
  return changes.toSorted((one, other) => one.turn - other.turn).slice(0, MOST)
}
