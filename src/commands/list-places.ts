/** Where a new release may go: the embargoes of calls that are still to come, live, or just over. */
import type { GroundRules } from '../domain/ground-rules.ts'
import type { Terms } from '../domain/terms.ts'
import { type CallView, loadCall, viewCall } from './call-view.ts'
import type { Work } from './work.ts'

/** A portion of a call: its embargo and ground rules are what a release under it gets. */
export type Place = {
  readonly callId: string
  readonly portionId: string
  readonly title: string
  /** Null where the call has only one portion. */
  readonly portion: string | null
  readonly rules: GroundRules
  readonly terms: Terms
  readonly timeZone: string
}

const CALLS = 20

/** `first`: a call that is asked for, however old; it leads the list. */
export async function listPlaces(
  { store, actor }: Pick<Work, 'store' | 'actor'>,
  first: string | null,
): Promise<readonly Place[]> {
  const [{ items }, asked] = await Promise.all([
    store.calls.list({ limit: CALLS, cursor: null }),
    first === null ? null : loadCall(store, first, actor),
  ])
  const others = items.filter(({ id, state }) => id !== first && state !== 'cancelled')
  const views = await Promise.all(others.map((call) => viewCall(store, call, actor)))
  return [...(asked ? [asked] : []), ...views].flatMap(placesOf)
}

function placesOf({ call, details, embargoes }: CallView): readonly Place[] {
  return call.portions.flatMap(({ id }, index) => {
    const [portion, embargo] = [details.portions[index], embargoes[index]]
    if (portion === undefined || embargo === undefined || embargo.state === 'void') return []
    return {
      ...{ callId: call.id, portionId: id, title: details.title, rules: portion.groundRules },
      portion: call.portions.length > 1 ? (portion.name ?? `Portion ${index + 1}`) : null,
      terms: embargo.terms,
      timeZone: call.starts.timeZone,
    }
  })
}
