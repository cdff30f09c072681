/** A release as the public sees it: what its content says, and when and where that came out. */
import type { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import type { Instant } from '../domain/instant.ts'
import { currentPublication, publishedAt } from '../domain/release.ts'
import type { ContentReader } from '../store/content.ts'

export type PublicRelease = {
  readonly slug: string
  readonly content: Content
  readonly publishedAt: Instant
  readonly updatedAt: Instant
  /** Public revisions count from 1. */
  readonly revision: number
  /** Every correction, oldest first. The note of the last one is in the content. */
  readonly correctedAt: readonly Instant[]
  /** Of the call, or UTC. */
  readonly timeZone: string
}

/** Opens what a proof of clearance for the public allows; a proof for press staff is a fault here. */
export async function readPublic(contents: ContentReader, cleared: Cleared): Promise<PublicRelease> {
  const { release } = cleared
  const first = publishedAt(release)
  const latest = currentPublication(release)
  if (cleared.audience !== 'public' || release.slug === null || first === null || latest === null)
    throw new Error('A public page was asked for a release that is not public')
  const content = await contents.read(cleared)
  return {
    slug: release.slug,
    content,
    publishedAt: first,
    updatedAt: latest.publishedAt,
    revision: release.publications.length,
    correctedAt: release.publications.slice(1).map((publication) => publication.publishedAt),
    timeZone: content.call?.timeZone ?? 'UTC',
  }
}
