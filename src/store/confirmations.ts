/** Sign-ups that wait to be confirmed by a link too short to hold them: sealed, by the digest of its token. */
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { CONFIRMATION_VALID_MS } from '../domain/notice.ts'
import { Sealed } from '../domain/record.ts'
import type { Keys } from './keys.ts'

/** 128 bits in base64url. What holds a sign-up itself is many times as long. */
const TOKEN_LENGTH = 22
/** A day longer than they are good for: who comes too late is told so. */
const KEPT_MS = CONFIRMATION_VALID_MS + 24 * 60 * 60 * 1000

export function createConfirmations(redis: Redis, keys: Keys, secret: string) {
  const tokenKey = Buffer.from(hkdfSync('sha256', secret, '', 'confirmation tokens', 32))
  const at = (token: string) => keys.confirmation(createHash('sha256').update(token).digest('base64url'))
  return {
    /** Keeps it under a token, the same for a notice at every try, so that what is sent again says the same. */
    async keep(noticeId: string, confirmation: Sealed): Promise<string> {
      const token = createHmac('sha256', tokenKey).update(noticeId).digest('base64url').slice(0, TOKEN_LENGTH)
      await redis.set(at(token), confirmation, 'PX', KEPT_MS)
      return token
    },
    /** Null: nothing is kept under it. */
    read: async (token: string): Promise<Sealed | null> =>
      token.length === TOKEN_LENGTH ? Sealed.nullable().parse(await redis.get(at(token))) : null,
  }
}
