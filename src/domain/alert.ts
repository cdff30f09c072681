/** An alert: one message to an audience, from owed to closed. Its ledger is kept apart, in bulk. */
import { z } from 'zod'
import { Instant } from './instant.ts'
import { RecordId, recordShape, revised } from './record.ts'
import { type Refusal, refuse } from './refusals.ts'

/** `lift`: all that a lift published; `release`: cleared later; a correction; a kill. */
export const AlertKind = z.enum(['lift', 'release', 'correction', 'kill'])
export type AlertKind = z.infer<typeof AlertKind>

/** Ways to reach a subscriber. Each has an audience, a ledger and queues of its own. */
export const Channel = z.enum(['email', 'sms'])
export type Channel = z.infer<typeof Channel>
export const CHANNELS = Channel.options

/** `owed`: its audience is not written yet. `stopped`: a kill withdrew it while it ran. */
export const AlertState = z.enum(['owed', 'open', 'closed', 'stopped'])

export const Alert = z.strictObject({
  ...recordShape,
  kind: AlertKind,
  state: AlertState,
  releaseIds: z.array(RecordId).min(1),
  /** The earlier alerts whose recipients this one goes to; empty: subscribers by topic. */
  follows: z.array(RecordId),
  openedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
})
export type Alert = z.infer<typeof Alert>

export function oweAlert(input: {
  id: string
  kind: AlertKind
  releaseIds: readonly string[]
  follows?: readonly string[]
  now: Instant
}): Alert {
  return {
    id: input.id,
    revision: 1,
    createdAt: input.now,
    updatedAt: input.now,
    kind: input.kind,
    state: 'owed',
    releaseIds: [...input.releaseIds],
    follows: [...(input.follows ?? [])],
    openedAt: null,
    closedAt: null,
  }
}

/** Its audience is written; deliveries may start. Null: nothing to open. */
export function openAlert(alert: Alert, now: Instant): Alert | null {
  return alert.state === 'owed' ? revised(alert, now, { state: 'open', openedAt: now }) : null
}

/** Every delivery is settled. Null: not open. */
export function closeAlert(alert: Alert, now: Instant): Alert | null {
  return alert.state === 'open' ? revised(alert, now, { state: 'closed', closedAt: now }) : null
}

/** A kill withdraws it: what is owed is never sent. Null: nothing left to stop. */
export function stopAlert(alert: Alert, now: Instant): Alert | null {
  const running = alert.state === 'owed' || alert.state === 'open'
  return running ? revised(alert, now, { state: 'stopped', closedAt: now }) : null
}

/**
 * Some of what failed is owed again: open, with a new revision for whoever works on it. Refused once a kill
 * stopped it; one whose audience is not written yet has nothing that failed.
 */
export function reopenAlert(alert: Alert, now: Instant): Alert | Refusal {
  switch (alert.state) {
    case 'stopped':
      return refuse('alert-stopped')
    case 'owed':
      return refuse('nothing-failed')
    case 'open':
    case 'closed':
      return revised(alert, now, { state: 'open', closedAt: null })
  }
}

/** Its words changed while it runs (a correction): whoever holds the old message must compose again. */
export function recomposeAlert(alert: Alert, now: Instant): Alert | null {
  return alert.state === 'open' ? revised(alert, now, {}) : null
}
