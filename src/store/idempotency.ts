/** Idempotency: the first request's answer, sealed, recorded by the same commit as its effect. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Sealed } from '../domain/record.ts'
import { type Change, ops } from './commit.ts'
import type { Keys } from './keys.ts'
import type { Sealing } from './seal.ts'

const KEPT_S = 24 * 60 * 60
/** A request that died frees its key after this long; whatever it committed is recorded by then. */
const RUNNING_S = 30

const Stored = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('running'), bodyDigest: z.string() }),
  z.strictObject({ state: z.literal('done'), bodyDigest: z.string(), answer: Sealed }),
])

/** What a key stands for: this is the first request, another runs, its body differs, or its answer. */
export type Begun =
  | { readonly begun: 'first' | 'running' | 'mismatch' }
  | { readonly begun: 'repeat'; readonly answer: string }

export function createIdempotency(redis: Redis, keys: Keys, sealing: Sealing, secret: string) {
  // A plain digest would tell whoever reads Redis whether they guessed what was sent.
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'idempotent bodies', 32))
  const digest = (...parts: readonly string[]) =>
    createHmac('sha256', key).update(parts.join('\n')).digest('base64url')
  return {
    /** The name of one request's key: token, method, path and the key the client chose. */
    name: (...scope: readonly string[]) => keys.idempotency(digest(...scope)),
    async begin(name: string, body: string): Promise<Begun> {
      const bodyDigest = digest(body)
      const running = JSON.stringify({ state: 'running', bodyDigest })
      const before = await redis.set(name, running, 'EX', RUNNING_S, 'NX', 'GET')
      if (before === null) return { begun: 'first' }
      const stored = Stored.parse(JSON.parse(before))
      if (stored.bodyDigest !== bodyDigest) return { begun: 'mismatch' }
      if (stored.state === 'running') return { begun: 'running' }
      return { begun: 'repeat', answer: sealing.open(stored.answer, name) }
    },
    /** The record of the answer, for the commit of the effect. */
    finish(name: string, body: string, answer: string): Change {
      const stored = { state: 'done', bodyDigest: digest(body), answer: sealing.seal(answer, name) }
      return ops(['setex', name, String(KEPT_S), JSON.stringify(stored)])
    },
    /** Refused or failed before any effect: the key is free again. */
    async release(name: string): Promise<void> {
      await redis.del(name)
    },
  }
}
