/** What came back of deliveries: reports by alert, refusals by subscriber, and subscriptions that end by them. */
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Channel } from '../domain/alert.ts'
import type { Instant } from '../domain/instant.ts'
import { type Consequence, REFUSALS_SPAN_MS, REFUSALS_TO_END } from '../domain/suppression.ts'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'
import { LEFT_LETTER } from './subscribers.ts'

/** Something said of one delivery. `report` null: a server refused it at once, as its ledger says. */
export type Said = {
  readonly alertId: string
  readonly channel: Channel
  readonly number: number
  /** Of two reports the graver holds; `gravity` is one digit. */
  readonly report: { readonly gravity: number; readonly code: string } | null
  readonly consequence: Consequence
  readonly at: Instant
  /** Written to the audit if the subscription ends by this. */
  readonly auditBody: string
}

const Taken = z.enum(['unknown', 'known', 'noted', 'ended'])
/** `unknown`: the alert did not go there. `known`: as much was said before, and nothing was changed. */
export type Taken = z.infer<typeof Taken>

export function createSuppression(redis: Redis, keys: Keys) {
  const suppress = createScript(redis, readLua('suppress.lua', import.meta.url))
  const reports = (alertId: string, channel: Channel) => keys.ledger(alertId, channel, 'reports')
  return {
    /** All of it in one script, which may run twice. */
    async take(said: Said): Promise<Taken> {
      const { alertId, channel, number, report, consequence } = said
      const answer = await suppress(
        [
          keys.ledger(alertId, channel, 'audience'),
          reports(alertId, channel),
          keys.subscriberBucket(number),
          keys.subscribed(channel),
          keys.refusals(channel),
          keys.index('alert'),
          keys.audit,
        ],
        [
          number,
          alertId,
          keys.queuePrefix,
          channel,
          report === null ? '' : `${report.gravity}${report.code}`,
          consequence.does,
          LEFT_LETTER[consequence.does === 'end' ? consequence.reason : 'refused'],
          said.at,
          REFUSALS_TO_END,
          REFUSALS_SPAN_MS,
          said.auditBody,
        ],
      )
      return Taken.parse(answer)
    },
    /** The code of what was reported of one delivery, such as `bounced-5.1.1`; null when nothing was. */
    async reportOf(alertId: string, channel: Channel, number: number): Promise<string | null> {
      const value = await redis.hget(reports(alertId, channel), String(number))
      return value === null ? null : value.slice(1)
    },
    /** Of how many deliveries of an alert something was reported. */
    reported: (alertId: string, channel: Channel): Promise<number> => redis.hlen(reports(alertId, channel)),
  }
}
