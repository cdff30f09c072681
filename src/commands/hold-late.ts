/** Holds an embargo whose lift comes later than its call allows, for a person to decide. */
import { SERVICE } from '../domain/actor.ts'
import { type Embargo, holdEmbargo, isTooLate } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { isRefusal } from '../domain/refusals.ts'
import { together } from '../store/commit.ts'
import type { Store } from '../store/store.ts'

/**
 * Whether it waits for a person of its own. Not while everything is held, nor when someone resumed everything past
 * its instant: they ask, and have asked, for the lift.
 */
export async function waitsForPerson(store: Store, embargo: Embargo, now: Instant): Promise<boolean> {
  if (embargo.dueAt === null || !isTooLate(embargo, now)) return false
  if ((await store.holdAll.read()) !== null) return false
  return embargo.dueAt > (await store.holdAll.clearedAt())
}

export async function holdLate(store: Store, embargo: Embargo, now: Instant): Promise<void> {
  const held = holdEmbargo(embargo, { by: SERVICE.name, at: now, reason: null }, now)
  if (isRefusal(held)) return
  const audit = store.audit.entry({
    at: now,
    actor: SERVICE,
    act: 'hold-embargo',
    record: embargo.id,
    revision: held.revision,
    codes: ['late-lift'],
  })
  // Not committed: someone changed it meanwhile, and whoever asks next decides afresh.
  await store.commit([together(store.embargoes.write(held), audit)])
}
