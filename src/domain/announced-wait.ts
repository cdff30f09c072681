/** What an announced call waits for, as far as readers are told: an instant, an event, or nothing that is said. */
import type { Announcement } from './announcement.ts'
import { type Embargo, waitingFor } from './embargo.ts'
import type { Instant } from './instant.ts'

export type AnnouncedWait =
  | { readonly until: 'time'; readonly at: Instant }
  | { readonly until: 'call-end' | 'notice' | 'release' }

/**
 * `embargoes`: of the call's portions. An instant is told only where the desk chose to, and all portions have the
 * same one. `release`: it is not said what is waited for. A hold is never told.
 */
export function announcedWait(
  { showTime }: Pick<Announcement, 'showTime'>,
  embargoes: readonly Embargo[],
): AnnouncedWait {
  const open = embargoes.filter(({ state }) => state === 'pending' || state === 'scheduled')
  const [at = null, ...others] = new Set(open.map(({ dueAt }) => dueAt))
  if (at !== null && others.length === 0) return showTime ? { until: 'time', at } : { until: 'release' }
  const waits = open.flatMap(waitingFor)
  if (waits.includes('call-end')) return { until: 'call-end' }
  return { until: waits.length > 0 ? 'notice' : 'release' }
}
