/** What each mail says, and what nothing written in a release can do to it. */
import { expect, test } from 'vitest'
import { Cleared } from '../../src/domain/clearance.ts'
import type { Content } from '../../src/domain/content.ts'
import { type Embargo, imposeEmbargo } from '../../src/domain/embargo.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import { draftRelease, type Release } from '../../src/domain/release.ts'
import { createLinks } from '../../src/rendering/links.ts'
import { createMails } from '../../src/rendering/mails.ts'
import { Message, TOKEN_SLOT } from '../../src/rendering/message.ts'

/** 3:18 p.m. in Washington. */
const LIFTED_AT = Date.parse('2022-03-14T19:18:04Z')
const CORRECTED_AT = Date.parse('2022-03-14T20:02:00Z')
const publicUrl = 'https://news.example'
const links = createLinks('a secret of forty characters for testing', publicUrl)
const token = links.subscriberToken(7)

const written = new Map<string, Content>()
const mails = createMails({
  contents: {
    async read(cleared) {
      const content = written.get(cleared.release.id)
      if (content === undefined) throw new Error('No such content')
      return content
    },
  },
  links,
})

const CONTENT: Content = {
  kind: 'transcript',
  headline: 'Background press call on the river talks',
  summary: null,
  body: {
    form: 'transcript',
    transcript: {
      callDate: null,
      venue: null,
      start: null,
      end: null,
      turns: [
        { speaker: 'MODERATOR', role: 'moderator', paragraphs: ['Thanks for joining.'] },
        { speaker: 'OFFICIAL', role: 'speaker', paragraphs: ['The two delegations met for five hours.'] },
        { speaker: 'Q', role: 'reporter', paragraphs: ['What comes next?'] },
      ],
    },
  },
  groundRules: { basis: 'on-background', attribution: 'senior administration official' },
  topics: ['water', 'foreign-policy'],
  contact: { name: 'Press Office', email: 'press@news.example' },
  call: { startsAt: LIFTED_AT - 1_140_000, timeZone: 'America/New_York' },
  note: null,
}

const EMBARGO = freeEmbargo()

function freeEmbargo(): Embargo {
  const terms = { until: 'none' } as const
  const embargo = imposeEmbargo({ id: 'E', callId: null, terms, lateLift: null, now: LIFTED_AT })
  if (isRefusal(embargo)) throw new Error('No embargo')
  return embargo
}

function cleared(change: Partial<Content> = {}, correctedAt: number | null = null): Cleared {
  const content = { ...CONTENT, ...change }
  const id = `R${written.size}`
  written.set(id, content)
  const draft = draftRelease({
    id,
    kind: content.kind,
    callId: null,
    portionId: null,
    embargoId: EMBARGO.id,
    basis: content.groundRules.basis,
    conflicts: [],
    now: LIFTED_AT,
  })
  const instants = correctedAt === null ? [LIFTED_AT] : [LIFTED_AT, correctedAt]
  const release: Release = {
    ...draft,
    state: 'public',
    slug: `river-talks-${id.toLowerCase()}`,
    publications: instants.map((publishedAt, index) => ({
      content: index + 1,
      publishedAt,
      scrubbed: false,
    })),
  }
  const proof = Cleared.forPublic(release, EMBARGO, CORRECTED_AT)
  if (isRefusal(proof)) throw new Error('No clearance')
  return proof
}

