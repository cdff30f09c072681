/** Lists of releases by day, each with what a desk needs to decide whether to open it: the front page, a topic's. */
import type { ReleaseKind } from '../domain/content.ts'
import { type Instant, toIso } from '../domain/instant.ts'
import { inShort } from './in-short.ts'
import { oneLine } from './plain-text.ts'
import { clockTime, pressDay } from './press-time.ts'
import type { PublicRelease } from './public-release.ts'
import { KIND_NAMES, KIND_PLURALS, ruleWords, topicName } from './release-words.ts'
import { type UpcomingCall, type UpcomingLink, upcomingLink } from './upcoming-page.ts'

export type TopicLink = { readonly name: string; readonly href: string }

export type Story = {
  readonly href: string
  readonly kind: string
  readonly basis: string
  readonly headline: string
  readonly summary: string
  /** The time alone, or with its day where that is not the heading's. */
  readonly when: string
  readonly at: string
  readonly corrected: string | null
  readonly topics: readonly TopicLink[]
}

/** A filter; the one that is on is not a link. */
type KindLink = TopicLink & { readonly current: boolean }

export type FrontPageView = {
  readonly topic: TopicLink | null
  readonly kinds: readonly KindLink[]
  readonly days: readonly { readonly name: string; readonly stories: readonly Story[] }[]
  readonly nextHref: string | null
  readonly upcoming: readonly UpcomingLink[]
  /** Every topic there is a page of. */
  readonly topics: readonly TopicLink[]
}

/** What is listed: all, or what is of a topic or a kind. `next`: the cursor of the page that follows. */
export type Listing = {
  readonly next: string | null
  readonly topic: string | null
  readonly kind: ReleaseKind | null
  readonly upcoming: readonly UpcomingCall[]
  readonly topics: readonly string[]
}

/** `releases`: latest first. */
export function frontPageView(
  releases: readonly PublicRelease[],
  { next, topic, kind, upcoming, topics }: Listing,
): FrontPageView {
  const days: { name: string; stories: Story[] }[] = []
  for (const release of releases) {
    const name = pressDay(release.publishedAt, release.timeZone)
    const last = days.at(-1)
    // Zones differ: a day that has been left behind is not opened again, the story says its own.
    if (last === undefined || (name !== last.name && !days.some((day) => day.name === name)))
      days.push({ name, stories: [storyOf(release, name)] })
    else last.stories.push(storyOf(release, last.name))
  }
  const link = topic === null ? null : topicLink(topic)
  const home = link?.href ?? '/'
  const kinds = [
    { name: 'All', href: home, current: kind === null },
    ...Object.entries(KIND_PLURALS).map(([value, name]) => ({
      ...{ name, href: withQuery(home, { kind: value }), current: value === kind },
    })),
  ]
  return {
    ...{ topic: link, kinds, days },
    nextHref: next === null ? null : withQuery(home, { ...(kind !== null && { kind }), cursor: next }),
    upcoming: upcoming.map(upcomingLink),
    topics: topics.map(topicLink),
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query)}`
}

function storyOf(release: PublicRelease, day: string): Story {
  const { content, slug, publishedAt, timeZone, corrections } = release
  const under = (at: Instant) => {
    const ownDay = pressDay(at, timeZone)
    return `${clockTime(at, timeZone)}${ownDay === day ? '' : `, ${ownDay}`}`
  }
  const latest = corrections.at(-1)?.at
  return {
    href: `/releases/${slug}`,
    kind: KIND_NAMES[content.kind],
    basis: ruleWords(content).label,
    headline: oneLine(content.headline),
    summary: inShort(content),
    when: under(publishedAt),
    at: toIso(publishedAt),
    corrected: latest === undefined ? null : `Corrected ${under(latest)}`,
    topics: content.topics.map(topicLink),
  }
}

export function topicLink(topic: string): TopicLink {
  return { name: topicName(topic), href: `/topics/${encodeURIComponent(topic)}` }
}
