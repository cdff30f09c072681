/** Settles a notice: sent, failed for good, no longer needed, or to be tried again. */

import type { Instant } from '../domain/instant.ts'
import { type Notice, postponeNotice, settleNotice as settle } from '../domain/notice.ts'
import type { Store } from '../store/store.ts'

/** `again`: when to try next. Someone else settled it meanwhile: nothing is written. */
export async function settleNotice(
  store: Store,
  notice: Notice,
  as: 'sent' | 'failed' | 'skipped' | { readonly again: Instant },
): Promise<void> {
  const now = await store.clock.now()
  const settled = typeof as === 'string' ? settle(notice, as, now) : postponeNotice(notice, as.again, now)
  if (settled) await store.commit([store.notices.write(settled)])
}