/** The parts of a message as one subscriber gets them. */
function sent(message: Message) {
  const fill = (text: string) => text.replaceAll(TOKEN_SLOT, token)
  const { subject, text, html, replyTo, headers } = message.parts
  return {
    subject,
    text: fill(text),
    html: fill(html),
    ...(replyTo !== undefined && { replyTo }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
  }
}

const KILLED = {
  slug: '2022-03-14-river-talks',
  publicNotice: 'This transcript was released in error.',
  killedAt: CORRECTED_AT,
  publishedAt: LIFTED_AT,
}

test('a subject says what happened and when', async () => {
  const one = cleared()
  expect((await mails.lift([one])).parts.subject).toBe(`Embargo lifted 3:18 p.m. EDT: ${CONTENT.headline}`)
  expect((await mails.lift([one, cleared(), cleared()])).parts.subject).toBe(
    `Embargo lifted 3:18 p.m. EDT: ${CONTENT.headline} and 2 more`,
  )
  expect((await mails.release(one)).parts.subject).toBe(`Published: ${CONTENT.headline}`)
  expect((await mails.correction(one)).parts.subject).toBe(`Correction: ${CONTENT.headline}`)
  expect(mails.kill(KILLED).parts.subject).toBe(
    'Withdrawn: do not use. This transcript was released in error.',
  )
})

test('a subject stays short and keeps how many more there are', async () => {
  const { subject } = (await mails.lift([cleared({ headline: 'The river '.repeat(60) }), cleared()])).parts
  expect(subject.length).toBeLessThanOrEqual(150)
  expect(subject).toMatch(/^Embargo lifted 3:18 p\.m\. EDT: .*… and 1 more$/)
})

test('a release of no call is timed in UTC', async () => {
  expect((await mails.lift([cleared({ call: null })])).parts.subject).toContain(
    'Embargo lifted 7:18 p.m. UTC: ',
  )
})

test('the first lines say what lifted when and how it may be attributed', async () => {
  const { text } = sent(await mails.lift([cleared()]))
  const [first] = text.split(CONTENT.headline)
  expect(first).toContain('EMBARGO LIFTED\n3:18 p.m. EDT, March 14, 2022')
  expect(first?.replace(/\s+/g, ' ')).toContain(
    'On background. May be quoted, attributed only as stated: “senior administration official”.',
  )
})

test('releases under different rules each say theirs', async () => {
  const { text, html } = sent(
    await mails.lift([
      cleared(),
      cleared({ headline: 'Figures', groundRules: { basis: 'on-the-record', attribution: 'official' } }),
    ]),
  )
  for (const part of [text, html]) {
    for (const rule of ['attributed only as stated', 'attributed by name and title'])
      expect(part.replace(/\s+/g, ' ')).toContain(rule)
    expect(part).toContain('Figures')
  }
  expect(text).toContain('2. Figures (on the record)')
})

test('the text part is written on its own, opens with the speaker, and wraps all but links', async () => {
  const { text } = sent(await mails.lift([cleared()]))
  expect(text).not.toMatch(/[<>]|&\w+;/)
  expect(text).toContain('OFFICIAL: The two delegations met for five hours.')
  expect(text).not.toContain('Thanks for joining.')
  expect(text).toMatch(/\nhttps:\/\/news\.example\/releases\/river-talks-r\d+\n/)
  for (const line of text.split('\n')) if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(72)
})

test('a summary stands for the opening words; Markdown opens as plain words', async () => {
  const body = {
    form: 'markdown',
    text: '# Title\n\nThe *river* [talks](https://x.example) went on.',
  } as const
  expect(sent(await mails.lift([cleared({ body })])).text).toContain('The river talks went on.')
  const { text } = sent(await mails.lift([cleared({ body, summary: 'In short.' })]))
  expect(text).toContain('In short.')
  expect(text).not.toContain('went on')
})

test('every personal part keeps its slot, and is filled with the token of its reader', async () => {
  for (const message of [
    await mails.lift([cleared()]),
    await mails.release(cleared()),
    await mails.correction(cleared()),
    mails.kill(KILLED),
  ]) {
    const { text, html, headers } = sent(message)
    for (const part of [text, html, headers['List-Unsubscribe']]) {
      expect(part).toContain(links.unsubscribe(token))
      expect(part).not.toContain(TOKEN_SLOT)
    }
    for (const part of [text, html]) expect(part).toContain(links.preferences(token))
    expect(headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'List-Id': 'Press alerts <alerts.news.example>',
      'List-Unsubscribe': `<${links.unsubscribe(token)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(() => message.addressed({ to: 'a@b.example', messageId: '<m>', token: token.slice(1) })).toThrow()
  }
})

test('a message that lost a personal link is not composed', () => {
  const parts = { subject: 'S', text: TOKEN_SLOT, html: TOKEN_SLOT, headers: { A: TOKEN_SLOT } }
  expect(Message.compose(parts, true).parts.subject).toBe('S')
  for (const lost of [{ text: '' }, { html: '' }, { headers: {} }])
    expect(() => Message.compose({ ...parts, ...lost }, true)).toThrow()
})

test('answers go to the contact of the first release that has one', async () => {
  expect(sent(await mails.lift([cleared({ contact: null }), cleared()])).replyTo).toBe('press@news.example')
  expect(sent(await mails.release(cleared({ contact: null })))).not.toHaveProperty('replyTo')
})

test('nothing written in a release becomes markup, a header or a turned line', async () => {
  const nasty = '<script>alert(1)</script>\r\nBcc: all@paper.example\u2028{{= it.host }}\u202e"\'&'
  const mail = sent(
    await mails.correction(
      cleared({
        headline: nasty,
        summary: nasty,
        note: nasty,
        groundRules: { basis: 'on-background', attribution: nasty },
        contact: { name: nasty, email: 'press@news.example' },
      }),
    ),
  )
  expect(mail.html).not.toContain('<script')
  expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(mail.html).toContain('{{= it.host }}')
  expect(mail.subject).not.toMatch(/[\r\n\u2028\u202e]/)
  expect(mail.text).not.toMatch(/^Bcc:/m)
  for (const value of Object.values(mail.headers)) expect(value).not.toMatch(/[\r\n]|Bcc/)
})

test('a correction says when, what was corrected, and to use the corrected text', async () => {
  const note = 'Eleven ports signed, not nine.'
  const { text, html } = sent(await mails.correction(cleared({ note }, CORRECTED_AT)))
  expect(text).toContain('CORRECTION\n4:02 p.m. EDT, March 14, 2022')
  for (const part of [text, html]) {
    expect(part).toContain(note)
    expect(part).toContain('Use the corrected text')
  }
})

test('who hears of a release after its correction hears of both', async () => {
  const { text } = sent(await mails.lift([cleared({ note: 'Eleven ports.' }, CORRECTED_AT)]))
  expect(text).toContain('EMBARGO LIFTED\n3:18 p.m. EDT')
  expect(text).toContain('Corrected 4:02 p.m. EDT, March 14, 2022. Eleven ports.')
})

test('a list of mails shows of a correction first what is wrong, of the rest how it may be used', async () => {
  const note = 'Eleven ports signed, not nine.'
  const first = (html: string) => /<div style="display:none[^>]*>([^<]*)/.exec(html)?.[1]?.trim()
  expect(first(sent(await mails.correction(cleared({ note }, CORRECTED_AT))).html)).toMatch(/^Eleven ports/)
  expect(first(sent(await mails.lift([cleared()])).html)).toMatch(/^On background\. May be quoted/)
})

test('a kill says which release by when it went public, and never repeats what it was called', () => {
  const { subject, text, html } = sent(mails.kill({ ...KILLED, slug: 'x' }))
  for (const part of [subject, text, html]) expect(part).not.toContain(CONTENT.headline)
  for (const part of [text, html])
    expect(part.replace(/\s+/g, ' ')).toContain('public since 7:18 p.m. UTC, March 14, 2022')
})

test('a kill holds its notice, what to do and the link, and nothing else of the release', () => {
  const { text, html, replyTo } = sent(mails.kill(KILLED))
  for (const part of [text, html]) {
    expect(part).toContain(KILLED.publicNotice)
    expect(part).toContain('Do not publish or quote it')
    expect(part).toContain(links.release(KILLED.slug))
    expect(part).not.toMatch(/On background|Topics:|Contact:/)
  }
  expect(replyTo).toBeUndefined()
})

test('a notice carries its link and no release, list or slot', () => {
  const confirmUrl = links.confirm('a.b')
  const preferencesUrl = links.preferences(token)
  for (const [message, url] of [
    [mails.confirmation({ confirmUrl }), confirmUrl],
    [mails.alreadySubscribed({ preferencesUrl }), preferencesUrl],
  ] as const) {
    const { text, html, headers } = sent(message)
    for (const part of [text, html]) expect(part).toContain(url)
    expect(headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
  }
  expect(sent(mails.confirmation({ confirmUrl })).text).toContain('7 days')
})

const CALL_ID = 'cal_01HZZZZZZZZZZZZZZZZZZZZZZZ'
const EMBARGO_ID = 'emb_01HZZZZZZZZZZZZZZZZZZZZZZZ'
const OVERDUE = { expectedAt: LIFTED_AT, since: LIFTED_AT }

test('an overdue call or notice: since when and what to do first, where at the desk, then by which request, in UTC', () => {
  const call = sent(mails.overdue({ kind: 'call-end', callId: CALL_ID, ...OVERDUE }))
  expect(call.subject).toBe(`Overdue since 7:18 p.m. UTC: end or extend call ${CALL_ID}`)
  const notice = sent(
    mails.overdue({ kind: 'notice', embargoId: EMBARGO_ID, notice: 'talks-over', ...OVERDUE }),
  )
  expect(notice.subject).toBe(`Overdue since 7:18 p.m. UTC: give or move the notice for ${EMBARGO_ID}`)
  for (const part of [call.text, call.html]) {
    expect(part).toContain(`${publicUrl}/desk/calls/${CALL_ID}`)
    for (const request of [`POST /v1/calls/${CALL_ID}/end`, `PATCH /v1/calls/${CALL_ID} with expectedEndsAt`])
      expect(part).toContain(request)
    expect(part).toContain('2022-03-14T19:18:04.000Z')
  }
  for (const part of [notice.text, notice.html]) {
    expect(part).toContain(`${publicUrl}/desk/embargoes/${EMBARGO_ID}`)
    expect(part).toContain(`POST /v1/embargoes/${EMBARGO_ID}/notices`)
    expect(part).toContain(`PATCH /v1/embargoes/${EMBARGO_ID}`)
    // The name may say what is coming.
    expect(part).not.toContain('talks-over')
  }
  for (const { subject, headers, html } of [call, notice]) {
    expect(subject.length).toBeLessThanOrEqual(100)
    expect(headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
    expect(html).not.toMatch(/<img|<link|@import|url\(|<script/)
    expect(html.match(/href="[^"]*"/g)).toHaveLength(1)
  }
})

test('the HTML fetches nothing, knows the dark, and stays below what mail programs cut', async () => {
  const summary = 'Five hours on the lower river. '.repeat(60)
  const { html } = sent(await mails.lift(Array.from({ length: 20 }, () => cleared({ summary }))))
  expect(html).not.toMatch(/<img|<link|@import|url\(|<script/)
  expect(html).toContain('name="color-scheme" content="light dark"')
  expect(html).toContain('prefers-color-scheme: dark')
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
})
