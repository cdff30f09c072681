/** What subscribers do: sign up with double opt-in, choose, pause and leave. */
import { z } from 'zod'
import { PreferencesForm, SignUpByMail, SignUpByText } from '../newsroom/subscriptions.ts'
import type { Answers, Operation } from './operation.ts'

const Token = z.object({
  token: z.string().meta({ description: 'From the link in a mail; a `POST` may have it in its body.' }),
})
const FORM = 'application/x-www-form-urlencoded'
const SignUp = z.union([SignUpByMail, SignUpByText])
const HTML = { type: 'text/html' } as const

const page = (says: string): Answers => ({ says, media: [HTML] })
const NO_LINK = page('The link is not valid, or has expired: a page.')

type Link = Pick<Operation, 'id' | 'method' | 'path' | 'summary'> & Partial<Operation>

/** What a link in a mail leads to, and the button on its page does. */
function link(done: string, given: Link): Operation {
  return {
    who: 'anyone',
    query: Token,
    answers: { 200: page(done), 422: NO_LINK },
    problems: [500, 503],
    ...given,
  }
}

export const SUBSCRIPTIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/subscribers',
    id: 'signUp',
    who: 'anyone',
    summary: 'Sign up for alerts',
    says: 'The same answer for everyone: it tells nobody who is subscribed. A confirmation link is sent, valid for 7 days. No topics: everything. A phone number, with + and its country code, is taken where text messages are set up.',
    body: {
      media: [
        {
          type: 'application/json',
          schema: SignUp,
          examples: {
            'by mail': { email: 'desk@paper.example', topics: ['foreign-policy'] },
            'by text message': { phone: '+1 202 555 0123' },
          },
        },
        { type: FORM, schema: SignUp },
      ],
    },
    answers: {
      202: {
        says: 'A confirmation goes out; a form is answered by a page.',
        media: [
          { type: 'application/json', schema: z.strictObject({ status: z.literal('confirmation-sent') }) },
          HTML,
        ],
      },
    },
    problems: [400, 413, 429, 500, 503],
  },
  link('A page with a button: mail scanners follow links.', {
    ...{
      id: 'showConfirmation',
      method: 'get',
      path: '/subscribers/confirm',
      summary: 'Open a confirmation link',
    },
  }),
  link('Subscribed: a page.', {
    ...{ id: 'confirm', method: 'post', path: '/subscribers/confirm', summary: 'Confirm a subscription' },
  }),
  {
    method: 'get',
    path: '/u/{token}',
    id: 'openShortLink',
    who: 'anyone',
    summary: 'Open the link in a text message',
    params: Token,
    answers: { 200: page('A page with the choices.'), 422: NO_LINK },
    problems: [500, 503],
  },
  link('A page with the choices.', {
    ...{ id: 'showPreferences', method: 'get', path: '/preferences', summary: 'Open a subscriber’s choices' },
  }),
  link('Saved: a page.', {
    ...{ id: 'savePreferences', method: 'post', path: '/preferences', summary: 'Choose topics, or pause' },
    body: { media: [{ type: FORM, schema: PreferencesForm }] },
  }),
  link('A page with a button.', {
    ...{ id: 'showUnsubscribe', method: 'get', path: '/unsubscribe', summary: 'Open a link to leave' },
  }),
  link('Left: a page.', {
    ...{ id: 'unsubscribe', method: 'post', path: '/unsubscribe', summary: 'Leave' },
    says: 'One click, as RFC 8058 has it: no cookie, no second question.',
  }),
]
