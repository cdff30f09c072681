/** What the press API answers of each record: ISO instants, planned times with their wall time and zone. */

import { DateTime } from 'luxon'
import type { AlertView, ChannelView } from '../../commands/alert-view.ts'
import type { CallView } from '../../commands/call-view.ts'
import type { TranscriptView } from '../../commands/put-transcript.ts'
import { BreachInput } from '../../commands/record-breach.ts'
import type { ReleaseView } from '../../commands/release-view.ts'
import type { Alert } from '../../domain/alert.ts'
import { publicAnnouncement } from '../../domain/announcement.ts'
import type { Call, CallDetails } from '../../domain/call.ts'
import type { Content } from '../../domain/content.ts'
import { delayWithin, rateOf } from '../../domain/delivery.ts'
import { idOf } from '../../domain/edits.ts'
import { type Embargo, type Hold, waitingFor } from '../../domain/embargo.ts'
import { type Instant, toIso } from '../../domain/instant.ts'
import { type Json, type JsonPieces, joined, jsonWith } from '../../domain/json.ts'
import { approvedBy, publicNumber, publishedAt } from '../../domain/release.ts'
import { partsOf, type Terms } from '../../domain/terms.ts'
import type { Transcript } from '../../domain/transcript/model.ts'
import type { Planned } from '../../domain/wall-time.ts'
import type { AuditEntry } from '../../store/audit.ts'
import type { Store } from '../../store/store.ts'
import type { PlannedAnswer, Told } from '../answer-parts.ts'
import type { AlertAnswer, AuditAnswer } from './alert-answer.ts'
import type { CallAnswer } from './call-answer.ts'
import type { EmbargoAnswer, TermsAnswer } from './embargo-answer.ts'
import type { ContentAnswer, ReleaseAnswer, TranscriptAnswer } from './release-answer.ts'

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
const stamps = (record: { createdAt: Instant; updatedAt: Instant }) => ({
  createdAt: toIso(record.createdAt),
  updatedAt: toIso(record.updatedAt),
})

function plannedAnswer(planned: Planned): Told<typeof PlannedAnswer> {
  return { at: toIso(planned.at), local: planned.local, timeZone: planned.timeZone }
}

export function callAnswer(store: Store, { call, details, embargoes }: CallView): Told<typeof CallAnswer> {
  const portions = call.portions.map((portion, index) => {
    const embargo = embargoes[index]
    return {
      id: portion.id,
      name: details.portions[index]?.name ?? null,
      groundRules: details.portions[index]?.groundRules ?? null,
      embargo: embargo ? embargoAnswer(store, embargo) : null,
      transcriptId: portion.transcriptId,
    }
  })
  const [only] = portions.length === 1 ? portions : []
  return {
    id: call.id,
    revision: call.revision,
    ...stamps(call),
    state: call.state,
    title: details.title,
    venue: details.venue,
    startsAt: plannedAnswer(call.starts),
    expectedEndsAt: call.expectedEnd && plannedAnswer(call.expectedEnd),
    timeZone: call.starts.timeZone,
    startedAt: iso(call.startedAt),
    endedAt: iso(call.endedAt),
    cancelledAt: iso(call.cancelledAt),
    topics: details.topics,
    contact: details.contact,
    announce: call.announce,
    announcement: announcementAnswer(call, details),
    endOnAnnouncement: call.endOnAnnouncement,
    announcedAt: iso(call.announcedAt),
    ...(only && { groundRules: only.groundRules, embargo: only.embargo }),
    portions,
    releaseIds: call.releaseIds,
  }
}

/** `path`: where it is public; null while it is not. */
function announcementAnswer(call: Call, { announcement }: CallDetails) {
  if (announcement === null) return null
  const { title, says, showTime } = announcement
  const shown = publicAnnouncement(call)
  return { title, says, showTime, path: shown && `/upcoming/${shown.id}` }
}

export function embargoAnswer(store: Store, embargo: Embargo): Told<typeof EmbargoAnswer> {
  const open = embargo.state === 'pending' || embargo.state === 'scheduled'
  return {
    id: embargo.id,
    revision: embargo.revision,
    ...stamps(embargo),
    callId: embargo.callId,
    terms: termsAnswer(embargo.terms),
    state: embargo.state,
    hold: embargo.hold && {
      ...holdAnswer(embargo.hold),
      reason: embargo.hold.reason && store.embargoes.openReason(embargo.id, embargo.hold.reason),
    },
    liftsAt: open && embargo.dueAt !== null ? liftsAt(embargo.terms, embargo.dueAt) : null,
    liftedAt: iso(embargo.liftedAt),
    waitingFor: waitingFor(embargo),
    cause: embargo.cause,
    lateLift: embargo.lateLift,
    breaches: embargo.breaches.map((breach) => ({
      id: breach.id,
      at: toIso(breach.at),
      by: breach.by,
      ...readBreach(store.embargoes.openReason(embargo.id, breach.details)),
    })),
    citedBreachId: embargo.citedBreachId,
    releaseIds: embargo.releaseIds,
  }
}

