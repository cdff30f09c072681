/** What the desk has before it: calls and lifts in order of time, what is going out, and who watches the clock. */
import type { Call } from '../domain/call.ts'
import type { Hold } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import type { Expectation } from '../domain/overdue.ts'
import { type AlertView, viewAlert } from './alert-view.ts'
import { listOverdue } from './find-expected.ts'
import { type ShownCall, type ShownPiece, showCall, showPiece } from './show-call.ts'
import type { Work } from './work.ts'

export type RunningAlert = AlertView & { readonly headlines: readonly string[] }

export type Today = {
  readonly now: Instant
  readonly hold: Hold | null
  /** Processes that lift; with none of them nothing lifts until one is back. */
  readonly watching: number
  /** Redis's clock is believed by this process. */
  readonly clockTrusted: boolean
  readonly calls: readonly ShownCall[]
  /** Releases under embargoes of no call, still to be lifted or just published. */
  readonly releases: readonly ShownPiece[]
  readonly running: readonly RunningAlert[]
  readonly overdue: readonly Expectation[]
}

const DAY_MS = 24 * 60 * 60 * 1000
/** How far ahead the desk looks; what is later is in the list of calls. */
const AHEAD_MS = 7 * DAY_MS
const PAGE = 200
const PAGES_AT_MOST = 5
const SHOWN_AT_MOST = 50

export async function showToday(
  work: Pick<Work, 'store' | 'editor' | 'actor' | 'queues'>,
  graceMs: number,
): Promise<Today> {
  const { store, queues } = work
  const now = await store.clock.now()
  const [calls, releases, running, hold, watching, overdue] = await Promise.all([
    openCalls(work, now),
    openReleases(work, now),
    runningAlerts(work),
    store.holdAll.read(),
    queues.byName('lifts').getWorkersCount(),
    listOverdue(store, graceMs, now, PAGE),
  ])
  return { now, hold, watching, clockTrusted: store.clock.trusted, calls, releases, running, overdue }
}

type Reading = Pick<Work, 'store' | 'editor' | 'actor'>

async function openCalls(work: Reading, now: Instant): Promise<readonly ShownCall[]> {
  const found: Call[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < PAGES_AT_MOST; pages += 1) {
    const { items, next }: { items: readonly Call[]; next: string | null } = await work.store.calls.list({
      limit: PAGE,
      cursor,
    })
    for (const call of items) if (await isOpen(work, call, now)) found.push(call)
    if (next === null) break
    cursor = next
  }
  const soonest = found.toSorted((one, other) => one.starts.at - other.starts.at).slice(0, SHOWN_AT_MOST)
  return Promise.all(soonest.map((call) => showCall(work, call)))
}

/** Not over, or over with something still to lift, or over since yesterday. */
async function isOpen({ store }: Reading, call: Call, now: Instant): Promise<boolean> {
  if (call.state === 'live') return true
  if (call.state === 'scheduled') return call.starts.at < now + AHEAD_MS
  if ((call.endedAt ?? call.cancelledAt ?? 0) > now - DAY_MS) return true
  if (call.state === 'cancelled') return false
  const embargoes = await store.embargoes.readMany(call.embargoIds)
  return embargoes.some(({ state }) => state === 'pending' || state === 'scheduled')
}

async function openReleases(work: Reading, now: Instant): Promise<readonly ShownPiece[]> {
  const { items } = await work.store.releases.list({ limit: PAGE, cursor: null })
  const own = items.filter(({ callId, state }) => callId === null && state !== 'killed')
  const recent = own.filter((release) => {
    const since = release.publications[0]?.publishedAt
    return since === undefined || since > now - DAY_MS
  })
  return Promise.all(recent.slice(0, SHOWN_AT_MOST).map((release) => showPiece(work, release, now)))
}

async function runningAlerts(work: Reading): Promise<readonly RunningAlert[]> {
  const { store } = work
  const alerts = await store.alerts.readMany(await store.alerts.openIds())
  return Promise.all(
    alerts.slice(0, SHOWN_AT_MOST).map(async (alert) => {
      const releases = await store.releases.readMany(alert.releaseIds)
      const now = await store.clock.now()
      const pieces = await Promise.all(releases.map((release) => showPiece(work, release, now)))
      return { ...(await viewAlert(store, alert)), headlines: pieces.map(({ headline }) => headline) }
    }),
  )
}
