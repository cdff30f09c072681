/** The pages of signing up, changing and leaving, and the plain ones: no release can be passed to them. */
import type { Channel } from '../domain/alert.ts'
import type { ReleaseKind } from '../domain/content.ts'
import { type Instant, pressTime } from '../domain/instant.ts'
import { KIND_NAMES, topicName } from './release-words.ts'
import type { LeftView, NoticeView, TopicChoice } from './sign-up-views.ts'
import type { Frame, Templates } from './templates.ts'

const LATEST = { href: '/', label: 'Read the latest releases' } as const
const SIGN_UP = { href: '/subscribe', label: 'Go to the sign-up form' } as const

type Withdrawn = {
  readonly kind: ReleaseKind
  readonly publicNotice: string
  readonly publishedAt: Instant
  readonly killedAt: Instant
  readonly timeZone: string
}

export function createSignUpPages(templates: Templates, offersTexts: boolean) {
  const notice = (title: string, says: readonly string[], offers: Partial<NoticeView> = {}) =>
    templates.page('notice', { title, says, link: null, form: null, ...offers }, unlisted(title))
  const preferencesLink = (token: string, label: string) => ({
    href: `/preferences?${new URLSearchParams({ token })}`,
    label,
  })

  const nothing = notice('There is nothing here', ['The address may be mistyped.'], { link: LATEST })
  return {
    subscribe: ({ topics }: { readonly topics: readonly string[] }) =>
      templates.page('subscribe', { topics: choices(topics, []) }, offersTexts ? BY_EITHER : BY_MAIL),
    subscribeRefused(by: By) {
      const { refused, advice } = GIVEN[by]
      return notice(refused, [`Nothing was stored. ${advice}`], { link: SIGN_UP })
    },
    subscribeReceived(by: By) {
      const { received, sent, missing } = GIVEN[by]
      return notice(received, [
        `${sent} Open the link in it, and your alerts start.`,
        `The link works for 7 days. If no message comes, ${missing}, or sign up again.`,
      ])
    },
    /** Too many sign-ups at once from one place. */
    subscribeLater: () =>
      notice(
        'Please wait a minute',
        ['Many people signed up from your network just now. Nothing was stored.'],
        {
          link: SIGN_UP,
        },
      ),
    /** Their link was good once, or is good again: nothing is left to confirm. */
    subscribedAlready: ({ token, channel }: Confirmed) =>
      notice(
        'You are subscribed already',
        [`There is nothing more to do: alerts come to this ${ADDRESS[channel]}.`],
        { link: preferencesLink(token, 'Choose what you get') },
      ),
    /** A link of ours that is too old. */
    expiredLink: () =>
      notice(
        'This link has expired',
        [
          'A confirmation link works for 7 days. Nothing was changed. Sign up again, and a new one comes at once.',
        ],
        { link: SIGN_UP },
      ),
    confirm: ({ token, channel }: Confirmed) =>
      notice('Confirm your press alerts', [`One more click, and alerts come to this ${ADDRESS[channel]}.`], {
        form: { action: '/subscribers/confirm', token, label: 'Confirm the subscription' },
      }),
    confirmed: ({ token }: { readonly token: string }) =>
      notice(
        'You are subscribed',
        ['You will get a message in the moment something is released. Every message has a link to leave.'],
        { link: preferencesLink(token, 'Choose what you get') },
      ),
    preferences(given: {
      readonly token: string
      readonly address: string
      readonly topics: readonly string[]
      readonly chosen: readonly string[]
      readonly paused: boolean
    }) {
      const { token, address, paused } = given
      const view = { token, address, paused, topics: choices(given.topics, given.chosen) }
      return templates.page('preferences', view, unlisted('Your press alerts'))
    },
    preferencesSaved: ({ token }: { readonly token: string }) =>
      notice('Saved', ['The next alert follows what you chose.'], {
        link: preferencesLink(token, 'Back to your choices'),
      }),
    unsubscribe: ({ token }: { readonly token: string }) =>
      notice('Leave the press alerts', ['You will get no more of them, on any topic.'], {
        form: { action: '/unsubscribe', token, label: 'Unsubscribe' },
      }),
    unsubscribed: ({ token }: { readonly token: string }) =>
      notice(
        'You have left',
        ['No more alerts will be sent to you.', 'If that was a mistake, you may come back.'],
        {
          link: preferencesLink(token, 'Come back'),
        },
      ),
    /** The choices of someone who left: there is only one. */
    left: (view: LeftView) => templates.page('left', view, unlisted('You have left the press alerts')),
    invalidLink: () =>
      notice(
        'This link does not work',
        [
          'Part of it may have been lost on the way: try to open it from the message again, or copy all of it.',
        ],
        { link: SIGN_UP },
      ),
    /** The same bytes whatever was asked for. */
    notFound: () => nothing,
    /** What kind of release it was and when, never what it said: `publicNotice` is all that is told of that. */
    withdrawn({ kind, publicNotice, publishedAt, killedAt, timeZone }: Withdrawn) {
      const title = `This ${KIND_NAMES[kind].toLowerCase()} was withdrawn`
      const [published, killed] = [pressTime(publishedAt, timeZone), pressTime(killedAt, timeZone)]
      const says = publicNotice.split(/\n+/).filter((line) => line.trim() !== '')
      return templates.page('withdrawn', { title, says, published, killed }, unlisted(title))
    },
    opsSignIn: ({ failed }: { readonly failed: boolean }) =>
      templates.page('sign-in', { failed }, unlisted('Sign in')),
    /** For answers that are a fault of the request or of ours. */
    plainError: ({ title, says }: { readonly title: string; readonly says: string }) =>
      notice(title, [says], { link: LATEST }),
  }
}

const BY_MAIL: Frame = {
  title: 'Get press alerts',
  description: 'An e-mail in the moment something is released, on the topics you choose.',
  path: '/subscribe',
  live: null,
  topic: null,
}
const BY_EITHER: Frame = {
  ...BY_MAIL,
  description: 'An e-mail or a text message in the moment something is released, on the topics you choose.',
}

/** What somebody signs up with. */
type By = 'email' | 'phone'
type Confirmed = { readonly token: string; readonly channel: Channel }

const ADDRESS: Readonly<Record<Channel, string>> = { email: 'address', sms: 'number' }

const GIVEN = {
  email: {
    refused: 'That did not look like an e-mail address',
    advice: 'Please try once more.',
    received: 'Check your inbox',
    sent: 'We sent a message to the address you gave.',
    missing: 'look among the unwanted mail',
  },
  phone: {
    refused: 'That did not look like a phone number',
    advice: 'Please write it with + and its country code, such as +1 202 555 0123.',
    received: 'Check your phone',
    sent: 'We sent a text message to the number you gave.',
    missing: 'see whether the number was right',
  },
} as const

function unlisted(title: string): Frame {
  return { title, description: null, path: null, live: null, topic: null }
}

function choices(topics: readonly string[], chosen: readonly string[]): readonly TopicChoice[] {
  return topics.map((value) => ({ value, name: topicName(value), chosen: chosen.includes(value) }))
}
