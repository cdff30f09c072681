/** The job `send-notice`: a mail or a text with no release in it, to one address. */
import { settleNotice } from '../src/commands/settle-notice.ts'
import { type Payload, RETRY_AFTER_MS } from '../src/queue/jobs.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Store } from '../src/store/store.ts'
import type { ComposeNotice } from './compose-notice.ts'

export type NoticeDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly compose: ComposeNotice
}

export function sendNotice({ store, queues, compose }: NoticeDependencies) {
  return async (payload: Payload<'send-notice'>): Promise<string> => {
    const notice = await store.notices.read(payload.noticeId)
    if (notice === null || notice.state !== 'owed' || notice.addressee === null) return 'settled before'
    const send = await compose(notice, notice.addressee)
    if (send === null) {
      await settleNotice(store, notice, 'skipped')
      return 'skipped'
    }
    // A crash from here until it is settled: sent again, with the same id. It holds no release.
    const { outcome } = await send()
    if (outcome === 'sent' || outcome === 'permanent') {
      await settleNotice(store, notice, outcome === 'sent' ? 'sent' : 'failed')
      return outcome
    }
    const delayMs = RETRY_AFTER_MS[notice.pass]
    if (delayMs === undefined) {
      await settleNotice(store, notice, 'failed')
      return 'gave up'
    }
    const now = await store.clock.now()
    // A crash after this, before the job is queued: reconciliation reads the same pass and instant.
    await settleNotice(store, notice, { again: now + delayMs })
    const { channel } = payload
    await queues.add('send-notice', { noticeId: notice.id, pass: notice.pass + 1, channel }, delayMs)
    return 'owed again'
  }
}
