/** Resumes a held embargo; past its instant that lifts it, so `liftNow` must ask for it. */
import { type Embargo, resumeEmbargo as resume } from '../domain/embargo.ts'
import type { Refusal } from '../domain/refusals.ts'
import { changeEmbargo } from './change-embargo.ts'
import type { Work } from './work.ts'

export function resumeEmbargo(
  work: Work<Embargo>,
  id: string,
  liftNow: boolean,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const audit = { act: 'resume-embargo', codes: liftNow ? ['lift-now'] : [] }
  return changeEmbargo(work, id, ifMatch, audit, (embargo, now) => resume(embargo, liftNow, now))
}
