/** Sign-in links and the sessions they open: kept by the digest of their secret, their values sealed, gone when over. */
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { Sealed } from '../domain/record.ts'
import { NOBODYS_SESSION_VALID_MS, SESSION_VALID_MS, SIGN_IN_VALID_MS } from '../domain/staff.ts'
import type { Keys } from './keys.ts'
import type { Sealing } from './seal.ts'

export type Sessions = ReturnType<typeof createSessions>

export function createSessions(redis: Redis, keys: Keys, sealing: Sealing, secret: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
  const emailKey = Buffer.from(hkdfSync('sha256', secret, '', 'staff addresses', 32))
  const sessionsOf = (email: string) =>
    keys.sessionsOf(createHmac('sha256', emailKey).update(email).digest('base64url'))
  const linkKey = (token: string) => keys.signInLink(digest(token))
  const sessionKey = (id: string) => keys.session(digest(id))
  const open = (key: string, text: string | null) =>
    text === null ? null : sealing.open(Sealed.parse(text), key)

  return {
    /** Makes a link's token for an address of the staff. */
    async mintLink(email: string): Promise<string> {
      const token = randomBytes(32).toString('base64url')
      const key = linkKey(token)
      await redis.set(key, sealing.seal(email, key), 'PX', SIGN_IN_VALID_MS)
      return token
    },
    /** Whether a link still opens; asking does not use it up. */
    linkOpens: async (token: string): Promise<boolean> => (await redis.exists(linkKey(token))) === 1,
    /** The address a link stands for, once: whoever asks again gets null. */
    async useLink(token: string): Promise<string | null> {
      const key = linkKey(token)
      return open(key, await redis.getdel(key))
    },
    async read(id: string): Promise<string | null> {
      const key = sessionKey(id)
      return open(key, await redis.get(key))
    },
    /** `email` null: nobody has signed in yet. The time that is left stays as it was. */
    async write(id: string, body: string, email: string | null): Promise<void> {
      const key = sessionKey(id)
      const sealed = sealing.seal(body, key)
      const kept = await redis.set(key, sealed, 'KEEPTTL', 'XX')
      const validMs = email === null ? NOBODYS_SESSION_VALID_MS : SESSION_VALID_MS
      if (kept === null) await redis.set(key, sealed, 'PX', validMs)
      if (email === null) return
      await redis.multi().sadd(sessionsOf(email), key).pexpire(sessionsOf(email), SESSION_VALID_MS).exec()
    },
    async end(id: string): Promise<void> {
      await redis.del(sessionKey(id))
    },
    /** Signs this person out of every browser. */
    async endAll(email: string): Promise<void> {
      const index = sessionsOf(email)
      await redis.del(index, ...(await redis.smembers(index)))
    },
  }
}
