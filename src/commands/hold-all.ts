/** The one switch: nothing lifts anywhere while it is set. */
import type { Hold } from '../domain/embargo.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import type { HoldInput } from './hold-embargo.ts'
import { attempt, type Work } from './work.ts'

export function holdAll(work: Work<Hold>, input: HoldInput): Promise<Hold | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const hold = { by: actor.name, at: now, reason: store.holdAll.sealReason(input.reason) }
    const entry = { at: now, actor, act: 'hold-all', record: 'everything', revision: null }
    return {
      result: hold,
      change: together(store.holdAll.set(hold), store.audit.entry({ ...entry, reason: input.reason })),
    }
  })
}

/** Resumes everything. What fell due meanwhile lifts at once, so `liftNow` must ask for it. */
export function resumeAll(work: Work<null>, liftNow: boolean): Promise<null | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    if ((await store.holdAll.read()) === null) return refuse('not-held')
    const overdue = await store.embargoes.dueBy(now, 1000)
    if (overdue.length > 0 && !liftNow) return refuse('resume-would-lift')
    const entry = { at: now, actor, act: 'resume-all', record: 'everything', revision: null }
    const codes = liftNow ? ['lift-now'] : []
    return {
      result: null,
      change: together(store.holdAll.clear(), store.audit.entry({ ...entry, codes })),
      wake: async () => {
        const embargoes = await store.embargoes.readMany(overdue.map((one) => one.id))
        await queues.addAll(
          'lift-embargo',
          embargoes.map(({ id, revision }) => ({ embargoId: id, revision })),
        )
      },
    }
  })
}
