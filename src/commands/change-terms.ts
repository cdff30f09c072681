/** States new terms for an embargo, with a reason. Terms that would lift at once are refused. */
import { z } from 'zod'
import { changeTerms as changed, type Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { resolveTerms, TermsInput } from '../domain/terms.ts'
import { changeEmbargo } from './change-embargo.ts'
import { recheckConflicts } from './recheck-conflicts.ts'
import type { Work } from './work.ts'

export const ChangeTermsInput = z.strictObject({
  terms: TermsInput,
  reason: z.string().trim().min(1).max(2000),
})
export type ChangeTermsInput = z.infer<typeof ChangeTermsInput>

export function changeTerms(
  work: Work<Embargo>,
  id: string,
  input: ChangeTermsInput,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const audit = { act: 'change-terms', reason: input.reason }
  const change = async (embargo: Embargo, now: Instant) => {
    const call = embargo.callId === null ? null : await work.store.calls.read(embargo.callId)
    const terms = resolveTerms(input.terms, call?.starts.timeZone ?? 'UTC', 'terms')
    return isRefusal(terms) ? terms : changed(embargo, terms, now)
  }
  return changeEmbargo(work, id, ifMatch, audit, change, (embargo, now) =>
    recheckConflicts(work, embargo, now),
  )
}
