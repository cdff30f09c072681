/** What every command works with, and the one loop they share: load, ask the domain, commit, wake. */
import type { Actor } from '../domain/actor.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import type { Editor } from '../editing/editor.ts'
import type { Queues } from '../queue/queues.ts'
import { type Change, together } from '../store/commit.ts'
import type { Store } from '../store/store.ts'
import type { PreparedLift } from './lift.ts'

/** `T` is what the command answers. */
export type Work<T = unknown> = {
  readonly actor: Actor
  readonly store: Store
  readonly queues: Queues
  readonly editor: Editor
  /** A release is cleared only once a second person has approved the same content. */
  readonly twoPerson: boolean
  /** What the request wants recorded with the effect, such as its answer under an Idempotency-Key. */
  alsoCommit?(result: T): Change
}

/** What a command wants done. No `change`: nothing to do, the result stands. */
export type Plan<T> = {
  readonly result: T
  readonly change: Change | null
  /** What lifts by this change: each by itself, behind it in the same script. */
  readonly lifts?: readonly PreparedLift[]
  /** Wakes workers once it is committed. Lost in a crash here: reconciliation finds the debt. */
  readonly wake?: (lifted: readonly PreparedLift[]) => Promise<void>
}

const TRIES = 10

/** Plans afresh from what is stored until the plan commits; refuses when the domain does. */
export async function attempt<T>(
  work: Pick<Work<T>, 'store' | 'alsoCommit'>,
  plan: (now: Instant) => Promise<Plan<T> | Refusal>,
): Promise<T | Refusal> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const planned = await plan(await work.store.clock.now())
    if (isRefusal(planned)) return planned
    if (planned.change === null) return planned.result
    const recorded = work.alsoCommit?.(planned.result)
    const change = recorded ? together(planned.change, recorded) : planned.change
    const lifts = planned.lifts ?? []
    const { outcomes } = await work.store.commit([change, ...lifts.map((lift) => lift.change)])
    if (outcomes[0] === 'held') return refuse('all-held')
    if (outcomes[0] !== 'committed') continue
    const lifted = lifts.filter((_, index) => outcomes[index + 1] === 'committed')
    await planned.wake?.(lifted).catch(() => {})
    return planned.result
  }
  return refuse('conflict')
}

/** Refuses a record that moved on since the client read it (`If-Match`). */
export function refuseStale(record: { revision: number }, ifMatch: number | null): Refusal | null {
  return ifMatch !== null && ifMatch !== record.revision ? refuse('stale') : null
}
