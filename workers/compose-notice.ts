/** A notice's message, made when it is sent: what it was to tell of may have come, or be known, meanwhile. */
import { findExpected } from '../src/commands/find-expected.ts'
import { confirmationToken } from '../src/commands/sign-up.ts'
import { addressOf } from '../src/domain/address.ts'
import type { Notice, SignUp } from '../src/domain/notice.ts'
import type { Sealed } from '../src/domain/record.ts'
import type { Links } from '../src/rendering/links.ts'
import type { Mails } from '../src/rendering/mails.ts'
import type { Message } from '../src/rendering/message.ts'
import type { TextMessage } from '../src/rendering/text-message.ts'
import type { Texts } from '../src/rendering/texts.ts'
import type { Store } from '../src/store/store.ts'
import { mailTo, textTo } from './addressed.ts'
import type { Sent } from './channels/channel.ts'
import type { Channels } from './channels/channels.ts'

export type ComposeNotice = (notice: Notice, addressee: Sealed) => Promise<(() => Promise<Sent>) | null>

/** Null: what it was to tell of has come meanwhile. */
export function createComposeNotice({
  store,
  mails,
  texts,
  links,
  channels,
}: {
  readonly store: Store
  readonly mails: Mails
  readonly texts: Texts
  readonly links: Links
  readonly channels: Channels
}): ComposeNotice {
  return async (notice, addressee) => {
    const to = (address: string) => ({ about: notice.id, number: 0, address })
    const mail = (email: string, message: Message) => () =>
      channels.email.send(mailTo(links, message, to(email)))
    switch (notice.kind) {
      case 'confirmation': {
        const signUp = store.notices.openSignUp(notice.id, addressee)
        if ('email' in signUp) return mail(signUp.email, await confirmationMail(signUp))
        const message = await confirmationText(notice.id, signUp)
        return () => channels.sms.send(textTo(links, message, to(signUp.phone)))
      }
      case 'sign-in': {
        const { email, token } = store.notices.openSignIn(notice.id, addressee)
        if (!(await store.sessions.linkOpens(token))) return null
        return mail(email, mails.signIn({ signInUrl: links.signIn(token) }))
      }
      case 'overdue': {
        const found = await findExpected(store, notice.expectation)
        if (found?.expectation?.since !== notice.expectation.since) return null
        const { email } = store.notices.openAddressee(notice.id, addressee)
        return mail(email, mails.overdue(notice.expectation))
      }
    }
  }

  async function confirmationMail(signUp: SignUp): Promise<Message> {
    const known = await knownToken(signUp)
    if (known !== null) return mails.alreadySubscribed({ preferencesUrl: links.preferences(known) })
    const now = await store.clock.now()
    return mails.confirmation({ confirmUrl: links.confirm(confirmationToken(store, signUp, now)) })
  }

  async function confirmationText(noticeId: string, signUp: SignUp): Promise<TextMessage> {
    const known = await knownToken(signUp)
    if (known !== null) return texts.alreadySubscribed({ leaveUrl: links.leave(known) })
    const sealed = confirmationToken(store, signUp, await store.clock.now())
    const token = await store.confirmations.keep(noticeId, sealed)
    return texts.confirmation({ confirmUrl: links.confirm(token) })
  }

  /** Of who gets alerts there already. */
  async function knownToken(signUp: SignUp): Promise<string | null> {
    const known = await store.subscribers.find(addressOf(signUp))
    return known?.state === 'active' ? links.subscriberToken(known.number) : null
  }
}
