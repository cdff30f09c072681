/** What was said against what is declared, in words, with both sides. */
import type { Conflict, ConflictCode } from '../../domain/spoken/conflict.ts'

const WORDS: Readonly<Record<ConflictCode, string>> = {
  'basis-differs': 'Another basis was stated',
  'attribution-differs': 'Another attribution was stated',
  'terms-differ': 'Other embargo terms were stated',
  'instant-differs': 'Another instant was stated',
  'zone-differs': 'Another time zone was stated',
  'said-twice': 'Two different things were stated',
  'end-before-start': 'The printed end lies before the start',
}

const SEVERITY = {
  high: 'Something could go out too early, or be used too freely',
  medium: 'To settle',
  low: 'To look at',
} as const

export type ConflictView = {
  readonly code: ConflictCode
  readonly title: string
  readonly severity: Conflict['severity']
  readonly weight: string
  readonly said: string
  readonly declared: string
  readonly isTwice: boolean
  /** The turn it was said in, counted from 1. */
  readonly turn: number | null
  readonly acknowledged: boolean
}

export function conflictView(
  { code, severity, said, declared, place }: Conflict,
  acknowledged: readonly ConflictCode[],
): ConflictView {
  return {
    ...{ code, severity, said, declared },
    title: WORDS[code],
    weight: SEVERITY[severity],
    isTwice: code === 'said-twice',
    turn: place === null ? null : place.turn + 1,
    acknowledged: acknowledged.includes(code),
  }
}
