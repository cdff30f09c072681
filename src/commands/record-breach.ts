/** Records that someone published early: where, who, since when. It lifts nothing. */
import { z } from 'zod'
import { type Embargo, recordBreach as record } from '../domain/embargo.ts'
import type { Refusal } from '../domain/refusals.ts'
import { newId } from '../store/identifiers.ts'
import { changeEmbargo } from './change-embargo.ts'
import type { Work } from './work.ts'

export const BreachInput = z.strictObject({
  where: z.string().trim().min(1).max(2000),
  who: z.string().trim().min(1).max(300),
  since: z.iso.datetime({ offset: true }).optional(),
})
export type BreachInput = z.infer<typeof BreachInput>

export function recordBreach(
  work: Work<Embargo>,
  id: string,
  input: BreachInput,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const { actor, store } = work
  return changeEmbargo(work, id, ifMatch, { act: 'record-breach' }, (embargo, now) => {
    const details = store.embargoes.sealReason(id, JSON.stringify(input))
    return record(embargo, { id: newId('breach', now), at: now, by: actor.name, details }, now)
  })
}
