/** The record of a call as JSON: each thing as the press API answers it, with every revision's words beside it. */
import type { ExportedRecord, ExportedRelease } from '../../commands/export-record.ts'
import { toIso } from '../../domain/instant.ts'
import { publicNumber } from '../../domain/release.ts'
import type { Store } from '../../store/store.ts'
import { alertAnswer, callAnswer, embargoAnswer, releaseAnswer } from '../intake/answers.ts'
import { receiptAnswer } from '../intake/receipt.ts'

/** Of a revision that is hidden from the public since a correction. */
const SCRUBBED = 'scrubbed from public view'

export function recordJson(store: Store, exported: ExportedRecord, by: string): object {
  const { record, releases, receipts, alerts, failures } = exported
  const { call, details, now } = record
  const embargoes = record.embargoes.map(({ embargo }) => embargo)
  const ofPortions = call.portions.flatMap(({ embargoId }) => embargoes.filter(({ id }) => id === embargoId))
  return {
    takenAt: toIso(now),
    takenBy: by,
    call: callAnswer(store, { call, details, embargoes: ofPortions }),
    embargoes: embargoes.map((embargo) => embargoAnswer(store, embargo)),
    releases: releases.map((release) => releaseJson(exported, release)),
    receipts: receipts.map(receiptAnswer),
    alerts: alerts.map((view) => ({ ...alertAnswer(view), failures: failures.get(view.alert.id) ?? [] })),
  }
}

function releaseJson({ record }: ExportedRecord, { release, revisions, conflicts }: ExportedRelease): object {
  const embargo = record.embargoes.find((one) => one.embargo.id === release.embargoId)?.embargo
  if (embargo === undefined) throw new Error('A release names an embargo that is not in its record')
  return {
    ...releaseAnswer({ release, embargo }),
    conflictsFound: conflicts,
    texts: revisions.map(({ revision, scrubbed, content, source }) => ({
      revision,
      publicRevision: publicNumber(release, revision),
      ...(scrubbed && { note: SCRUBBED }),
      content,
      source,
    })),
  }
}
