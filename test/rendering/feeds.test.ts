/** The feeds: well-formed whatever a release says, leading to its page, and the same bytes for the same releases. */
import { expect, test } from 'vitest'
import { createFeeds, type FeedForm } from '../../src/rendering/feeds.ts'
import { readXml } from '../support/read-xml.ts'
import { aCleared, LIFTED_AT, MINUTE, STATEMENT } from './a-cleared.ts'

const HOSTILE = 'A & B </title> ]]> ]]> <script>alert(1)</script> \u0000\u0008\ufffe'

async function feedOf(form: FeedForm, topic: string | null, ...given: Parameters<typeof aCleared>) {
  const { contents, all } = aCleared(...given)
  return createFeeds({ contents, publicUrl: 'https://news.example' }).feed(all, form, { topic })
}

test.each(['rss', 'atom'] as const)('%s is well-formed whatever a release says', async (form) => {
  const { body } = await feedOf(form, null, { content: { headline: HOSTILE, summary: HOSTILE } }, {})
  const texts = readXml(body)
  expect(texts.get(form === 'rss' ? 'item' : 'entry')).toHaveLength(2)
  expect(texts.get(form === 'rss' ? 'description' : 'summary')?.join()).toContain('&lt;script&gt;')
  expect(texts.has('script')).toBe(false)
})

test('the reader of these tests refuses what is not well-formed', () => {
  expect(readXml('<a b="c"><d/>&amp;<![CDATA[<e>]]></a>').get('a')).toEqual(['&amp;<e>'])
  for (const broken of ['<a><b></a>', '<a><b/>', '<a>\u0008</a>', '<a>A & B</a>', '<a>]]></a>', '<a b="<"/>'])
    expect(() => readXml(broken), broken).toThrow()
})

test('each form says what it is', async () => {
  expect((await feedOf('rss', null, {})).type).toBe('application/rss+xml; charset=utf-8')
  expect((await feedOf('atom', null, {})).type).toBe('application/atom+xml; charset=utf-8')
  expect((await feedOf('json', null, {})).type).toBe('application/feed+json; charset=utf-8')
})

test('an item is known by its page, and says how it may be attributed before what was said', async () => {
  const url = 'https://news.example/releases/background-press-call-on-the-river-talks'
  const rss = await feedOf('rss', null, {})
  expect(rss.body).toContain(`<guid isPermaLink="true">${url}</guid>`)
  expect((await feedOf('atom', null, {})).body).toContain(`<id>${url}</id>`)
  const { items } = JSON.parse((await feedOf('json', null, {})).body)
  expect(items[0]).toMatchObject({
    id: url,
    url,
    date_published: '2026-03-14T19:18:00.000Z',
    tags: ['water', 'foreign-policy'],
  })
  expect(items[0].content_html).toMatch(
    /^<p>On background\. May be quoted, attributed only as stated: “senior administration official”\.<\/p><p>Thank you\./,
  )
  expect(rss.body).not.toContain('Did they agree on the gauges')
})

test('a correction moves the instant of change and leaves that of publication', async () => {
  const { body } = await feedOf('atom', null, {
    publishedAt: [LIFTED_AT, LIFTED_AT + MINUTE],
    content: STATEMENT,
  })
  const texts = readXml(body)
  expect(texts.get('published')).toEqual(['2026-03-14T19:18:00.000Z'])
  expect(texts.get('updated')).toEqual(['2026-03-14T19:19:00.000Z', '2026-03-14T19:19:00.000Z'])
})

test('the same releases are the same bytes, and none at all is still a feed', async () => {
  expect((await feedOf('rss', null, {})).etag).toBe((await feedOf('rss', null, {})).etag)
  const { contents } = aCleared({})
  const feeds = createFeeds({ contents, publicUrl: 'https://news.example' })
  for (const form of ['rss', 'atom'] as const) readXml((await feeds.feed([], form, { topic: null })).body)
})

test('a topic’s feed says so and names itself', async () => {
  const texts = await feedOf('atom', 'foreign-policy', {})
  expect(texts.body).toContain('<title>Newsroom: foreign policy</title>')
  expect(texts.body).toContain('rel="self" href="https://news.example/feed.atom?topic=foreign-policy"')
})
