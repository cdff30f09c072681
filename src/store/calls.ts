/** Calls, what is expected and announced of each, and the sealed details: title, venue, speakers, ground rules. */
import type { Redis } from 'ioredis'
import type { Actor } from '../domain/actor.ts'
import { publicAnnouncement } from '../domain/announcement.ts'
import { Call, CallDetails } from '../domain/call.ts'
import type { Instant } from '../domain/instant.ts'
import { expectedOfCall } from '../domain/overdue.ts'
import type { Sealed } from '../domain/record.ts'
import type { Op } from './commit.ts'
import { expectOps } from './expected.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'
import type { Sealing } from './seal.ts'

export function createCalls(redis: Redis, keys: Keys, sealing: Sealing) {
  const context = (id: string) => keys.record('call', id)
  const open = (call: Call) => CallDetails.parse(JSON.parse(sealing.open(call.details, context(call.id))))
  const records = createRecords(redis, keys, 'call', Call, (call) => [
    ...expectOps(keys, { kind: 'call-end', callId: call.id }, expectedOfCall(call)),
    ...announceOps(keys, call),
  ])
  return {
    ...records,
    seal: (id: string, details: CallDetails): Sealed => sealing.seal(JSON.stringify(details), context(id)),
    /** Only for press staff, and for their own commands. */
    details(call: Call, actor: Actor): CallDetails {
      if (actor.role !== 'press') throw new Error('Call details are for press staff')
      return open(call)
    },
    /** Where the service itself writes to about the call. Nothing else of the details leaves here. */
    contactEmail: (call: Call): string | null => open(call).contact?.email ?? null,
    /** The announced call whose page this is; null for an address that was withdrawn or never was. */
    async byAnnouncement(id: string): Promise<Call | null> {
      const callId = await redis.get(keys.announcement(id))
      const call = callId === null ? null : await records.read(callId)
      // Read one after the other: between the two it may have been withdrawn.
      return call !== null && publicAnnouncement(call)?.id === id ? call : null
    },
    /** Announced calls that start at `since` or later, soonest first. */
    async listAnnounced(since: Instant, limit: number): Promise<readonly Call[]> {
      const page = ['BYSCORE', 'LIMIT', 0, limit] as const
      const calls = await records.readMany(await redis.zrange(keys.announced, String(since), '+inf', ...page))
      return calls.filter((call) => publicAnnouncement(call) !== null)
    },
  }
}

/** Of a call that was never announced there is nothing to write. */
function announceOps(keys: Keys, call: Call): readonly Op[] {
  if (call.announcement === null) return []
  const address = keys.announcement(call.announcement.id)
  if (publicAnnouncement(call) === null)
    return [
      ['del', address],
      ['zrem', keys.announced, call.id],
    ]
  return [
    ['set', address, call.id],
    ['zadd', keys.announced, String(call.starts.at), call.id],
  ]
}
