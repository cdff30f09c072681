/** What reporters see: the front page, a release, and the faces of signing up. */
import { expect, test } from 'vitest'
import type { Listing } from '../../src/rendering/front-page.ts'
import { createPages } from '../../src/rendering/newsroom-pages.ts'
import type { UpcomingCall } from '../../src/rendering/upcoming-page.ts'
import { aCleared, LIFTED_AT, MINUTE, STATEMENT } from './a-cleared.ts'

type Given = Parameters<typeof aCleared>

const DAY = 24 * 60 * MINUTE
const EVERYTHING: Listing = { next: null, topic: null, kind: null, upcoming: [], topics: [] }

const WITHDRAWN = {
  kind: 'fact-sheet',
  publicNotice: 'Withdrawn.',
  publishedAt: LIFTED_AT,
  killedAt: LIFTED_AT + MINUTE,
  timeZone: 'America/New_York',
} as const

const NO_QUERY = { q: '', topic: null, kind: null, from: null, to: null, page: 1 }

const UPCOMING: UpcomingCall = {
  announcement: {
    id: 'a'.repeat(22),
    title: null,
    says: 'Dial in early.\n\nBring <questions>.',
    showTime: true,
  },
  starts: { at: LIFTED_AT - 20 * MINUTE, local: '2026-03-14T14:58:00', timeZone: 'America/New_York' },
}

function pagesOf(...given: Given) {
  const { contents, ...cleared } = aCleared(...given)
  return { pages: createPages({ contents, publicUrl: 'https://news.example' }), ...cleared }
}

async function releasePage(given: Given[0]): Promise<string> {
  const { pages, first } = pagesOf(given)
  return (await pages.release(first)).body
}

