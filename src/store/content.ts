/** Sealed content, a value for each revision of a release; opened only against a proof of clearance. */
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, brotliDecompressSync, constants } from 'node:zlib'
import type { Redis } from 'ioredis'
import type { z } from 'zod'
import { Cleared } from '../domain/clearance.ts'
import { Content } from '../domain/content.ts'
import { Source } from '../domain/draft.ts'
import type { Json } from '../domain/json.ts'
import { Sealed } from '../domain/record.ts'
import { type Change, ops, together } from './commit.ts'
import type { Keys } from './keys.ts'
import type { Sealing } from './seal.ts'

/** Characters of a sealed value that go to Redis at one time. */
const PIECE = 64 * 1024
const STAGED_FOR_S = 600

/** Compressed bytes that are opened sooner than another thread would have begun: of most calls, all. */
const SMALL = 16 * 1024

const [compress, decompress] = [promisify(brotliCompress), promisify(brotliDecompress)]
/** Text shrinks to a third, in a thread of its own; an eighth less would take two and a half times as long. */
const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }

/** One revision as it is sealed: what is published, and what that was made from. */
export type Drafted = { readonly content: Json<Content>; readonly source: Json<Source> }

/** Opens what a {@link Cleared} proves may be seen. The only way to content. */
export type ContentReader = {
  /** `atHand`: the sealed value, where it was read already. Sealed for its place, no other opens here. */
  read(cleared: Cleared, atHand?: Sealed | null): Promise<Content>
}

export function createContents(redis: Redis, keys: Keys, sealing: Sealing) {
  async function open<S extends z.ZodType>(
    key: string,
    schema: S,
    atHand: Sealed | null = null,
  ): Promise<z.infer<S>> {
    const sealed = atHand ?? (await redis.get(key))
    if (sealed === null) throw new Error('A release has no content where its record says it has')
    const packed = sealing.openBytes(Sealed.parse(sealed), key)
    const plain = packed.length <= SMALL ? brotliDecompressSync(packed) : await decompress(packed)
    return schema.parse(JSON.parse(plain.toString('utf8')))
  }
  async function place(key: string, { bytes }: Json<unknown>): Promise<Change> {
    const sealed = sealing.sealBytes(await compress(bytes, COMPRESSION), key)
    if (sealed.length <= PIECE) return ops(['set', key, sealed])
    const staged = keys.staged(randomUUID())
    for (let from = 0; from < sealed.length; from += PIECE)
      await redis.append(staged, sealed.slice(from, from + PIECE))
    // What no commit adopts, since it was refused or its process died, goes by itself.
    await redis.expire(staged, STAGED_FOR_S)
    return ops(['adopt', key, staged])
  }
  function demand(cleared: Cleared, ...audiences: readonly Cleared['audience'][]): void {
    if (!Cleared.isGenuine(cleared)) throw new Error('Content was asked for without clearance')
    if (!audiences.includes(cleared.audience)) throw new Error('Content was asked for by the wrong audience')
  }
  const reader: ContentReader = {
    read(cleared, atHand = null) {
      demand(cleared, 'public', 'press')
      return open(keys.content(cleared.release.id, cleared.content), Content, atHand)
    },
  }
  return {
    ...reader,
    readSource(cleared: Cleared): Promise<Source> {
      demand(cleared, 'press')
      return open(keys.source(cleared.release.id, cleared.content), Source)
    },
    /** Where the service itself writes to about a release. Nothing else of its source leaves here. */
    async contactEmail(cleared: Cleared): Promise<string | null> {
      demand(cleared, 'notice')
      const source = await open(keys.source(cleared.release.id, cleared.content), Source)
      return source.contact?.email ?? null
    },
    /**
     * The write of one revision; it goes into the commit that names the revision. Large values are laid
     * down beside it first, in pieces, so that no lift waits behind them; the commit only adopts them.
     */
    async write(releaseId: string, revision: number, { content, source }: Drafted): Promise<Change> {
      const [contentChange, sourceChange] = await Promise.all([
        place(keys.content(releaseId, revision), content),
        place(keys.source(releaseId, revision), source),
      ])
      return together(contentChange, sourceChange)
    },
  }
}
