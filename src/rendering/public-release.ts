/** A release as the public sees it: what its content says, and when and where that came out. */
import type { Cleared } from '../domain/clearance.ts'
import type { Content } from '../domain/content.ts'
import type { Instant } from '../domain/instant.ts'
import type { Sealed } from '../domain/record.ts'
import { currentPublication, publishedAt } from '../domain/release.ts'
import type { ContentReader } from '../store/content.ts'
import { type Change, changesBetween } from './changes.ts'

/** `changes`: null where what it corrected, or it itself, was scrubbed. */
export type Correction = {
  readonly at: Instant
  readonly note: string | null
  readonly changes: readonly Change[] | null
}

export type PublicRelease = {
  readonly slug: string
  readonly content: Content
  readonly publishedAt: Instant
  readonly updatedAt: Instant
  /** Public revisions count from 1. */
  readonly revision: number
  /** Every correction, oldest first. */
  readonly corrections: readonly Correction[]
  /** Of the call, or UTC. */
  readonly timeZone: string
}

/**
 * Opens what a proof of clearance for the public allows; a proof for press staff is a fault here. `atHand`: its sealed
 * content, where it was read already.
 */
export async function readPublic(
  contents: ContentReader,
  cleared: Cleared,
  atHand: Sealed | null = null,
): Promise<PublicRelease> {
  const { release } = cleared
  const first = publishedAt(release)
  const latest = currentPublication(release)
  if (cleared.audience !== 'public' || release.slug === null || first === null || latest === null)
    throw new Error('A public page was asked for a release that is not public')
  const content = await contents.read(cleared, atHand)
  return {
    slug: release.slug,
    content,
    publishedAt: first,
    updatedAt: latest.publishedAt,
    revision: release.publications.length,
    corrections: await correctionsOf(contents, cleared, content),
    timeZone: content.call?.timeZone ?? 'UTC',
  }
}

/** For press staff, before it is public: the same as the public would see, were it published at `at`. */
export async function readPreview(
  contents: ContentReader,
  cleared: Cleared,
  at: Instant,
): Promise<PublicRelease> {
  if (cleared.audience !== 'press' || cleared.release.publications.length > 0)
    throw new Error('A preview is for press staff, of what is not public')
  const content = await contents.read(cleared)
  return {
    slug: 'preview',
    content,
    publishedAt: at,
    updatedAt: at,
    revision: 1,
    corrections: [],
    timeZone: content.call?.timeZone ?? 'UTC',
  }
}

/** What each correction says and changed. The text of a scrubbed revision is never opened. */
async function correctionsOf(
  contents: ContentReader,
  cleared: Cleared,
  latest: Content,
): Promise<readonly Correction[]> {
  const { publications } = cleared.release
  if (publications.length < 2) return []
  const proofs = cleared.publicRevisions()
  const texts = await Promise.all(
    proofs.map((proof) =>
      proof === null ? null : proof.content === cleared.content ? latest : contents.read(proof),
    ),
  )
  return publications.slice(1).map(({ publishedAt: at }, index) => {
    const [before, after] = [texts[index] ?? null, texts[index + 1] ?? null]
    const changes = before && after && changesBetween(before, after)
    return { at, note: after?.note ?? null, changes }
  })
}
