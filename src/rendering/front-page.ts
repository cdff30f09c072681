/** The front page: the latest releases by day, each with what a desk needs to decide whether to open it. */
import { type Instant, toIso } from '../domain/instant.ts'
import { inShort } from './in-short.ts'
import { oneLine } from './plain-text.ts'
import { clockTime, pressDay } from './press-time.ts'
import type { PublicRelease } from './public-release.ts'
import { KIND_NAMES, ruleWords, topicName } from './release-words.ts'

export type TopicLink = { readonly name: string; readonly href: string }

type Story = {
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

export type FrontPageView = {
  readonly topic: TopicLink | null
  readonly days: readonly { readonly name: string; readonly stories: readonly Story[] }[]
  readonly nextHref: string | null
}

/** `releases`: latest first. `next`: the cursor of the page that follows. */
export function frontPageView(
  releases: readonly PublicRelease[],
  { next, topic }: { readonly next: string | null; readonly topic: string | null },
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
  const query = new URLSearchParams({
    ...(topic !== null && { topic }),
    ...(next !== null && { cursor: next }),
  })
  return {
    topic: topic === null ? null : topicLink(topic),
    days,
    nextHref: next === null ? null : `/?${query}`,
  }
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
  return { name: topicName(topic), href: `/?${new URLSearchParams({ topic })}` }
}
