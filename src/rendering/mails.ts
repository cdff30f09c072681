/** The mails there are: each composed once, from what a proof of clearance allows, for every reader of it. */
import type { Cleared } from '../domain/clearance.ts'
import type { Expectation } from '../domain/overdue.ts'
import type { ContentReader } from '../store/content.ts'
import { type AlertMailKind, alertSubject, alertView } from './alert-mail.ts'
import { alertText } from './alert-text.ts'
import { type Killed, killSubject, killText, killView } from './kill-mail.ts'
import type { Links } from './links.ts'
import { compileMailTemplates } from './mail-templates.ts'
import { Message } from './message.ts'
import {
  alreadySubscribedView,
  confirmationView,
  type NoticeView,
  noticeText,
  signInView,
} from './notice-mail.ts'
import { overdueText, overdueView } from './overdue-mail.ts'
import { alertHeaders, GENERATED } from './personal-links.ts'
import { readForMail } from './release-in-mail.ts'

export type Mails = ReturnType<typeof createMails>

/** Compiles the templates; what comes back composes without reading a file. */
export function createMails({
  contents,
  links,
}: {
  readonly contents: ContentReader
  readonly links: Links
}) {
  const templates = compileMailTemplates()

  async function alert(kind: AlertMailKind, cleared: readonly Cleared[]): Promise<Message> {
    const [first, ...others] = await Promise.all(cleared.map((one) => readForMail({ contents, links }, one)))
    if (first === undefined) throw new Error('An alert mail was asked for no release')
    const view = alertView(kind, [first, ...others], links)
    const replyTo = [first, ...others].find(({ contact }) => contact !== null)?.contact?.email
    return Message.compose(
      {
        subject: alertSubject(kind, [first, ...others]),
        text: alertText(view),
        html: templates.alert(view),
        headers: alertHeaders(links),
        ...(replyTo !== undefined && { replyTo }),
      },
      true,
    )
  }

  function notice(view: NoticeView): Message {
    const html = templates.notice(view)
    return Message.compose({ subject: view.title, text: noticeText(view), html, headers: GENERATED }, false)
  }

  return {
    /** Every release that went public together, in one mail. */
    lift: (cleared: readonly Cleared[]) => alert('lift', cleared),
    /** A release cleared after its embargo had lifted. */
    release: (cleared: Cleared) => alert('release', [cleared]),
    correction: (cleared: Cleared) => alert('correction', [cleared]),
    kill(killed: Killed): Message {
      const view = killView(killed, links)
      return Message.compose(
        {
          subject: killSubject(killed),
          text: killText(view),
          html: templates.kill(view),
          headers: alertHeaders(links),
        },
        true,
      )
    },
    confirmation: ({ confirmUrl }: { readonly confirmUrl: string }) =>
      notice(confirmationView(confirmUrl, links.host)),
    alreadySubscribed: ({ preferencesUrl }: { readonly preferencesUrl: string }) =>
      notice(alreadySubscribedView(preferencesUrl, links.host)),
    /** To staff of the press office: the link that opens the desk. */
    signIn: ({ signInUrl }: { readonly signInUrl: string }) => notice(signInView(signInUrl, links.host)),
    overdue(expectation: Expectation): Message {
      const view = overdueView(expectation, links)
      return Message.compose(
        { subject: view.title, text: overdueText(view), html: templates.overdue(view), headers: GENERATED },
        false,
      )
    },
  }
}
