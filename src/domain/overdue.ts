/** What was expected by an instant and has not come: a live call's end, a notice. It is told, and lifts nothing. */
import { z } from 'zod'
import type { Call } from './call.ts'
import { type Embargo, waitingFor } from './embargo.ts'
import { Instant } from './instant.ts'
import { RecordId } from './record.ts'
import { NoticeName, partsOf } from './terms.ts'

/** `expectedAt` as people stated it. `since`: when waiting for it began to count. */
const times = { expectedAt: Instant, since: Instant }

/** Something that is expected: ids and instants only, since it is told before the lift. */
export const Expectation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call-end'), callId: RecordId, ...times }),
  z.strictObject({ kind: z.literal('notice'), embargoId: RecordId, notice: NoticeName, ...times }),
])
export type Expectation = z.infer<typeof Expectation>

/** The end of a live call. One that starts after its expected end is waited for from its start on. */
export function expectedOfCall(call: Call): Expectation | null {
  if (call.state !== 'live' || call.expectedEnd === null) return null
  const expectedAt = call.expectedEnd.at
  const since = Math.max(expectedAt, call.startedAt ?? expectedAt)
  return { kind: 'call-end', callId: call.id, expectedAt, since }
}

/** The notices that an open embargo still waits for and that have an expected instant, held or not. */
export function expectedOfEmbargo(embargo: Embargo): readonly Expectation[] {
  const awaited = waitingFor(embargo)
  const byName = new Map<string, Expectation>()
  for (const part of partsOf(embargo.terms)) {
    if (part.until !== 'notice' || part.expected === null) continue
    if (!awaited.includes(`notice:${part.name}`)) continue
    const expectedAt = part.expected.at
    const since = Math.max(expectedAt, embargo.createdAt)
    byName.set(part.name, { kind: 'notice', embargoId: embargo.id, notice: part.name, expectedAt, since })
  }
  return [...byName.values()]
}

/** Whether `graceMs` have passed since it was expected. */
export function isOverdue({ since }: Expectation, graceMs: number, now: Instant): boolean {
  return since + graceMs <= now
}
