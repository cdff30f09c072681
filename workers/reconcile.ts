/** Reconciliation: finds what the store says is owed and no job works on, and wakes a worker for it. */
import { closeAlert } from '../src/commands/close-alert.ts'
import type { Instant } from '../src/domain/instant.ts'
import type { Log } from '../src/log.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Store } from '../src/store/store.ts'

const EVERY_MS = 1000
/** What is owed for less than this is most likely on its way. */
const GRACE_MS = 2000
/** The most debts of one kind looked at in one round. */
const AT_MOST = 200

export type Reconciler = { stop(): Promise<void> }

export function startReconciling(store: Store, queues: Queues, log: Log): Reconciler {
  let stopping = false
  let wake: () => void = () => {}
  const running = (async () => {
    while (!stopping) {
      await reconcile(store, queues).catch((error) => log.warn({ err: error }, 'reconcile'))
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
async function reconcile(store: Store, queues: Queues): Promise<void> {
  const now = await store.clock.now()
  await Promise.all([
    reconcileLifts(store, queues, now),
    reconcileAlerts(store, queues, now),
    reconcileNotices(store, queues, now),
  ])
}

async function reconcileLifts(store: Store, queues: Queues, now: Instant): Promise<void> {
  const overdue = await store.embargoes.dueBy(now - GRACE_MS, AT_MOST)
  if (overdue.length === 0 || (await store.holdAll.read()) !== null) return
  for (const { id, revision } of await store.embargoes.readMany(overdue.map((one) => one.id)))
    await queues.rescue('lift-embargo', { embargoId: id, revision }, now)
}

async function reconcileAlerts(store: Store, queues: Queues, now: Instant): Promise<void> {
  for (const alert of await store.alerts.readMany(await store.alerts.openIds())) {
    if (alert.state === 'owed') {
      if (alert.createdAt < now - GRACE_MS) await queues.rescue('open-alert', { alertId: alert.id }, now)
      continue
    }
    const waiting = await store.ledger.waiting(alert.id, 'email', now)
    const late = waiting.filter((range) => Math.max(range.dueAt, alert.openedAt ?? 0) < now - GRACE_MS)
    for (const { from, pass } of late.slice(0, AT_MOST))
      await queues.rescue('deliver-range', { alertId: alert.id, channel: 'email', from, pass }, now)
    if (waiting.length === 0) await closeAlert(store, alert.id)
  }
}

async function reconcileNotices(store: Store, queues: Queues, now: Instant): Promise<void> {
  const ids = await store.notices.owedIds()
  for (const notice of await store.notices.readMany(ids.slice(0, AT_MOST)))
    if (notice.nextAt < now - GRACE_MS)
      await queues.rescue('send-notice', { noticeId: notice.id, pass: notice.pass }, now)
}
