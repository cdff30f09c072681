/** The job `deliver-range`: one alert to one range of subscribers: claim → clear → render → send → settle. */
import { randomUUID } from 'node:crypto'
import { closeAlert } from '../src/commands/close-alert.ts'
import { countRefusal } from '../src/commands/count-refusal.ts'
import type { Alert } from '../src/domain/alert.ts'
import { SETTLES } from '../src/domain/delivery.ts'
import { type Payload, RETRY_AFTER_MS } from '../src/queue/jobs.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Lease, Settled } from '../src/store/ledger.ts'
import type { Store } from '../src/store/store.ts'
import { createClaims, type NoClaim } from './claims.ts'
import type { Outlets, SendTo } from './outlets.ts'
import type { RightOfWay } from './right-of-way.ts'

const KEEP_LEASE_MS = 1000
/** A claim this old is looked at again before its message leaves: a kill stops an alert within a second. */
const FRESH_MS = 250

export type DeliverDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly outlets: Outlets
  readonly rightOfWay: RightOfWay
}

/** Why a pass over a range ended. `away`: the channel's server is out of reach, so nothing more is tried. */
type PassEnd = NoClaim | 'away'

/** Where connections disagree about the end, the first of these counts. */
const ENDS: readonly PassEnd[] = ['taken', 'stale', 'away', 'done']

/** For each connection one message under way and one claimed ahead: Redis answers while the server does. */
const CLAIMS_PER_CONNECTION = 2
/** Ranges worked on at one time, at most: a small alert need not wait for a large one. */
const RANGES_AT_ONCE = 4

/** How a process shares its connections: how many ranges at one time, and how many claims in each. */
export function shareOf(connections: number): { ranges: number; claims: number } {
  const claims = connections * CLAIMS_PER_CONNECTION
  const ranges = Math.min(RANGES_AT_ONCE, claims)
  return { ranges, claims: Math.floor(claims / ranges) }
}

export function deliverRange(dependencies: DeliverDependencies) {
  const { store, queues } = dependencies
  return async (payload: Payload<'deliver-range'>): Promise<string> => {
    const { pass, retry, ...range } = payload
    const lease: Lease = { ...range, token: randomUUID() }
    // A crash before this: the job comes back. After it: the lease runs out, and whoever takes the range
    // next marks what was claimed here and not settled as uncertain.
    if ((await store.ledger.take(lease)) === null) return 'held by another'
    const keeping = setInterval(() => void store.ledger.keep(lease).catch(() => {}), KEEP_LEASE_MS)
    try {
      const ended = await passOver(dependencies, lease)
      if (ended !== 'done' && ended !== 'away') return ended
      return await finishPass(store, queues, lease, { pass, ...(retry !== undefined && { retry }) })
    } finally {
      clearInterval(keeping)
      await store.ledger.giveUp(lease).catch(() => {})
    }
  }
}

/** Goes over the range until it is done; composes again each time the alert has changed. */
async function passOver(dependencies: DeliverDependencies, lease: Lease): Promise<PassEnd | 'withdrawn'> {
  for (;;) {
    const alert = await dependencies.store.alerts.read(lease.alertId)
    if (alert?.state !== 'open') return 'withdrawn'
    const sendTo = await dependencies.outlets[lease.channel].compose(alert)
    if (sendTo === null) return 'withdrawn'
    const ended = await sendAll(dependencies, lease, alert, sendTo)
    if (ended !== 'stale') return ended
  }
}

/** Sends on this range's share of the channel's connections, each at most one message ahead. */
async function sendAll(
  { store, outlets, rightOfWay }: DeliverDependencies,
  lease: Lease,
  alert: Alert,
  sendTo: SendTo,
): Promise<PassEnd> {
  // The alert's revision fences every claim: after a kill or a correction nothing old is claimed.
  const claims = createClaims(async (ask) => {
    await rightOfWay.give()
    return store.ledger.exchange(lease, alert, ask)
  }, lease.from)

  const standsFrom = (claimedAt: number) => () =>
    performance.now() - claimedAt < FRESH_MS || store.ledger.stands(lease, alert)

  async function sendInTurn(): Promise<PassEnd> {
    let settled: Settled | null = null
    for (;;) {
      // A crash after this settles the one before; the one claimed is uncertain to whoever takes over.
      const claim = await claims.next(settled)
      if (typeof claim === 'string') return claim
      // A crash here or before the answer is settled: it may have been taken. Uncertain, and sent again
      // with the same id.
      const { outcome, code, away } = await sendTo(claim, standsFrom(performance.now()))
      if (outcome === 'permanent') await countRefusal(store, lease, claim.number, code)
      settled = { number: claim.number, outcome: SETTLES[outcome], code }
      if (away) {
        await claims.settle(settled)
        return 'away'
      }
    }
  }

  const { claims: atOnce } = shareOf(outlets[lease.channel].connections)
  const ends = await Promise.all(Array.from({ length: atOnce }, sendInTurn))
  return ENDS.find((end) => ends.includes(end)) ?? 'done'
}

/** What the pass left owed comes back by the retry table; the last range to be settled closes the alert. */
async function finishPass(
  store: Store,
  queues: Queues,
  lease: Lease,
  { pass, ...retry }: { readonly pass: number; readonly retry?: number },
): Promise<string> {
  const delayMs = RETRY_AFTER_MS[pass]
  const now = await store.clock.now()
  // A crash after this, before the job is queued: reconciliation reads the same pass and instant.
  const { owed, rangesLeft } = await store.ledger.finish(lease, {
    pass: pass + 1,
    at: now + (delayMs ?? 0),
    giveUp: delayMs === undefined ? 'gave-up' : null,
  })
  const { alertId, channel, from, to } = lease
  if (owed > 0 && delayMs !== undefined)
    await queues.add('deliver-range', { alertId, channel, from, to, pass: pass + 1, ...retry }, delayMs)
  if (rangesLeft === 0) await closeAlert(store, alertId)
  return owed > 0 ? 'owed again' : 'settled'
}
