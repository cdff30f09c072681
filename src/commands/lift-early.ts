/** A press officer lifts an embargo before its terms do, with a reason, perhaps citing a breach. */
import { z } from 'zod'
import type { Embargo } from '../domain/embargo.ts'
import { RecordId } from '../domain/record.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { readEmbargo } from './change-embargo.ts'
import { prepareEarlyLift } from './lift.ts'
import { attempt, type Work } from './work.ts'

export const LiftEarlyInput = z.strictObject({
  reason: z.string().trim().min(1).max(2000),
  breachId: RecordId.optional(),
})
export type LiftEarlyInput = z.infer<typeof LiftEarlyInput>

export function liftEarly(
  work: Work<Embargo>,
  id: string,
  input: LiftEarlyInput,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const before = await readEmbargo(work, id, ifMatch)
    if (isRefusal(before)) return before
    const decision = { actor, reason: input.reason, breachId: input.breachId ?? null }
    const prepared = await prepareEarlyLift(store, before, decision)
    if (isRefusal(prepared)) return prepared
    const { alert } = prepared
    return {
      // The record has the instant of the commit; the answer that of the decision, a moment before.
      result: { ...prepared.embargo, liftedAt: now, updatedAt: now },
      change: prepared.change,
      wake: async () => {
        if (alert) await queues.add('open-alert', { alertId: alert.id })
      },
    }
  })
}
