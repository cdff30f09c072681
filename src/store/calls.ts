/** Calls, when each is expected to end, and the sealed details it holds: title, venue, speakers, ground rules. */
import type { Redis } from 'ioredis'
import type { Actor } from '../domain/actor.ts'
import { Call, CallDetails } from '../domain/call.ts'
import { expectedOfCall } from '../domain/overdue.ts'
import type { Sealed } from '../domain/record.ts'
import { expectOps } from './expected.ts'
import type { Keys } from './keys.ts'
import { createRecords } from './records.ts'
import type { Sealing } from './seal.ts'

export function createCalls(redis: Redis, keys: Keys, sealing: Sealing) {
  const context = (id: string) => keys.record('call', id)
  const open = (call: Call) => CallDetails.parse(JSON.parse(sealing.open(call.details, context(call.id))))
  const records = createRecords(redis, keys, 'call', Call, (call) =>
    expectOps(keys, { kind: 'call-end', callId: call.id }, expectedOfCall(call)),
  )
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
  }
}
