/** Calls, and the sealed details each holds: title, venue, who speaks, ground rules. */
import type { Redis } from 'ioredis'
import type { Actor } from '../domain/actor.ts'
import { Call, CallDetails } from '../domain/call.ts'
import type { Sealed } from '../domain/record.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'
import type { Sealing } from './seal.ts'

export function createCalls(redis: Redis, keys: Keys, sealing: Sealing) {
  const context = (id: string) => keys.record('call', id)
  return {
    ...createRecords(redis, keys, 'call', Call),
    seal: (id: string, details: CallDetails): Sealed => sealing.seal(JSON.stringify(details), context(id)),
    /** Only for press staff, and for their own commands. */
    details(call: Call, actor: Actor): CallDetails {
      if (actor.role !== 'press') throw new Error('Call details are for press staff')
      return CallDetails.parse(JSON.parse(sealing.open(call.details, context(call.id))))
    },
  }
}
