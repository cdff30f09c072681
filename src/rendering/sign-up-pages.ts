/** The pages of signing up, changing and leaving, and the plain ones: no release can be passed to them. */
import { type Instant, pressTime } from '../domain/instant.ts'
import { topicName } from './release-words.ts'
import type { NoticeView, TopicChoice } from './sign-up-views.ts'
import type { Frame, Templates } from './templates.ts'

const LATEST = { href: '/', label: 'Read the latest releases' } as const
const SIGN_UP = { href: '/subscribe', label: 'Go to the sign-up form' } as const

export function createSignUpPages(templates: Templates) {
  const notice = (title: string, says: readonly string[], offers: Partial<NoticeView> = {}) =>
    templates.page('notice', { title, says, link: null, form: null, ...offers }, unlisted(title))
  const preferencesLink = (token: string, label: string) => ({
    href: `/preferences?${new URLSearchParams({ token })}`,
    label,
  })

  const nothing = notice('There is nothing here', ['The address may be mistyped.'], { link: LATEST })
  return {
    subscribe: ({ topics }: { readonly topics: readonly string[] }) =>
      templates.page('subscribe', { topics: choices(topics, []) }, SUBSCRIBE_FRAME),
    subscribeRefused: () =>
      notice('That did not look like an e-mail address', ['Nothing was stored. Please try once more.'], {
        link: SIGN_UP,
      }),
    subscribeReceived: () =>
      notice('Check your inbox', [
        'We sent a message to the address you gave. Open the link in it, and your alerts start.',
        'The link works for 7 days. If no message comes, look among the unwanted mail, or sign up again.',
      ]),
    confirm: ({ token }: { readonly token: string }) =>
      notice('Confirm your press alerts', ['One more click, and alerts come to this address.'], {
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
      readonly email: string
      readonly topics: readonly string[]
      readonly chosen: readonly string[]
      readonly paused: boolean
    }) {
      const { token, email, paused } = given
      const view = { token, email, paused, topics: choices(given.topics, given.chosen) }
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
    unsubscribed: () =>
      notice('You have left', ['No more alerts will be sent to you. You may sign up again at any time.'], {
        link: LATEST,
      }),
    invalidLink: () =>
      notice(
        'This link does not work',
        ['It may be older than 7 days, or part of it was lost on the way. Sign up again to get a new one.'],
        { link: SIGN_UP },
      ),
    /** The same bytes whatever was asked for. */
    notFound: () => nothing,
    withdrawn: (killed: {
      readonly slug: string
      readonly publicNotice: string
      readonly killedAt: Instant
    }) =>
      notice(
        'This release was withdrawn',
        [
          `It was withdrawn at ${pressTime(killed.killedAt, 'UTC')}. Please do not publish or quote it.`,
          ...killed.publicNotice.split(/\n+/).filter((line) => line.trim() !== ''),
        ],
        { link: LATEST },
      ),
    opsSignIn: ({ failed }: { readonly failed: boolean }) =>
      templates.page('sign-in', { failed }, unlisted('Sign in')),
    /** For answers that are a fault of the request or of ours. */
    plainError: ({ title, says }: { readonly title: string; readonly says: string }) =>
      notice(title, [says], { link: LATEST }),
  }
}

const SUBSCRIBE_FRAME: Frame = {
  title: 'Get press alerts',
  description: 'An e-mail in the moment something is released, on the topics you choose.',
  path: '/subscribe',
  live: null,
  topic: null,
}

function unlisted(title: string): Frame {
  return { title, description: null, path: null, live: null, topic: null }
}

function choices(topics: readonly string[], chosen: readonly string[]): readonly TopicChoice[] {
  return topics.map((value) => ({ value, name: topicName(value), chosen: chosen.includes(value) }))
}
