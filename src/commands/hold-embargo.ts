/** Stops an embargo from lifting, whatever the clock says, until it is resumed. */
import { z } from 'zod'
import { type Embargo, holdEmbargo as hold } from '../domain/embargo.ts'
import type { Refusal } from '../domain/refusals.ts'
import { changeEmbargo } from './change-embargo.ts'
import type { Work } from './work.ts'

export const HoldInput = z.strictObject({ reason: z.string().trim().min(1).max(2000) })
export type HoldInput = z.infer<typeof HoldInput>

export function holdEmbargo(
  work: Work<Embargo>,
  id: string,
  input: HoldInput,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const { actor, store } = work
  const audit = { act: 'hold-embargo', reason: input.reason }
  return changeEmbargo(work, id, ifMatch, audit, (embargo, now) => {
    const reason = store.embargoes.sealReason(id, input.reason)
    return hold(embargo, { by: actor.name, at: now, reason }, now)
  })
}
