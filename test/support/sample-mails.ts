/** One mail of each kind, as a subscriber or a member of staff gets it: for linters, browsers and pictures. */
import { readFileSync } from 'node:fs'
import type { Content } from '../../src/domain/content.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'
import { createLinks } from '../../src/rendering/links.ts'
import { createMails } from '../../src/rendering/mails.ts'
import { type Message, TOKEN_SLOT } from '../../src/rendering/message.ts'
import { aCleared, LIFTED_AT, MINUTE } from '../rendering/a-cleared.ts'

export const MAIL_SITE = 'https://news.harborsafety.example'

/** The parts as their reader gets them: every slot filled. */
export type SampleMail = { readonly subject: string; readonly text: string; readonly html: string }

const SPOKEN = readFileSync(new URL('../../src/embedded/sample-transcript.txt', import.meta.url), 'utf8')
const HEADLINE = 'Background press call on the Harbor Safety Compact'
/** As the press desk publishes it: the withheld name is the attribution by now. */
const TRANSCRIPT: Partial<Content> = {
  headline: HEADLINE,
  body: {
    form: 'transcript',
    transcript: readTranscript(SPOKEN.replaceAll('MS. MARROW-WHITLOCK', 'SENIOR ADMINISTRATION OFFICIAL')),
  },
  topics: ['harbor-safety'],
  contact: { name: 'Press Office', email: 'press@harborsafety.example' },
}
const STATEMENT: Partial<Content> = {
  ...TRANSCRIPT,
  kind: 'statement',
  headline: 'Statement on the opening of the Harbor Safety Compact for signature',
  summary: 'Eleven ports have said that they will sign the compact.',
  body: { form: 'markdown', text: 'The Harbor Safety Compact opens for signature today.' },
  groundRules: { basis: 'on-the-record', attribution: 'the Press Office' },
}
const FACT_SHEET: Partial<Content> = {
  ...STATEMENT,
  kind: 'fact-sheet',
  headline: 'Fact sheet: eleven ports and what they have agreed to report',
  summary: null,
  body: {
    form: 'markdown',
    text: 'Eleven ports sign today. Between them they handle about two thirds of the cargo on this coast.\n\nA near miss is reported within a day, and what was learned from it is shared within a month.',
  },
  note: 'Eleven ports sign today. An earlier version said nine.',
}
/** The most that an alert opens: ten summaries of 1,200 characters, under ten headlines of a full line and more. */
const LONG: Partial<Content> = {
  ...TRANSCRIPT,
  headline:
    'Background press call on what the eleven ports of the Harbor Safety Compact have agreed to report, and to whom, in the first of its years',
  summary:
    'Eleven ports have told us that they “will sign”, and between them they handle two thirds of the cargo. '.repeat(
      20,
    ),
}

const CALL_ID = '01KB3Q7ZJ4N8T2VXWY5M6CDE9F'
const EMBARGO_ID = '01KB3Q7ZJ6A1B2C3D4E5F6G7H8'

/** Every mail there is, by what it is about. */
export async function composeSampleMails(): Promise<Readonly<Record<string, SampleMail>>> {
  const corrected = { id: '01JFACTS', slug: 'fact-sheet', publishedAt: [LIFTED_AT, LIFTED_AT + 44 * MINUTE] }
  const { all, contents } = aCleared(
    { content: TRANSCRIPT },
    { content: STATEMENT },
    { ...corrected, content: FACT_SHEET },
    ...Array.from({ length: 10 }, () => ({ content: LONG })),
  )
  const [transcript, statement, factSheet, ...long] = all
  if (!transcript || !statement || !factSheet) throw new Error('A sample is missing')
  const links = createLinks('a secret of forty characters for testing', MAIL_SITE)
  const mails = createMails({ contents, links })
  const token = links.subscriberToken(7)
  const overdue = { expectedAt: LIFTED_AT, since: LIFTED_AT }
  const publicNotice =
    'This transcript was released in error. A corrected transcript will follow.\nPlease remove it from your archives.'
  const messages: Readonly<Record<string, Message>> = {
    lift: await mails.lift([transcript]),
    'lift-of-three': await mails.lift([transcript, statement, factSheet]),
    'lift-of-ten': await mails.lift(long),
    release: await mails.release(statement),
    correction: await mails.correction(factSheet),
    kill: mails.kill({
      slug: 'press-call',
      publicNotice,
      publishedAt: LIFTED_AT,
      killedAt: LIFTED_AT + 61 * MINUTE,
    }),
    confirmation: mails.confirmation({ confirmUrl: links.confirm('MTc0MjM0NTY3OC5yZWFkZXI') }),
    'already-subscribed': mails.alreadySubscribed({ preferencesUrl: links.preferences(token) }),
    'sign-in': mails.signIn({ signInUrl: links.signIn('gB3nq0sM8yq2vKXw7cT1Zw') }),
    'overdue-call': mails.overdue({ kind: 'call-end', callId: CALL_ID, ...overdue }),
    'overdue-notice': mails.overdue({
      kind: 'notice',
      embargoId: EMBARGO_ID,
      notice: 'statement-released',
      ...overdue,
    }),
  }
  const fill = (text: string) => text.replaceAll(TOKEN_SLOT, token)
  return Object.fromEntries(
    Object.entries(messages).map(([name, { parts }]) => [
      name,
      { subject: parts.subject, text: fill(parts.text), html: fill(parts.html) },
    ]),
  )
}
