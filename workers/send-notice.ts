/** The job `send-notice`: a mail or a text with no release in it, to one address. */
import { findExpected } from '../src/commands/find-expected.ts'
import { settleNotice } from '../src/commands/settle-notice.ts'
import { confirmationToken } from '../src/commands/sign-up.ts'
import { addressOf } from '../src/domain/address.ts'
import type { Notice, SignUp } from '../src/domain/notice.ts'
import type { Sealed } from '../src/domain/record.ts'
import { type Payload, RETRY_AFTER_MS } from '../src/queue/jobs.ts'
import type { Queues } from '../src/queue/queues.ts'
import type { Links } from '../src/rendering/links.ts'
import type { Mails } from '../src/rendering/mails.ts'
import type { Message } from '../src/rendering/message.ts'
import type { TextMessage } from '../src/rendering/text-message.ts'
import type { Texts } from '../src/rendering/texts.ts'
import type { Store } from '../src/store/store.ts'
import type { Sent } from './channels/channel.ts'
import type { Channels } from './channels/channels.ts'

export type NoticeDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly mails: Mails
  readonly texts: Texts
  readonly links: Links
  readonly channels: Channels
}

export function sendNotice(dependencies: NoticeDependencies) {
  const { store, queues } = dependencies
  return async (payload: Payload<'send-notice'>): Promise<string> => {
    const notice = await store.notices.read(payload.noticeId)
    if (notice === null || notice.state !== 'owed' || notice.addressee === null) return 'settled before'
    const send = await compose(dependencies, notice, notice.addressee)
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

type Send = () => Promise<Sent>

/** Null: what it was to tell of has come meanwhile. */
async function compose(
  dependencies: NoticeDependencies,
  notice: Notice,
  addressee: Sealed,
): Promise<Send | null> {
  const { store, mails, links, channels } = dependencies
  const mail = (to: string, message: Message): Send => {
    const own = { messageId: links.messageId(notice.id, 0), token: links.subscriberToken(0) }
    return () => channels.email.send(message.addressed({ to, ...own }))
  }
  switch (notice.kind) {
    case 'confirmation': {
      const signUp = store.notices.openSignUp(notice.id, addressee)
      return 'email' in signUp
        ? mail(signUp.email, await confirmationMail(dependencies, signUp))
        : sendText(
            dependencies,
            notice.id,
            signUp.phone,
            await confirmationText(dependencies, notice.id, signUp),
          )
    }
    case 'sign-in': {
      const { email, token } = store.notices.openSignIn(notice.id, addressee)
      if (!(await store.sessions.linkOpens(token))) return null
      return mail(email, mails.signIn({ signInUrl: links.signIn(token) }))
    }
    case 'overdue': {
      const found = await findExpected(store, notice.expectation)
      if (found?.expectation?.since !== notice.expectation.since) return null
      return mail(store.notices.openAddressee(notice.id, addressee).email, mails.overdue(notice.expectation))
    }
  }
}

function sendText(
  { links, channels }: NoticeDependencies,
  noticeId: string,
  to: string,
  message: TextMessage,
): Send {
  const own = { id: links.textId(noticeId, 0), token: links.subscriberToken(0) }
  return () => channels.sms.send(message.addressed({ to, ...own }))
}

async function confirmationMail(
  { store, mails, links }: NoticeDependencies,
  signUp: SignUp,
): Promise<Message> {
  const token = await knownToken(store, links, signUp)
  if (token !== null) return mails.alreadySubscribed({ preferencesUrl: links.preferences(token) })
  const now = await store.clock.now()
  return mails.confirmation({ confirmUrl: links.confirm(confirmationToken(store, signUp, now)) })
}

async function confirmationText(
  { store, texts, links }: NoticeDependencies,
  noticeId: string,
  signUp: SignUp,
): Promise<TextMessage> {
  const known = await knownToken(store, links, signUp)
  if (known !== null) return texts.alreadySubscribed({ leaveUrl: links.leave(known) })
  const sealed = confirmationToken(store, signUp, await store.clock.now())
  const token = await store.confirmations.keep(noticeId, sealed)
  return texts.confirmation({ confirmUrl: links.confirm(token) })
}

/** Of who gets alerts there already. */
async function knownToken(store: Store, links: Links, signUp: SignUp): Promise<string | null> {
  const known = await store.subscribers.find(addressOf(signUp))
  return known?.state === 'active' ? links.subscriberToken(known.number) : null
}
