/** The job `send-notice`: a mail with no release in it, to one address. */
import { findExpected } from '../src/commands/find-expected.ts'
import { settleNotice } from '../src/commands/settle-notice.ts'
import { confirmationToken } from '../src/commands/sign-up.ts'
import type { Notice } from '../src/domain/notice.ts'
import type { Sealed } from '../src/domain/record.ts'
import { type Payload, RETRY_AFTER_MS } from '../src/queue/jobs.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Links } from '../src/rendering/links.ts'
import type { Mails } from '../src/rendering/mails.ts'
import type { Message } from '../src/rendering/message.ts'
import type { Store } from '../src/store/store.ts'
import type { Channels } from './channels/channels.ts'

export type NoticeDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly mails: Mails
  readonly links: Links
  readonly channels: Channels
}

export function sendNotice(dependencies: NoticeDependencies) {
  const { store, queues, links, channels } = dependencies
  return async (payload: Payload<'send-notice'>): Promise<string> => {
    const notice = await store.notices.read(payload.noticeId)
    if (notice === null || notice.state !== 'owed' || notice.addressee === null) return 'settled before'
    const letter = await compose(dependencies, notice, notice.addressee)
    if (letter === null) {
      await settleNotice(store, notice, 'skipped')
      return 'skipped'
    }
    // A crash from here until it is settled: sent again, with the same Message-ID. It holds no release.
    const { outcome } = await channels.email.send(
      letter.message.addressed({
        to: letter.to,
        messageId: links.messageId(notice.id, 0),
        token: links.subscriberToken(0),
      }),
    )
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
    await queues.add('send-notice', { noticeId: notice.id, pass: notice.pass + 1 }, delayMs)
    return 'owed again'
  }
}

type Letter = { readonly to: string; readonly message: Message }

/** Null: what it was to tell of has come meanwhile. */
async function compose(
  dependencies: NoticeDependencies,
  notice: Notice,
  addressee: Sealed,
): Promise<Letter | null> {
  const { store, mails, links } = dependencies
  switch (notice.kind) {
    case 'confirmation': {
      const signUp = store.notices.openSignUp(notice.id, addressee)
      const known = await store.subscribers.find(signUp.email)
      if (known?.state === 'active') {
        const preferencesUrl = links.preferences(links.subscriberToken(known.number))
        return { to: signUp.email, message: mails.alreadySubscribed({ preferencesUrl }) }
      }
      const now = await store.clock.now()
      const confirmUrl = links.confirm(confirmationToken(store, signUp, now))
      return { to: signUp.email, message: mails.confirmation({ confirmUrl }) }
    }
    case 'sign-in': {
      const { email, token } = store.notices.openSignIn(notice.id, addressee)
      if (!(await store.sessions.linkOpens(token))) return null
      return { to: email, message: mails.signIn({ signInUrl: links.signIn(token) }) }
    }
    case 'overdue': {
      const found = await findExpected(store, notice.expectation)
      if (found?.expectation?.since !== notice.expectation.since) return null
      const { email } = store.notices.openAddressee(notice.id, addressee)
      return { to: email, message: mails.overdue(notice.expectation) }
    }
  }
}
