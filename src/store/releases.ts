/** Releases, and the public index: slug → release, written by the commit that publishes. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { Sealed } from '../domain/record.ts'
import { publishedAt, Release } from '../domain/release.ts'
import type { Op } from './commit.ts'
import type { Keys } from './keys.ts'
import { createRecords, type List } from './records.ts'
import { createScript, readLua } from './script.ts'
import type { Sealing } from './seal.ts'

const Found = z.tuple([z.string(), z.string(), z.coerce.number(), z.coerce.number(), z.string()])

/** `sealed`: the content of its latest publication, null where it has none to show. */
export type FoundRelease = {
  readonly release: Release
  readonly embargo: Embargo
  readonly now: Instant
  readonly sealed: Sealed | null
}

export function createReleases(redis: Redis, keys: Keys, sealing: Sealing) {
  const records = createRecords(redis, keys, 'release', Release, (release) => publicIndex(keys, release))
  const findPublished = createScript(redis, readLua('find-published.lua', import.meta.url))
  const slugContext = (id: string) => `slug of ${id}`
  return {
    ...records,
    sealSlug: (id: string, slug: string): Sealed => sealing.seal(slug, slugContext(id)),
    /** The slug a release is about to get; only the commit that publishes it may carry it out. */
    openSlug(release: Release): string {
      if (release.sealedSlug === null) throw new Error('A release without a slug cannot be published')
      return sealing.open(release.sealedSlug, slugContext(release.id))
    },
    /**
     * The release a public slug names, killed ones included, with its embargo and Redis's time; an embargoed
     * one has no slug to be found by.
     */
    async bySlug(slug: string): Promise<FoundRelease | null> {
      const found = await findPublished(
        [keys.slugs],
        [slug, keys.record('release', ''), keys.record('embargo', ''), keys.contents],
      )
      if (found === null) return null
      const [release, embargo, seconds, microseconds, sealed] = Found.parse(found)
      return {
        release: Release.parse(JSON.parse(release)),
        embargo: Embargo.parse(JSON.parse(embargo)),
        now: seconds * 1000 + Math.floor(microseconds / 1000),
        sealed: sealed === '' ? null : Sealed.parse(sealed),
      }
    },
    /** What went public of a call, first publication first; killed ones stay. Nothing embargoed is read. */
    async publicOfCall(callId: string): Promise<readonly Release[]> {
      return records.readMany(await redis.zrange(keys.publicOfCall(callId), 0, '-1'))
    },
    /** Whether anything of these calls went public, in the order asked. */
    async hasPublic(callIds: readonly string[]): Promise<readonly boolean[]> {
      const counts = await Promise.all(callIds.map((id) => redis.exists(keys.publicOfCall(id))))
      return counts.map((count) => count === 1)
    },
    /** Public releases, latest publication first. The cursor is the place to go on from. */
    async listPublic(page: { limit: number; cursor: string | null }): Promise<List<Release>> {
      const from = Number(page.cursor ?? '0')
      const ids = await redis.zrange(keys.public, from, String(from + page.limit), 'REV')
      const items = await records.readMany(ids.slice(0, page.limit))
      return { items, next: ids.length > page.limit ? String(from + page.limit) : null }
    },
  }
}

function publicIndex(keys: Keys, release: Release): readonly Op[] {
  const since = publishedAt(release)
  if (since === null || release.slug === null) return []
  if (release.state === 'killed') return [['zrem', keys.public, release.id]]
  const ofCall: readonly Op[] =
    release.callId === null ? [] : [['zadd', keys.publicOfCall(release.callId), String(since), release.id]]
  return [
    ['zadd', keys.public, String(since), release.id],
    ['hset', keys.slugs, release.slug, release.id],
    ...ofCall,
  ]
}
