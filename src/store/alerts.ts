/** Alerts, and the `open` index: those not finished, written by the commit that owes them. */
import type { Redis } from 'ioredis'
import { Alert } from '../domain/alert.ts'
import type { Op } from './commit.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'

const OWING: Readonly<Record<Alert['state'], boolean>> = {
  owed: true,
  open: true,
  closed: false,
  stopped: false,
}

export function createAlerts(redis: Redis, keys: Keys) {
  const records = createRecords(redis, keys, 'alert', Alert, (alert) => [
    OWING[alert.state]
      ? ['zadd', keys.open, String(alert.createdAt), alert.id]
      : ['zrem', keys.open, alert.id],
    ...alert.releaseIds.map((id): Op => ['zadd', ofRelease(id), String(alert.createdAt), alert.id]),
  ])
  const ofRelease = (releaseId: string) => keys.record('alerts-of', releaseId)
  return {
    ...records,
    /** The key whose revision fences every claim: a changed alert stops whoever holds its old message. */
    key: (id: string) => keys.record('alert', id),
    openIds: (): Promise<readonly string[]> => redis.zrange(keys.open, 0, '-1'),
    async ofRelease(releaseId: string): Promise<readonly Alert[]> {
      return records.readMany(await redis.zrange(ofRelease(releaseId), 0, '-1'))
    },
  }
}
