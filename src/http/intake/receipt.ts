/** The measured story of a lift: due, lifted, how late and why, what went public, and who was told. */
import { viewAlert } from '../../commands/alert-view.ts'
import { latenessOf } from '../../domain/embargo.ts'
import { toIso } from '../../domain/instant.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import { publishedAt } from '../../domain/release.ts'
import type { Store } from '../../store/store.ts'
import type { Told } from '../answer-parts.ts'
import { alertAnswer } from './answers.ts'
import type { ReceiptAnswer } from './embargo-answer.ts'
import type { Answer } from './handle.ts'

export async function readReceipt(store: Store, embargoId: string): Promise<Answer | Refusal> {
  const embargo = await store.embargoes.read(embargoId)
  if (embargo === null) return refuse('not-found')
  const { liftedAt, dueAt, cause, lateReason } = embargo
  const releases = await store.releases.readMany(embargo.releaseIds)
  const alerts = new Map(
    (await Promise.all(releases.map((release) => store.alerts.ofRelease(release.id))))
      .flat()
      .map((alert) => [alert.id, alert]),
  )
  const views = await Promise.all([...alerts.values()].map((alert) => viewAlert(store, alert)))
  const body: Told<typeof ReceiptAnswer> = {
    embargoId,
    state: embargo.state,
    dueAt: dueAt === null ? null : toIso(dueAt),
    liftedAt: liftedAt === null ? null : toIso(liftedAt),
    latenessMs: liftedAt === null || cause !== 'terms' ? null : latenessOf(embargo, liftedAt),
    lateReason,
    cause,
    published: releases.flatMap((release) => {
      const at = publishedAt(release)
      return at === null ? [] : [{ releaseId: release.id, slug: release.slug, publishedAt: toIso(at) }]
    }),
    alerts: views.map(alertAnswer),
  }
  return { status: 200, body }
}
