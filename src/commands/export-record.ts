/** The whole record of a call for the office's own files; that somebody took it is on the record too. */
import type { Content } from '../domain/content.ts'
import type { FailureGroup } from '../domain/delivery.ts'
import type { Source } from '../domain/draft.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import type { AlertView } from './alert-view.ts'
import { findConflicts } from './find-conflicts.ts'
import { type Delivery, listDeliveries } from './list-deliveries.ts'
import { openRevision } from './release-view.ts'
import { type Receipt, showReceipt } from './show-receipt.ts'
import { type CallRecord, showRecord } from './show-record.ts'
import type { Work } from './work.ts'

/** One revision, with every name in its source; `scrubbed`: it was public, and is hidden from the public since. */
export type ExportedRevision = {
  readonly revision: number
  readonly scrubbed: boolean
  readonly content: Content
  readonly source: Source
}

export type ExportedRelease = {
  readonly release: Release
  readonly headline: string
  /** Those that were public; of what never was, the latest. */
  readonly shown: readonly ExportedRevision[]
  /** All there have been, each opened when its turn comes: a live call has one for each turn taken down. */
  readonly revisions: () => AsyncIterable<ExportedRevision>
  /** In the latest content, both sides in words. */
  readonly conflicts: readonly Conflict[]
}

export type ExportedRecord = {
  readonly record: CallRecord
  readonly releases: readonly ExportedRelease[]
  readonly receipts: readonly Receipt[]
  /** Every alert, once. */
  readonly alerts: readonly AlertView[]
  /** What failed of each, by its id: counts by reason. */
  readonly failures: ReadonlyMap<string, readonly FailureGroup[]>
  /** Whom an alert was to go to, a page at a time; null where addresses were not asked for. */
  readonly deliveries: ((alertId: string) => AsyncIterable<readonly Delivery[]>) | null
}

export async function exportRecord(
  work: Work,
  callId: string,
  asked: { readonly addresses: boolean },
): Promise<ExportedRecord | Refusal> {
  const { store, actor } = work
  const call = await store.calls.read(callId)
  if (call !== null) {
    const at = await store.clock.now()
    const codes = asked.addresses ? ['addresses'] : []
    await store.commit([
      store.audit.entry({ at, actor, act: 'export-record', record: callId, revision: call.revision, codes }),
    ])
  }
  const record = await showRecord(work, callId)
  if (isRefusal(record)) return record
  const releases: ExportedRelease[] = []
  // One after the other: each is read whole.
  for (const { release, headline } of record.releases)
    releases.push(await exportRelease(work, record, release, headline))
  const receipts: Receipt[] = []
  for (const { embargo } of record.embargoes) {
    const receipt = await showReceipt(store, embargo.id)
    if (!isRefusal(receipt)) receipts.push(receipt)
  }
  const alerts = new Map(receipts.flatMap((receipt) => receipt.alerts.map((view) => [view.alert.id, view])))
  return {
    record,
    releases,
    receipts,
    alerts: [...alerts.values()],
    failures: new Map(
      await Promise.all([...alerts.keys()].map(async (id) => [id, await store.failures.groups(id)] as const)),
    ),
    deliveries: asked.addresses ? (alertId) => eachPage(work, alertId) : null,
  }
}

async function exportRelease(
  work: Work,
  { call, now, embargoes }: CallRecord,
  release: Release,
  headline: string,
): Promise<ExportedRelease> {
  const open = async (revision: number): Promise<ExportedRevision> => {
    const scrubbed = release.publications.some((one) => one.content === revision && one.scrubbed)
    return { revision, scrubbed, ...(await openRevision(work.store, release, revision, work.actor, now)) }
  }
  const published = release.publications.map(({ content }) => content)
  const { source } = await open(release.content)
  const embargo = embargoes.find((one) => one.embargo.id === release.embargoId)?.embargo
  const conflicts =
    embargo === undefined || source.body.form !== 'transcript'
      ? []
      : await findConflicts(work, call, source.body.transcript, { rules: source.rules, terms: embargo.terms })
  return {
    ...{ release, headline, conflicts },
    shown: await Promise.all((published.length > 0 ? published : [release.content]).map(open)),
    async *revisions() {
      for (const revision of release.contents) yield await open(revision)
    },
  }
}

const PER_PAGE = 200

async function* eachPage({ store }: Work, alertId: string): AsyncGenerator<readonly Delivery[]> {
  let cursor = 0
  for (;;) {
    const { items, next } = await listDeliveries(store, alertId, { cursor, limit: PER_PAGE })
    yield items
    if (next === null) return
    cursor = Number(next)
  }
}