async function frontPage(more: Partial<Listing>, ...given: Given) {
  const { pages, all } = pagesOf(...given)
  return (await pages.newsroom(all, { ...EVERYTHING, ...more })).body
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('the front page lists each release under its day, with its time, kind, basis, words and topics', async () => {
  const html = await frontPage(
    EVERYTHING,
    {},
    { publishedAt: [LIFTED_AT - DAY], content: { ...STATEMENT, summary: 'They meet again.' } },
  )
  expect(textOf(html)).toMatch(
    /Saturday, March 14, 2026 3:18 p\.m\. EDT Transcript On background Background press call on the river talks Thank you\. The two delegations met/,
  )
  expect(textOf(html)).toContain('Friday, March 13, 2026 7:18 p.m. UTC Statement On the record')
  expect(html).toContain('They meet again.')
  expect(html).toContain('<a href="/topics/foreign-policy">foreign policy</a>')
  expect(html).toContain('action="/subscribers"')
})

test('a summary made from the opening words is one person’s', async () => {
  const html = await frontPage(EVERYTHING, {})
  expect(html).toContain('will not be quoted by name, of course.</p>')
  expect(html).not.toContain('Did they agree')
})

test('a day that was left behind is not opened again by a release of another zone', async () => {
  const late = { ...STATEMENT, call: { startsAt: LIFTED_AT, timeZone: 'Pacific/Auckland' } }
  const html = await frontPage(
    EVERYTHING,
    { publishedAt: [LIFTED_AT] },
    { publishedAt: [LIFTED_AT - MINUTE], content: late },
    { publishedAt: [LIFTED_AT - 2 * MINUTE] },
  )
  expect(html.match(/day-name">[^<]*/g)).toEqual([
    'day-name">Saturday, March 14, 2026',
    'day-name">Sunday, March 15, 2026',
  ])
  expect(textOf(html)).toContain('3:16 p.m. EDT, Saturday, March 14, 2026')
})

test('a correction of another day says its day on the front page', async () => {
  const sameDay = await frontPage(EVERYTHING, { publishedAt: [LIFTED_AT, LIFTED_AT + MINUTE] })
  expect(sameDay).toContain('Corrected 3:19 p.m. EDT<')
  const later = await frontPage(EVERYTHING, { publishedAt: [LIFTED_AT, LIFTED_AT + 2 * DAY] })
  expect(later).toContain('Corrected 3:18 p.m. EDT, Monday, March 16, 2026<')
})

test('the front page leads on, keeps its topic, and has words for when there is nothing', async () => {
  expect(await frontPage({ next: '30', topic: 'water' }, {})).toContain('href="/topics/water?cursor=30"')
  expect(await frontPage({ next: null, topic: 'water' }, {})).toContain('href="/feed.atom?topic=water"')
  const { pages } = pagesOf({})
  const empty = await pages.newsroom([], EVERYTHING)
  expect(textOf(empty.body)).toContain('Nothing has been released yet')
})

test('a transcript says first how it may be used, then who said what, each turn with an address', async () => {
  const html = await releasePage({})
  const text = textOf(html)
  expect(text.indexOf('Attribute to “senior administration official”')).toBeGreaterThan(0)
  expect(text.indexOf('Attribute to')).toBeLessThan(text.indexOf('MODERATOR'))
  expect(text).toContain(
    'Via Teleconference Saturday, March 14, 2026 Published 3:18 p.m. EDT, March 14, 2026',
  )
  expect(html).toMatch(
    /turn-reporter" id="t3"[^>]*>\s*<p class="speaker"><a href="#t3"[^>]*><abbr title="Question">Q</,
  )
  expect(html).toContain('<a href="#t3">Jump to the questions</a>')
  expect(text).toContain('2:59 p.m. EDT MODERATOR')
})

test('on the record nobody is told a phrase to attribute to', async () => {
  const html = await releasePage({ content: STATEMENT })
  expect(textOf(html)).toContain('On the record May be quoted and attributed by name and title.')
  expect(html).not.toContain('Attribute to')
})

test('each correction has its instant, the last one its note', async () => {
  const publishedAt = [LIFTED_AT, LIFTED_AT + MINUTE, LIFTED_AT + 2 * MINUTE]
  const text = textOf(await releasePage({ publishedAt, content: { note: 'It is eleven ports.' } }))
  expect(text).toContain('Corrected 3:19 p.m. EDT, March 14, 2026 .')
  expect(text).toContain('Corrected 3:20 p.m. EDT, March 14, 2026 . It is eleven ports.')
  expect(text).toContain('Revision 3 ')
  expect(text).not.toContain('Revision 7 ')
})

test('nothing written in a release becomes markup', async () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=y>'
  const content = {
    headline: hostile,
    summary: hostile,
    note: hostile,
    contact: { name: hostile, email: 'press@example.gov' },
    groundRules: { basis: 'on-background', attribution: hostile },
  } as const
  const turns = [{ speaker: hostile, role: 'speaker', paragraphs: [hostile] }] as const
  const transcript = { callDate: null, venue: hostile, start: null, end: null }
  const publishedAt = [LIFTED_AT, LIFTED_AT + MINUTE]
  const bodies = [
    {
      form: 'transcript',
      transcript: { ...transcript, turns: turns.map((one) => ({ ...one, paragraphs: [hostile] })) },
    },
    { form: 'markdown', text: hostile },
  ] as const
  for (const body of bodies) {
    const given = { publishedAt, content: { ...content, body } }
    for (const html of [await releasePage(given), await frontPage(EVERYTHING, given)]) {
      expect(html).not.toMatch(/<script>|<img/)
      expect(html).toContain('&lt;script&gt;')
    }
  }
})

