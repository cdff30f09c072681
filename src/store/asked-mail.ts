/** How often one address is written to at anyone's mere asking: past that, they are asked for in vain. */
import { createHmac } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { channelOf } from '../domain/address.ts'
import type { Channel } from '../domain/alert.ts'
import type { Keys } from './keys.ts'

/** Whoever lost a message asks again, and again; nobody is flooded from many places. A text costs the office money. */
const IN_AN_HOUR: Readonly<Record<Channel, number>> = { email: 5, sms: 3 }
const HOUR_S = 60 * 60

const Counted = z.tuple([z.tuple([z.null(), z.int()]), z.unknown()])

/** `addressKey` keys the digests that stand for addresses. */
export function createAskedMail(redis: Redis, keys: Keys, addressKey: Buffer) {
  return {
    /** Counts one more, and says whether it is still to be written. */
    async count(address: string): Promise<boolean> {
      const digest = createHmac('sha256', addressKey)
        .update(`asked ${address.toLowerCase()}`)
        .digest('base64url')
      const key = keys.askedMail(digest)
      const [[, times]] = Counted.parse(await redis.multi().incr(key).expire(key, HOUR_S, 'NX').exec())
      return times <= IN_AN_HOUR[channelOf(address)]
    },
  }
}
