/** Reconciliation: finds what the store says is owed and no job works on, and wakes a worker or a person. */
import { closeAlert } from '../src/commands/close-alert.ts'
import { countLifts } from '../src/commands/count-lifts.ts'
import { type OverdueRule, tellOverdue } from '../src/commands/tell-overdue.ts'
import { CHANNELS } from '../src/domain/alert.ts'
import { type Instant, toIso } from '../src/domain/instant.ts'
import { channelOfNotice } from '../src/domain/notice.ts'
import type { Log } from '../src/log.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Clock } from '../src/store/clock.ts'
import type { Store } from '../src/store/store.ts'

const EVERY_MS = 1000
/** What is owed for less than this is most likely on its way. */
const GRACE_MS = 2000
/** The most debts of one kind looked at in one round. */
const AT_MOST = 200
/** Of ranges fewer: while an alert to a million runs, hundreds wait in their queue, and to ask for each is not free. */
const RANGES_AT_MOST = 40

export type ReconcileDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly log: Log
  readonly overdue: OverdueRule
  /** The process's clock that compares itself with the others': while it is not trusted nobody is told. */
  readonly clock: Pick<Clock, 'trusted'>
}

export type Reconciler = { stop(): Promise<void> }

export function startReconciling(dependencies: ReconcileDependencies): Reconciler {
  let stopping = false
  let wake: () => void = () => {}
  const running = (async () => {
    while (!stopping) {
      await reconcile(dependencies).catch((error) => dependencies.log.warn({ err: error }, 'reconcile'))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    async stop() {
      stopping = true
      wake()
      await running
    },
  }
}

/** One round. Everything it does may be done twice, by any number of processes. */
async function reconcile(dependencies: ReconcileDependencies): Promise<void> {
  const { store, queues } = dependencies
  const now = await store.clock.now()
  await Promise.all([
    reconcileLifts(store, queues, now),
    reconcileAlerts(store, queues, now),
    reconcileNotices(store, queues, now),
    reconcileExpectations(dependencies, now),
    countLifts(store, AT_MOST),
  ])
}

async function reconcileLifts(store: Store, queues: Queues, now: Instant): Promise<void> {
  const overdue = await store.embargoes.dueBy(now - GRACE_MS, AT_MOST)
  if (overdue.length === 0 || (await store.holdAll.read()) !== null) return
  for (const { id, revision } of await store.embargoes.readMany(overdue.map((one) => one.id)))
    await queues.rescue('lift-embargo', { embargoId: id, revision }, now)
}

async function reconcileAlerts(store: Store, queues: Queues, now: Instant): Promise<void> {
  let left = RANGES_AT_MOST
  for (const alert of inTurn(await store.alerts.readMany(await store.alerts.openIds()), now)) {
    if (alert.state === 'owed') {
      if (alert.createdAt < now - GRACE_MS) await queues.rescue('open-alert', { alertId: alert.id }, now)
      continue
    }
    let isWaiting = false
    for (const channel of CHANNELS) {
      const waiting = await store.ledger.waiting(alert.id, channel, now)
      const late = waiting.filter((range) => Math.max(range.dueAt, alert.openedAt ?? 0) < now - GRACE_MS)
      for (const { from, to, pass } of late.slice(0, left))
        await queues.rescue('deliver-range', { alertId: alert.id, channel, from, to, pass }, now)
      left = Math.max(0, left - late.length)
      isWaiting ||= waiting.length > 0
    }
    if (!isWaiting) await closeAlert(store, alert.id)
  }
}

/** Each round begins with another, so that those which are many never keep the others from being looked at. */
function inTurn<T>(all: readonly T[], now: Instant): readonly T[] {
  const first = Math.floor(now / EVERY_MS) % Math.max(1, all.length)
  return [...all.slice(first), ...all.slice(0, first)]
}

async function reconcileNotices(store: Store, queues: Queues, now: Instant): Promise<void> {
  const ids = await store.notices.owedIds()
  for (const notice of await store.notices.readMany(ids.slice(0, AT_MOST)))
    if (notice.nextAt < now - GRACE_MS)
      await queues.rescue(
        'send-notice',
        { noticeId: notice.id, pass: notice.pass, channel: channelOfNotice(notice) },
        now,
      )
}

async function reconcileExpectations(
  { store, queues, log, overdue, clock }: ReconcileDependencies,
  now: Instant,
): Promise<void> {
  if (!clock.trusted) return
  for (const untold of await store.expected.untold(now - overdue.graceMs, AT_MOST)) {
    const told = await tellOverdue(store, queues, untold, overdue)
    if (told === null) continue
    const { expectation } = told
    const { kind, expectedAt } = expectation
    // A notice by its embargo alone: its name may say what is coming.
    const what =
      'callId' in expectation ? { callId: expectation.callId } : { embargoId: expectation.embargoId }
    log.error({ kind, ...what, expectedAt: toIso(expectedAt), mails: told.mails, do: ACT[kind] }, 'overdue')
  }
}

/** What a person does about it. */
const ACT = {
  'call-end': 'End the call, or change its expectedEndsAt. Until then nothing that waits for its end lifts.',
  notice: 'Give the notice, or state other terms. Until then nothing that waits for it lifts.',
} as const
