/** Notices, and the index of those owed; the addressee is sealed until it is settled, then gone. */
import type { Redis } from 'ioredis'
import { Addressee, Notice, SignIn, SignUp } from '../domain/notice.ts'
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
  const open = (id: string, sealed: Sealed): unknown => JSON.parse(sealing.open(sealed, context(id)))
  return {
    ...records,
    seal: (id: string, addressee: SignUp | SignIn | Addressee): Sealed =>
      sealing.seal(JSON.stringify(addressee), context(id)),
    openSignUp: (id: string, sealed: Sealed): SignUp => SignUp.parse(open(id, sealed)),
    openSignIn: (id: string, sealed: Sealed): SignIn => SignIn.parse(open(id, sealed)),
    openAddressee: (id: string, sealed: Sealed): Addressee => Addressee.parse(open(id, sealed)),
    owedIds: (): Promise<readonly string[]> => redis.zrange(keys.owedNotices, 0, '-1'),
  }
}
