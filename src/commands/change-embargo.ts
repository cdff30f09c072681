/** What the acts on one embargo share: load it, ask the domain, write it, wake its lift. */
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { type Change, together } from '../store/commit.ts'
import { entailLifts } from './entail-lifts.ts'
import { wakeLifts } from './wake-lift.ts'
import { attempt, refuseStale, type Work } from './work.ts'

/** Writes what `act` makes of an embargo, with an audit entry and what it `entails`. Unchanged: nothing is written. */
export function changeEmbargo(
  work: Work<Embargo>,
  id: string,
  ifMatch: number | null,
  audit: { readonly act: string; readonly reason?: string | null; readonly codes?: readonly string[] },
  act: (embargo: Embargo, now: Instant) => Embargo | Refusal | Promise<Embargo | Refusal>,
  entails: (embargo: Embargo, now: Instant) => Promise<readonly Change[]> = async () => [],
): Promise<Embargo | Refusal> {
  const { store, actor, queues } = work
  return attempt(work, async (now) => {
    const before = await readEmbargo(work, id, ifMatch)
    if (isRefusal(before)) return before
    const embargo = await act(before, now)
    if (isRefusal(embargo)) return embargo
    if (embargo === before) return { result: before, change: null }
    return {
      result: embargo,
      change: together(
        store.embargoes.write(embargo),
        ...(await entails(embargo, now)),
        store.audit.entry({ at: now, actor, record: id, revision: embargo.revision, ...audit }),
      ),
      lifts: await entailLifts(store, [embargo], now),
      wake: (lifted) => wakeLifts(store, queues, [embargo], now, lifted),
    }
  })
}

/** Refused when there is none, or when it moved on since the client read it. */
export async function readEmbargo(
  { store }: Work,
  id: string,
  ifMatch: number | null,
): Promise<Embargo | Refusal> {
  const embargo = await store.embargoes.read(id)
  if (embargo === null) return refuse('not-found')
  return refuseStale(embargo, ifMatch) ?? embargo
}
