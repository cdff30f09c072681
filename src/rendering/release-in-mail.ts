/** One release as a mail shows it: its headline, rule, opening words, link, topics and contact. */
import type { Contact } from '../domain/call.ts'
import type { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import { type Instant, pressTime } from '../domain/instant.ts'
import { currentPublication, publishedAt } from '../domain/release.ts'
import type { ContentReader } from '../store/content.ts'
import type { Links } from './links.ts'
import { openingWords, type Passage } from './opening-words.ts'
import { oneLine } from './plain-text.ts'
import { KIND_NAMES, ruleSays, ruleWords, topicName } from './release-words.ts'

/** How what is said may be attributed: the basis, then the rule with its phrase. */
export type Rule = { readonly label: string; readonly says: string }

export type ReleaseInMail = {
  readonly kind: string
  readonly headline: string
  readonly url: string
  readonly rule: Rule
  readonly opening: readonly Passage[]
  readonly action: string
  readonly topics: string
  readonly contact: Contact | null
  /** What the latest correction corrected. */
  readonly note: string | null
  /** As the press writes them, in the zone of the call, or UTC. */
  readonly publishedAt: string
  readonly correctedAt: string | null
}

/** Opens the content a proof of clearance allows. A release that has no public name yet is a fault. */
export async function readForMail(
  { contents, links }: { readonly contents: ContentReader; readonly links: Links },
  cleared: Cleared,
): Promise<ReleaseInMail> {
  const { release } = cleared
  const firstAt = publishedAt(release)
  const latestAt = currentPublication(release)?.publishedAt ?? null
  if (release.slug === null || firstAt === null) throw new Error('A mail was asked for a release not public')
  return inMail(await contents.read(cleared), {
    url: links.release(release.slug),
    publishedAt: firstAt,
    correctedAt: release.publications.length > 1 ? latestAt : null,
  })
}

/** A release's content as mails show it, published at an instant under an address. */
export function inMail(
  content: Content,
  published: { readonly url: string; readonly publishedAt: Instant; readonly correctedAt: Instant | null },
): ReleaseInMail {
  const time = (at: Instant) => pressTime(at, content.call?.timeZone ?? 'UTC')
  return {
    kind: KIND_NAMES[content.kind],
    headline: oneLine(content.headline),
    url: published.url,
    rule: { label: ruleWords(content).label, says: ruleSays(content) },
    opening: openingWords(content),
    action: `Read the full ${KIND_NAMES[content.kind].toLowerCase()}`,
    topics: content.topics.map(topicName).join(', '),
    contact: content.contact && { ...content.contact, name: oneLine(content.contact.name) },
    note: content.note === null ? null : oneLine(content.note),
    publishedAt: time(published.publishedAt),
    correctedAt: published.correctedAt === null ? null : time(published.correctedAt),
  }
}
