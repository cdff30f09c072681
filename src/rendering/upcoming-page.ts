/** The page of an announced call until something of it is public: what the desk chose to announce, and no more. */
import type { AnnouncedWait } from '../domain/announced-wait.ts'
import type { Announcement } from '../domain/announcement.ts'
import { type Instant, pressTime, toIso } from '../domain/instant.ts'
import type { Planned } from '../domain/wall-time.ts'
import { oneLine } from './plain-text.ts'
import { clockTime } from './press-time.ts'

/** `title`, `says` and `starts` of a call that is announced; nothing else of a call can be passed. */
export type UpcomingCall = { readonly announcement: Announcement; readonly starts: Planned }

/** An instant in the call's zone with its day, and its time in UTC. */
type Moment = { readonly says: string; readonly utc: string; readonly at: string }

export type UpcomingLink = {
  readonly href: string
  readonly title: string
  readonly starts: Moment
}

export type UpcomingPageView = UpcomingLink & {
  readonly id: string
  readonly says: readonly string[]
  readonly waits: string
  /** When it lifts, where that is told; `leftMs` by the service's clock as the page was made. */
  readonly lifts: (Moment & { readonly leftMs: number }) | null
}

const WAITS: Readonly<Record<AnnouncedWait['until'], string>> = {
  time: 'What is said on it is under embargo until then.',
  'call-end': 'Waiting for the call to end.',
  notice: 'Waiting for a notice.',
  release: 'Nothing of it is public yet.',
}

export function upcomingPageView(call: UpcomingCall, wait: AnnouncedWait, now: Instant): UpcomingPageView {
  const { announcement, starts } = call
  const zone = starts.timeZone
  return {
    ...upcomingLink(call),
    id: announcement.id,
    says: (announcement.says ?? '').split(/\n+/).filter((line) => line.trim() !== ''),
    waits: WAITS[wait.until],
    lifts: wait.until === 'time' ? { ...moment(wait.at, zone), leftMs: Math.max(0, wait.at - now) } : null,
  }
}

export function upcomingLink({ announcement, starts }: UpcomingCall): UpcomingLink {
  return {
    href: `/upcoming/${announcement.id}`,
    title: announcement.title === null ? 'Press call' : oneLine(announcement.title),
    starts: moment(starts.at, starts.timeZone),
  }
}

function moment(at: Instant, timeZone: string): Moment {
  return { says: pressTime(at, timeZone), utc: clockTime(at, 'UTC'), at: toIso(at) }
}
