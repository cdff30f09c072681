/** Sealed content, a value for each revision of a release; opened only against a proof of clearance. */
import type { Redis } from 'ioredis'
import type { z } from 'zod'
import { Cleared } from '../domain/clearance.ts'
import { Content } from '../domain/content.ts'
import { Source } from '../domain/draft.ts'
import { Sealed } from '../domain/record.ts'
import type { Release } from '../domain/release.ts'
import { type Change, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import type { Sealing } from './seal.ts'

/** Opens what a {@link Cleared} proves may be seen. The only way to content. */
export type ContentReader = { read(cleared: Cleared): Promise<Content> }

export function createContents(redis: Redis, keys: Keys, sealing: Sealing) {
  async function open<S extends z.ZodType>(key: string, schema: S): Promise<z.infer<S>> {
    const sealed = await redis.get(key)
    if (sealed === null) throw new Error('A release has no content where its record says it has')
    return schema.parse(JSON.parse(sealing.open(Sealed.parse(sealed), key)))
  }
  function demand(cleared: Cleared): void {
    if (!Cleared.isGenuine(cleared)) throw new Error('Content was asked for without clearance')
  }
  const reader: ContentReader = {
    read(cleared) {
      demand(cleared)
      return open(keys.content(cleared.release.id, cleared.content), Content)
    },
  }
  return {
    ...reader,
    readSource(cleared: Cleared): Promise<Source> {
      demand(cleared)
      if (cleared.audience !== 'press') throw new Error('Sources are for press staff')
      return open(keys.source(cleared.release.id, cleared.content), Source)
    },
    /** Where the service itself writes to about a release. Nothing else of its source leaves here. */
    async contactEmail(release: Release): Promise<string | null> {
      const source = await open(keys.source(release.id, release.content), Source)
      return source.contact?.email ?? null
    },
    /** The write of one revision; it goes into the commit that names the revision. */
    write(releaseId: string, revision: number, content: Content, source: Source): Change {
      const contentKey = keys.content(releaseId, revision)
      const sourceKey = keys.source(releaseId, revision)
      return ops(
        ['set', contentKey, sealing.seal(JSON.stringify(content), contentKey)],
        ['set', sourceKey, sealing.seal(JSON.stringify(source), sourceKey)],
      )
    },
  }
}
