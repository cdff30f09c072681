/** How often one address is written to at anyone's mere asking: past that, they are asked for in vain. */
import { createHmac } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Keys } from './keys.ts'

/** Whoever lost a mail asks again, and again; nobody is flooded from many places. */
const IN_AN_HOUR = 5
const HOUR_S = 60 * 60

const Counted = z.tuple([z.tuple([z.null(), z.int()]), z.unknown()])

/** `emailKey` keys the digests that stand for addresses. */
export function createAskedMail(redis: Redis, keys: Keys, emailKey: Buffer) {
  return {
    /** Counts one more, and says whether it is still to be written. */
    async count(email: string): Promise<boolean> {
      const digest = createHmac('sha256', emailKey).update(`asked ${email.toLowerCase()}`).digest('base64url')
      const key = keys.askedMail(digest)
      const [[, times]] = Counted.parse(await redis.multi().incr(key).expire(key, HOUR_S, 'NX').exec())
      return times <= IN_AN_HOUR
    },
  }
}