function readBreach(text: string): BreachInput {
  return BreachInput.parse(JSON.parse(text))
}

export function holdAnswer(hold: Hold) {
  return { by: hold.by, at: toIso(hold.at) }
}

/** In the zone the terms were stated in, where they name one. */
function liftsAt(terms: Terms, at: Instant): Told<typeof PlannedAnswer> {
  const stated = partsOf(terms).find((part) => part.until === 'time')
  const timeZone = stated?.until === 'time' ? stated.timeZone : 'UTC'
  const local = DateTime.fromMillis(at, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss")
  return { at: toIso(at), local, timeZone }
}

function termsAnswer(terms: Terms): TermsAnswer {
  if ('latestOf' in terms) return { latestOf: terms.latestOf.map(simpleAnswer) }
  if ('earliestOf' in terms) return { earliestOf: terms.earliestOf.map(simpleAnswer) }
  return simpleAnswer(terms)
}

function simpleAnswer(terms: Extract<Terms, { until: string }>): Extract<TermsAnswer, { until: string }> {
  if (terms.until === 'time') return { until: 'time', at: terms.local, timeZone: terms.timeZone }
  if (terms.until === 'notice')
    return {
      until: 'notice',
      name: terms.name,
      ...(terms.expected && { expectedAt: terms.expected.local, timeZone: terms.expected.timeZone }),
    }
  return terms
}

export function releaseAnswer({
  release,
  embargo,
  openProposals,
  dropped,
}: ReleaseView): Told<typeof ReleaseAnswer> {
  return {
    id: release.id,
    revision: release.revision,
    ...stamps(release),
    kind: release.kind,
    state: release.state,
    callId: release.callId,
    portionId: release.portionId,
    basis: release.basis,
    slug: release.slug,
    embargo: {
      id: embargo.id,
      state: embargo.state,
      liftsAt:
        embargo.state === 'scheduled' && embargo.dueAt !== null
          ? liftsAt(embargo.terms, embargo.dueAt)
          : null,
      liftedAt: iso(embargo.liftedAt),
    },
    publishedAt: iso(publishedAt(release)),
    approvedBy: approvedBy(release),
    clearedRevision: release.cleared,
    conflicts: release.conflicts,
    acknowledged: release.acknowledged,
    revisions: release.contents.map((revision) => {
      const publicRevision = publicNumber(release, revision)
      return {
        revision,
        publicRevision,
        publishedAt: iso(release.publications[(publicRevision ?? 0) - 1]?.publishedAt ?? null),
      }
    }),
    killedAt: iso(release.killedAt),
    publicNotice: release.publicNotice,
    ...(openProposals !== undefined && { openProposals }),
    ...(dropped && {
      dropped: dropped.map((edit) => ({ id: idOf(edit), kind: edit.kind, words: edit.words, by: edit.by })),
    }),
  }
}

/** A revision's words; the call's instant as every instant is answered. */
export function contentAnswer({ call, ...content }: Content): Told<typeof ContentAnswer> {
  return { ...content, call: call && { startsAt: toIso(call.startsAt), timeZone: call.timeZone } }
}

export function transcriptAnswer(view: TranscriptView): Json<Told<typeof TranscriptAnswer>> {
  const beside: Omit<Told<typeof TranscriptAnswer>, 'read'> = {
    release: releaseAnswer(view),
    conflicts: view.conflicts,
    prompt: view.announcedAt === null ? null : { act: 'end-call', announcedAt: toIso(view.announcedAt) },
  }
  const read: JsonPieces<Transcript> = { pieces: [view.read.bytes] }
  const answer = jsonWith(beside, 'read', read)
  return joined(answer)
}

export function alertAnswer({ alert, channels }: AlertView): Told<typeof AlertAnswer> {
  const [mail, ...others] = channels
  const texts = others.find(({ channel }) => channel === 'sms')
  return {
    id: alert.id,
    kind: alert.kind,
    state: alert.state,
    releaseIds: alert.releaseIds,
    openedAt: iso(alert.openedAt),
    closedAt: iso(alert.closedAt),
    channels: { email: countsAnswer(alert, mail), ...(texts && { sms: countsAnswer(alert, texts) }) },
  }
}

function countsAnswer(
  alert: Alert,
  { tally, times, reported }: ChannelView,
): Told<typeof AlertAnswer>['channels']['email'] {
  const isRunning = alert.closedAt === null
  const perSecond = rateOf(times, isRunning)
  const isMoving = isRunning && perSecond > 0 && tally.owed > 0
  return {
    ...tally,
    reported,
    firstAt: iso(times.firstAt),
    lastAt: iso(times.lastAt),
    p50Ms: delayWithin(times.delays, 0.5),
    p95Ms: delayWithin(times.delays, 0.95),
    maxMs: times.lastAt === null ? null : times.lastAt - alert.createdAt,
    perSecond,
    secondsLeft: isMoving ? Math.ceil(tally.owed / perSecond) : null,
  }
}

export function auditAnswer(entry: AuditEntry): Told<typeof AuditAnswer> {
  return { ...entry, at: toIso(entry.at) }
}
