/** The record of a call as JSON: each thing as the press API answers it, with every revision's words beside it. */
import type { ExportedRecord, ExportedRelease, ExportedRevision } from '../../commands/export-record.ts'
import { toIso } from '../../domain/instant.ts'
import { publicNumber, type Release } from '../../domain/release.ts'
import type { Store } from '../../store/store.ts'
import { alertAnswer, callAnswer, embargoAnswer, releaseAnswer } from '../intake/answers.ts'
import { receiptAnswer } from '../intake/receipt.ts'

/** Of a revision that is hidden from the public since a correction. */
const SCRUBBED = 'scrubbed from public view'

/** One JSON text, in pieces: the words of one revision at a time. */
export async function* recordJson(
  store: Store,
  exported: ExportedRecord,
  by: string,
): AsyncGenerator<string> {
  const { record, releases, receipts, alerts, failures } = exported
  const { call, details, now } = record
  const embargoes = record.embargoes.map(({ embargo }) => embargo)
  const ofPortions = call.portions.flatMap(({ embargoId }) => embargoes.filter(({ id }) => id === embargoId))
  yield opened({
    takenAt: toIso(now),
    takenBy: by,
    call: callAnswer(store, { call, details, embargoes: ofPortions }),
    embargoes: embargoes.map((embargo) => embargoAnswer(store, embargo)),
    receipts: receipts.map(receiptAnswer),
    alerts: alerts.map((view) => ({ ...alertAnswer(view), failures: failures.get(view.alert.id) ?? [] })),
  })
  yield ',"releases":['
  for (const [index, release] of releases.entries()) {
    if (index > 0) yield ','
    yield* releaseJson(exported, release)
  }
  yield ']}\n'
}

async function* releaseJson(
  { record }: ExportedRecord,
  { release, conflicts, revisions }: ExportedRelease,
): AsyncGenerator<string> {
  const embargo = record.embargoes.find((one) => one.embargo.id === release.embargoId)?.embargo
  if (embargo === undefined) throw new Error('A release names an embargo that is not in its record')
  yield opened({ ...releaseAnswer({ release, embargo }), conflictsFound: conflicts })
  let before = ',"texts":['
  for await (const revision of revisions()) {
    yield `${before}${JSON.stringify(textJson(release, revision))}`
    before = ',\n'
  }
  yield ']}'
}

function textJson(release: Release, { revision, scrubbed, content, source }: ExportedRevision): object {
  const publicRevision = publicNumber(release, revision)
  return { revision, publicRevision, ...(scrubbed && { note: SCRUBBED }), content, source }
}

/** An object whose last brace is still to come. */
function opened(value: object): string {
  return JSON.stringify(value, null, 2).replace(/\n\}$/, '')
}
