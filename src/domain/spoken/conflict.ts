/** A difference between what was said on a call and what is declared for it, or between two sayings. */
import { z } from 'zod'

export const ConflictCode = z
  .enum([
    'basis-differs',
    'attribution-differs',
    'terms-differ',
    'instant-differs',
    'zone-differs',
    'said-twice',
    'end-before-start',
  ])
  .meta({ id: 'ConflictCode' })
export type ConflictCode = z.infer<typeof ConflictCode>

/** `high`: something could go out too early, or be used more freely than was said. `low`: to look at. */
export const Severity = z
  .enum(['high', 'medium', 'low'])
  .meta({ description: '`high`: something could go out too early, or be used more freely than was said.' })
export type Severity = z.infer<typeof Severity>

/**
 * One difference, both sides in words. They come from the call, so they are as embargoed as the call. Of
 * what was said twice, `declared` is the other saying.
 */
export type Conflict = {
  readonly code: ConflictCode
  readonly severity: Severity
  readonly said: string
  readonly declared: string
  /** Where it was said; counted from 0. */
  readonly place: { readonly turn: number; readonly paragraph: number } | null
}
