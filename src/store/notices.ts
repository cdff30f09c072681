/** Notices, and the index of those owed; the addressee is sealed until it is settled, then gone. */
import type { Redis } from 'ioredis'
import { Notice, SignUp } from '../domain/notice.ts'
import type { Sealed } from '../domain/record.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'
import type { Sealing } from './seal.ts'

export function createNotices(redis: Redis, keys: Keys, sealing: Sealing) {
  const records = createRecords(redis, keys, 'notice', Notice, (notice) => [
    notice.state === 'owed'
      ? ['zadd', keys.owedNotices, String(notice.createdAt), notice.id]
      : ['zrem', keys.owedNotices, notice.id],
  ])
  const context = (id: string) => keys.record('notice', id)
  return {
    ...records,
    seal: (id: string, signUp: SignUp): Sealed => sealing.seal(JSON.stringify(signUp), context(id)),
    open: (id: string, addressee: Sealed): SignUp =>
      SignUp.parse(JSON.parse(sealing.open(addressee, context(id)))),
    owedIds: (): Promise<readonly string[]> => redis.zrange(keys.owedNotices, 0, '-1'),
  }
}
