/** The record of a call: what was declared and published, what was sent, and every act on any of it. */
import { z } from 'zod'
import type { Alert } from '../domain/alert.ts'
import type { Call, CallDetails } from '../domain/call.ts'
import type { Embargo } from '../domain/embargo.ts'
import type { Instant } from '../domain/instant.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Release } from '../domain/release.ts'
import type { AuditEntry } from '../store/audit.ts'
import { openRevision } from './release-view.ts'
import type { Work } from './work.ts'

const Told = z.looseObject({ where: z.string(), who: z.string(), since: z.string().optional() })

export type RecordedEmbargo = {
  readonly embargo: Embargo
  readonly holdReason: string | null
  readonly breaches: readonly {
    readonly id: string
    readonly at: Instant
    readonly by: string
    readonly where: string
    readonly who: string
    readonly since: string | null
  }[]
}

export type CallRecord = {
  readonly now: Instant
  readonly call: Call
  readonly details: CallDetails
  /** The portions' first, in their order. */
  readonly embargoes: readonly RecordedEmbargo[]
  readonly releases: readonly { readonly release: Release; readonly headline: string }[]
  readonly alerts: readonly Alert[]
  /** Oldest first. Of what concerns everything, the holds while one of these embargoes could lift. */
  readonly entries: readonly AuditEntry[]
}

type Reading = Pick<Work, 'store' | 'actor'>

export async function showRecord(work: Reading, callId: string): Promise<CallRecord | Refusal> {
  const { store, actor } = work
  const [call, now] = await Promise.all([store.calls.read(callId), store.clock.now()])
  if (call === null) return refuse('not-found')
  const releases = await store.releases.readMany(call.releaseIds)
  const ids = [
    ...call.portions.map(({ embargoId }) => embargoId),
    ...call.embargoIds,
    ...releases.map(({ embargoId }) => embargoId),
  ]
  const [embargoes, alerts, headlines] = await Promise.all([
    store.embargoes.readMany([...new Set(ids)]),
    alertsOf(work, releases),
    Promise.all(releases.map((release) => headlineOf(work, release, now))),
  ])
  return {
    now,
    call,
    details: store.calls.details(call, actor),
    embargoes: embargoes.map((embargo) => recorded(work, embargo)),
    releases: releases.map((release, index) => ({ release, headline: headlines[index] ?? '' })),
    alerts,
    entries: await entriesOf(work, call, { embargoes, releases, alerts }),
  }
}

/** As it was published first: what people did, and what was sent then, is told by the name it had. */
async function headlineOf({ store, actor }: Reading, release: Release, now: Instant): Promise<string> {
  const revision = release.publications[0]?.content ?? release.content
  return (await openRevision(store, release, revision, actor, now)).content.headline
}

/** Each once, in order of time. */
async function alertsOf({ store }: Reading, releases: readonly Release[]): Promise<readonly Alert[]> {
  const found = (await Promise.all(releases.map(({ id }) => store.alerts.ofRelease(id)))).flat()
  const once = [...new Map(found.map((alert) => [alert.id, alert])).values()]
  return once.sort((a, b) => a.createdAt - b.createdAt)
}

function recorded({ store }: Reading, embargo: Embargo): RecordedEmbargo {
  const open = (sealed: Parameters<typeof store.embargoes.openReason>[1]) =>
    store.embargoes.openReason(embargo.id, sealed)
  return {
    embargo,
    holdReason: embargo.hold?.reason ? open(embargo.hold.reason) : null,
    breaches: embargo.breaches.map(({ id, at, by, details }) => {
      const { where, who, since } = Told.parse(JSON.parse(open(details)))
      return { id, at, by, where, who, since: since ?? null }
    }),
  }
}

async function entriesOf(
  { store }: Reading,
  call: Call,
  {
    embargoes,
    releases,
    alerts,
  }: Pick<CallRecord, 'alerts'> & {
    readonly embargoes: readonly Embargo[]
    readonly releases: readonly Release[]
  },
): Promise<readonly AuditEntry[]> {
  const all = [call, ...embargoes, ...releases, ...alerts]
  const since = Math.min(...all.map(({ createdAt }) => createdAt))
  const entries = await store.audit.about(new Set(['everything', ...all.map(({ id }) => id)]), since)
  const isOpen = embargoes.some(({ state }) => state === 'pending' || state === 'scheduled')
  const lastLift = Math.max(...embargoes.map(({ liftedAt }) => liftedAt ?? 0))
  return entries.filter(
    ({ record, act, at }) =>
      record !== 'everything' || (HOLDS_ALL.has(act) && at >= call.createdAt && (isOpen || at <= lastLift)),
  )
}

const HOLDS_ALL: ReadonlySet<string> = new Set(['hold-all', 'resume-all'])
