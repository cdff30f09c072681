/** The lift itself: everything cleared under an embargo becomes public in one commit, with one alert. */

import type { Actor } from '../domain/actor.ts'
import { type Alert, oweAlert } from '../domain/alert.ts'
import {
  type Embargo,
  type LateReason,
  liftByDecision,
  liftByTerms,
  preparedUntil,
} from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import { type Change, STAMP, together } from '../store/commit.ts'
import { newId } from '../store/identifiers.ts'
import type { Store } from '../store/store.ts'
import { publish } from './publish.ts'

/** A lift worked out ahead; whether it may happen is decided by its commit, at that instant. */
export type PreparedLift = {
  readonly embargo: Embargo
  readonly change: Change
  /** Null when nothing under the embargo is cleared. */
  readonly alert: Alert | null
}

/**
 * Prepares a lift by terms, at or before its instant. The commit checks Redis's time, the embargo's
 * revision, its place in `due`, and that nothing holds everything; it stamps the instant itself. Prepared
 * without a reason to be late, or before its rule holds it, it is stale past that: whoever prepares it again finds
 * why, and whether it may lift. `now` is when it is prepared.
 */
export function prepareLift(
  store: Store,
  embargo: Embargo,
  actor: Actor,
  now: Instant,
  lateReason: LateReason | null = null,
): Promise<PreparedLift | Refusal> {
  const lifted = liftByTerms(embargo, STAMP, lateReason)
  if (isRefusal(lifted)) return Promise.resolve(lifted)
  const notAfter = preparedUntil(lifted, now)
  const guard: Change = { guard: store.embargoes.dueGuard(embargo, notAfter), expect: [], ops: [] }
  return prepare(store, lifted, guard, actor, null)
}

/** Prepares an early lift: a person's decision, with their reason. */
export function prepareEarlyLift(
  store: Store,
  embargo: Embargo,
  decision: { actor: Actor; reason: string; breachId: string | null },
): Promise<PreparedLift | Refusal> {
  const lifted = liftByDecision(embargo, decision.breachId, STAMP)
  if (isRefusal(lifted)) return Promise.resolve(lifted)
  return prepare(store, lifted, store.holdAll.guard(), decision.actor, decision.reason)
}

async function prepare(
  store: Store,
  embargo: Embargo,
  guard: Change,
  actor: Actor,
  reason: string | null,
): Promise<PreparedLift | Refusal> {
  const releases = await store.releases.readMany(embargo.releaseIds)
  const changes: Change[] = []
  const published: string[] = []
  for (const release of releases) {
    if (release.state !== 'cleared') {
      // Clearing it meanwhile makes this lift stale: it is prepared again, with that release in it.
      changes.push(store.releases.unchanged(release))
      continue
    }
    const one = publish(store, release, embargo, STAMP)
    if (isRefusal(one)) return one
    published.push(release.id)
    changes.push(one.change)
  }
  // The alert's id sorts by when it was prepared; its record says when it was owed.
  const idTime = embargo.dueAt ?? embargo.createdAt
  const alert =
    published.length === 0
      ? null
      : oweAlert({ id: newId('alert', idTime), kind: 'lift', releaseIds: published, now: STAMP })
  return {
    embargo,
    alert,
    change: together(
      guard,
      store.embargoes.write(embargo),
      ...changes,
      ...(alert ? [store.alerts.write(alert)] : []),
      store.liftCounts.owe(embargo.id),
      store.audit.entry({
        at: STAMP,
        actor,
        act: 'lift',
        record: embargo.id,
        revision: embargo.revision,
        reason,
        codes: embargo.cause === null ? [] : [embargo.cause],
      }),
    ),
  }
}
