/** The store: domain values in, Redis records out, and back. One of these for each connection. */
import { hkdfSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { createAlerts } from './alerts.ts'
import { createAskedMail } from './asked-mail.ts'
import { createAudienceCounts } from './audience-counts.ts'
import { createAudit } from './audit.ts'
import { createCalls } from './calls.ts'
import { createClock } from './clock.ts'
import { createCommit } from './commit.ts'
import { createConfirmations } from './confirmations.ts'
import { createContents } from './content.ts'
import { createEmbargoes } from './embargoes.ts'
import { createEvents } from './events.ts'
import { createExpected } from './expected.ts'
import { createFailures } from './failures.ts'
import { createHoldAll } from './hold-all.ts'
import { createIdempotency } from './idempotency.ts'
import { createKeys } from './keys.ts'
import { createLedger } from './ledger.ts'
import { createLiftCounts } from './lift-counts.ts'
import { createNotices } from './notices.ts'
import { createReleases } from './releases.ts'
import { createSealing } from './seal.ts'
import { createSessions } from './sessions.ts'
import { createSubscribers } from './subscribers.ts'
import { createSuppression } from './suppression.ts'
import { createTopics } from './topics.ts'

export type Store = ReturnType<typeof createStore>

/** `namespace` sets one press office apart from another in the same Redis. */
export function createStore(
  redis: Redis,
  settings: { namespace: string; sealKeys: readonly Buffer[]; secret: string },
) {
  const keys = createKeys(settings.namespace)
  const sealing = createSealing(settings.sealKeys)
  const addressKey = Buffer.from(hkdfSync('sha256', settings.secret, '', 'address digests', 32))
  return {
    keys,
    sealing,
    clock: createClock(redis, keys),
    commit: createCommit(redis),
    calls: createCalls(redis, keys, sealing),
    embargoes: createEmbargoes(redis, keys, sealing),
    releases: createReleases(redis, keys, sealing),
    contents: createContents(redis, keys, sealing),
    expected: createExpected(redis, keys),
    alerts: createAlerts(redis, keys),
    liftCounts: createLiftCounts(redis, keys),
    notices: createNotices(redis, keys, sealing),
    subscribers: createSubscribers(redis, keys, addressKey),
    confirmations: createConfirmations(redis, keys, settings.secret),
    askedMail: createAskedMail(redis, keys, addressKey),
    suppression: createSuppression(redis, keys),
    ledger: createLedger(redis, keys),
    failures: createFailures(redis, keys),
    countAudience: createAudienceCounts(redis, keys),
    audit: createAudit(redis, keys, sealing),
    holdAll: createHoldAll(redis, keys, sealing),
    events: createEvents(redis, keys),
    sessions: createSessions(redis, keys, sealing, settings.secret),
    topics: createTopics(redis, keys),
    idempotency: createIdempotency(redis, keys, sealing, settings.secret),
  }
}
