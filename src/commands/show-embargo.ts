/** An embargo as the desk needs it: whose it is, what it covers, why it is held, and who broke it. */
import { z } from 'zod'
import type { Call } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import { type ShownPiece, showPiece } from './show-call.ts'
import type { Work } from './work.ts'

const Told = z.looseObject({ where: z.string(), who: z.string() })

export type ShownEmbargo = {
  readonly embargo: Embargo
  readonly now: Instant
  readonly heldAll: boolean
  readonly call: { readonly call: Call; readonly title: string; readonly topics: readonly string[] } | null
  readonly holdReason: string | null
  readonly pieces: readonly ShownPiece[]
  readonly breaches: readonly {
    readonly id: string
    readonly at: Instant
    readonly by: string
    readonly where: string
    readonly who: string
  }[]
}

export async function showEmbargo(
  work: Pick<Work, 'store' | 'editor' | 'actor'>,
  id: string,
): Promise<ShownEmbargo | Refusal> {
  const { store, actor } = work
  const embargo = await store.embargoes.read(id)
  if (embargo === null) return refuse('not-found')
  const [now, hold, call, releases] = await Promise.all([
    store.clock.now(),
    store.holdAll.read(),
    embargo.callId === null ? null : store.calls.read(embargo.callId),
    store.releases.readMany(embargo.releaseIds),
  ])
  const details = call && store.calls.details(call, actor)
  return {
    embargo,
    now,
    heldAll: hold !== null,
    call: call && details && { call, title: details.title, topics: details.topics },
    holdReason: embargo.hold?.reason ? store.embargoes.openReason(id, embargo.hold.reason) : null,
    pieces: await Promise.all(releases.map((release) => showPiece(work, release, now))),
    breaches: embargo.breaches.map((breach) => {
      const told = Told.parse(JSON.parse(store.embargoes.openReason(id, breach.details)))
      return { id: breach.id, at: breach.at, by: breach.by, where: told.where, who: told.who }
    }),
  }
}
