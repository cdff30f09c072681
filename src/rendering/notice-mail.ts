/** Mails to one address that asked for something: to confirm it, to say that it is done already, or to sign in. */
import { ALERTS_MARK } from './personal-links.ts'
import { textPart } from './plain-text.ts'

export type NoticeView = {
  readonly title: string
  readonly preview: string
  readonly mark: string
  readonly host: string
  readonly lead: string
  readonly action: { readonly label: string; readonly url: string }
  readonly after: string
}

export function confirmationView(confirmUrl: string, host: string): NoticeView {
  const lead = `Someone, we hope you, asked for press alerts from ${host} to be sent to this address.`
  return {
    title: 'Confirm your press alerts',
    preview: 'One click to start them. The link works for 7 days.',
    mark: ALERTS_MARK,
    host,
    lead,
    action: { label: 'Confirm the subscription', url: confirmUrl },
    after: 'The link works for 7 days. If you did not ask, do nothing: you will get no alerts.',
  }
}

export function alreadySubscribedView(preferencesUrl: string, host: string): NoticeView {
  const lead = `Someone, we hope you, asked for press alerts from ${host}. This address gets them already.`
  return {
    title: 'You are subscribed already',
    preview: 'Nothing has changed.',
    mark: ALERTS_MARK,
    host,
    lead,
    action: { label: 'See or change what you get', url: preferencesUrl },
    after: 'Nothing has changed. If you did not ask, there is nothing for you to do.',
  }
}

export function signInView(signInUrl: string, host: string): NoticeView {
  return {
    title: 'Your link to the press desk',
    preview: 'It works once, within 10 minutes.',
    mark: 'Press desk',
    host,
    lead: `Here is the link you asked for, to sign in to the press desk of ${host}.`,
    action: { label: 'Sign in to the desk', url: signInUrl },
    after:
      'It works once, within 10 minutes. If you did not ask for it, do nothing, and tell whoever runs the desk.',
  }
}

export function noticeText(view: NoticeView): string {
  return textPart([
    view.title.toUpperCase(),
    view.lead,
    [`${view.action.label}:`, view.action.url],
    view.after,
  ])
}