test('Markdown has headings below the headline, links to the web and mail only, and no images', async () => {
  const text = [
    '# Annex',
    '[web](https://example.gov) [mail](mailto:a@example.gov) [script](javascript:x) [data](data:text/html,x)',
    '![a chart](https://elsewhere.example/x.png)',
    '<b onclick=x>bold</b>',
  ].join('\n\n')
  const html = await releasePage({ content: { ...STATEMENT, body: { form: 'markdown', text } } })
  expect(html).toContain('<h2>Annex</h2>')
  expect(html).toContain('<a href="https://example.gov">web</a>')
  expect(html).toContain('<a href="mailto:a@example.gov">mail</a>')
  expect(html).not.toMatch(/href="(?:javascript|data):|<img|<b /)
  expect(html).toContain('a chart')
})

test('every page keeps to the policy: no inline script or style, nothing from another host', async () => {
  const { pages, first, all } = pagesOf({}, { content: STATEMENT })
  const token = 'AAAAAAAAAAAAAAAAAAAAAA'
  const chosen = { token, address: 'desk@paper.example', topics: ['water'], chosen: ['water'], paused: true }
  const made = [
    await pages.newsroom(all, EVERYTHING),
    await pages.release(first),
    pages.notFound(),
    pages.withdrawn(WITHDRAWN),
    pages.topics(['water']),
    pages.upcoming(UPCOMING, { until: 'time', at: LIFTED_AT }, LIFTED_AT - MINUTE),
    pages.upcoming(UPCOMING, { until: 'call-end' }, LIFTED_AT),
    await pages.released(UPCOMING, [
      { slug: 'a', cleared: first },
      { slug: 'b', cleared: null },
    ]),
    await pages.search(NO_QUERY, { hits: [], total: 0, hasNext: false, topics: ['water'], covers: 9 }),
    pages.left({ token, address: 'desk@paper.example' }),
    pages.subscribedAlready({ token, channel: 'sms' }),
    pages.expiredLink(),
    pages.subscribeLater(),
    pages.subscribe({ topics: ['water'] }),
    pages.subscribeRefused('email'),
    pages.subscribeRefused('phone'),
    pages.subscribeReceived('email'),
    pages.subscribeReceived('phone'),
    pages.confirm({ token, channel: 'email' }),
    pages.confirmed({ token }),
    pages.preferences(chosen),
    pages.preferencesSaved({ token }),
    pages.unsubscribe({ token }),
    pages.unsubscribed({ token }),
    pages.invalidLink(),
    pages.opsSignIn({ failed: true }),
    pages.plainError({ title: 'Too many requests', says: 'Wait a little.' }),
  ]
  for (const { body, type } of made) {
    expect(type).toBe('text/html; charset=utf-8')
    expect(body).not.toMatch(
      /<style|\sstyle=|\son\w+=|<script(?! src="\/assets\/| type="application\/ld\+json")/,
    )
    expect(body).not.toMatch(/(?:src|action|<link[^>]*stylesheet[^>]*href)="(?!\/(?!\/))/)
    expect(body).not.toMatch(/undefined|\[object/)
    expect(body).toContain('<a class="skip" href="#main">')
  }
})

test('the forms post what the routes take', () => {
  const { pages } = pagesOf({})
  const subscribe = pages.subscribe({ topics: ['foreign-policy'] }).body
  expect(subscribe).toMatch(/method="post" action="\/subscribers"/)
  expect(subscribe).toMatch(/type="email" name="email"/)
  expect(subscribe).toContain('name="topics" value="foreign-policy"')
  expect(pages.confirm({ token: 't"k', channel: 'email' }).body).toMatch(
    /action="\/subscribers\/confirm">\s*<input type="hidden" name="token" value="t&quot;k">/,
  )
  const given = {
    token: 'tok',
    address: 'a@b.example',
    topics: ['trade', 'water'],
    chosen: ['water'],
    paused: true,
  }
  const preferences = pages.preferences(given).body
  expect(preferences).toContain('name="topics" value="water" checked')
  expect(preferences).not.toContain('name="topics" value="trade" checked')
  expect(preferences).toContain('name="paused" value="on" checked')
  expect(pages.unsubscribe({ token: 'tok' }).body).toContain('action="/unsubscribe"')
  expect(pages.opsSignIn({ failed: false }).body).toMatch(/action="\/ops\/sign-in"[\s\S]*name="token"/)
})

test('a page of one reader stays out of search, and its address out of referrers', () => {
  const { pages } = pagesOf({})
  const { body } = pages.confirmed({ token: 'AAAAAAAAAAAAAAAAAAAAAA' })
  expect(body).toContain('name="robots" content="noindex"')
  expect(body).toContain('name="referrer" content="no-referrer"')
})

test('a withdrawn release shows its notice, when, and nothing that was in its address', () => {
  const { pages } = pagesOf({})
  const { body } = pages.withdrawn({
    ...WITHDRAWN,
    publicNotice: 'Figures were <not> final.\n\nA new release follows.',
  })
  expect(textOf(body)).toContain('This fact sheet was withdrawn')
  expect(textOf(body)).toContain('Published 3:18 p.m. EDT, March 14, 2026 Withdrawn 3:19 p.m. EDT')
  expect(body).toContain('<p>Figures were &lt;not&gt; final.</p><p>A new release follows.</p>')
})

test('what is not found is the same bytes each time and in each process; so is every page of one state', async () => {
  const [one, other] = [pagesOf({}), pagesOf({ content: STATEMENT })]
  expect(one.pages.notFound().body).toBe(other.pages.notFound().body)
  const again = pagesOf({})
  const [a, b] = [await one.pages.release(one.first), await again.pages.release(again.first)]
  expect(a.etag).toBe(b.etag)
  expect(a.etag).toMatch(/^"[\w-]{22}"$/)
  expect(a.etag).not.toBe((await other.pages.release(other.first)).etag)
})
