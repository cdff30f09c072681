/** The receipt of a lift as the API answers it. */
import { type Receipt, showReceipt } from '../../commands/show-receipt.ts'
import { latenessOf, whyLifted } from '../../domain/embargo.ts'
import { type Instant, toIso } from '../../domain/instant.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { publishedAt } from '../../domain/release.ts'
import type { Store } from '../../store/store.ts'
import type { Told } from '../answer-parts.ts'
import { alertAnswer } from './answers.ts'
import type { ReceiptAnswer } from './embargo-answer.ts'
import type { Answer } from './handle.ts'

const iso = (at: Instant | null) => (at === null ? null : toIso(at))

export async function readReceipt(store: Store, embargoId: string): Promise<Answer | Refusal> {
  const receipt = await showReceipt(store, embargoId)
  return isRefusal(receipt) ? receipt : { status: 200, body: receiptAnswer(receipt) }
}

export function receiptAnswer({ embargo, releases, alerts }: Receipt): Told<typeof ReceiptAnswer> {
  const { liftedAt, dueAt, dueKnownAt, cause } = embargo
  return {
    embargoId: embargo.id,
    state: embargo.state,
    dueAt: iso(dueAt),
    dueKnownAt: iso(dueKnownAt),
    liftedAt: iso(liftedAt),
    latenessMs: liftedAt === null || cause !== 'terms' ? null : latenessOf(embargo, liftedAt),
    lateReason: whyLifted(embargo),
    cause,
    published: releases.flatMap((release) => {
      const at = publishedAt(release)
      return at === null ? [] : [{ releaseId: release.id, slug: release.slug, publishedAt: toIso(at) }]
    }),
    alerts: alerts.map(alertAnswer),
  }
}
