/** Where what was said on a call differs from what is declared for it, and from itself. */
import { z } from 'zod'
import type { Basis } from '../ground-rules.ts'
import type { Spoken } from './model.ts'

export const ConflictCode = z.enum(['basis-differs', 'attribution-differs', 'terms-differ'])
export type ConflictCode = z.infer<typeof ConflictCode>

/** One difference. Its words come from the call, so they are as embargoed as the call. */
export type Conflict = {
  readonly code: ConflictCode
  readonly said: string
  readonly declared: string
}

/** What the record says: `terms` is `until` of the terms, or `latestOf` or `earliestOf`. */
export type Declared = { readonly basis: Basis; readonly attribution: string; readonly terms: string }

/**
 * Compares. What was not said never conflicts; what was said and not understood, or said two ways, always
 * does.
 */
export function findConflicts(said: Spoken, declared: Declared): readonly Conflict[] {
  const conflicts: Conflict[] = []
  if (said.basis !== null && said.basis !== declared.basis)
    conflicts.push({ code: 'basis-differs', said: said.basis, declared: declared.basis })
  const others = said.attribution.filter(({ phrase }) => loose(phrase) !== loose(declared.attribution))
  if (others.length > 0)
    conflicts.push({
      code: 'attribution-differs',
      said: others.map(({ phrase }) => phrase).join('; '),
      declared: declared.attribution,
    })
  if (said.terms.kind !== 'unstated' && said.terms.kind !== declared.terms)
    conflicts.push({
      code: 'terms-differ',
      said: said.terms.quotes.map((quote) => quote.text).join(' … '),
      declared: declared.terms,
    })
  return conflicts
}

/** A phrase without case, articles, punctuation and plural endings. */
function loose(phrase: string): string {
  const words =
    phrase
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .filter((word) => !['a', 'an', 'the'].includes(word))
    .map((word) => word.replace(/s$/u, ''))
    .join(' ')
}
