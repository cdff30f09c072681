/** What announcing a call asks of a command: no withheld name in it, and readers told when it changes. */
import { type Announcement, publicAnnouncement } from '../domain/announcement.ts'
import type { Call } from '../domain/call.ts'
import { refuseNames } from '../domain/draft.ts'
import type { GroundRules } from '../domain/ground-rules.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Change } from '../store/commit.ts'
import type { Store } from '../store/store.ts'

/** An announcement is public: who is withheld on any portion may not be in it. */
export function refuseAnnouncedNames(
  announcement: Announcement | null,
  portions: readonly { readonly groundRules: GroundRules }[],
): Refusal | null {
  const shown = [
    ['announcement.title', announcement?.title ?? ''],
    ['announcement.says', announcement?.says ?? ''],
  ] as const
  for (const { groundRules } of portions) {
    const withheld = refuseNames(shown, groundRules)
    if (withheld) return withheld
  }
  return null
}

/** The event that makes pages read again what is announced; none when nothing that is announced changed. */
export function tellAnnounced(store: Store, before: Call | null, after: Call): readonly Change[] {
  return face(before) === face(after) ? [] : [store.events.write({ kind: 'upcoming' })]
}

function face(call: Call | null): string | null {
  const announcement = call && publicAnnouncement(call)
  return announcement && JSON.stringify([announcement, call.starts])
}
