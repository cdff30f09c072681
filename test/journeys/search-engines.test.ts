/** What search engines and previews of links are told: of what is public, exactly, and of nothing else. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeClock } from '../support/fake-time.ts'
import { startOwnService } from '../support/own-service.ts'
import { readHead } from '../support/read-head.ts'
import { readXml } from '../support/read-xml.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const PUBLIC_URL = 'https://news.example.gov'
const ON_THE_RECORD = {
  embargo: { until: 'none' },
  groundRules: { basis: 'on-the-record', attribution: 'the Press Office' },
  topics: ['water'],
}

let service: Service
beforeAll(async () => {
  service = await startService({ publicUrl: PUBLIC_URL })
})
afterAll(() => service.close())

async function publish(given: Record<string, unknown>) {
  const { id } = await steps.clearStatement(service, { ...ON_THE_RECORD, ...given })
  return steps.untilPublic(service, id)
}

const correct = async (id: string, correction: Record<string, unknown>) =>
  steps.body(await service.press.post(`/v1/releases/${id}/corrections`, correction), 201)

const kill = async (id: string) =>
  steps.body(
    await service.press.post(`/v1/releases/${id}/kill`, { reason: 'Wrong.', publicNotice: 'Withdrawn.' }),
    200,
  )

const headOf = async (slug: string) => readHead((await service.anyone.get(`/releases/${slug}`)).text)
const one = (values: readonly string[] | undefined) => {
  expect(values).toHaveLength(1)
  return values?.[0] ?? ''
}

/** Each address of a sitemap with when it last changed, and for news its title and when it came out. */
async function sitemap(path: '/sitemap.xml' | '/sitemap-news.xml', of: Pick<Service, 'anyone'> = service) {
  const answer = await of.anyone.get(path)
  expect(answer.headers.get('Content-Type')).toBe('application/xml; charset=utf-8')
  expect(answer.text).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\s*<urlset [^>]*xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9"/,
  )
  const entries = answer.text.match(/<url>.*?<\/url>/gs) ?? []
  // Read whole, so that what is not well-formed is found out.
  expect(readXml(answer.text).get('loc') ?? []).toHaveLength(entries.length)
  const all = entries.map((entry) => {
    const texts = readXml(entry)
    const textOf = (name: string) => texts.get(name)?.[0] ?? null
    return {
      loc: one(texts.get('loc')),
      lastmod: textOf('lastmod'),
      title: textOf('news:title'),
      publishedAt: textOf('news:publication_date'),
      publication: textOf('news:name'),
      language: textOf('news:language'),
    }
  })
  return {
    text: answer.text,
    all,
    of: (slug: string) => all.find(({ loc }) => loc.endsWith(`/releases/${slug}`)),
  }
}

test('robots.txt names both sitemaps, and lets everyone read what is public', async () => {
  const { text, status } = await service.anyone.get('/robots.txt')
  expect(status).toBe(200)
  expect(text.match(/^Sitemap: .*$/gm)).toEqual([
    `Sitemap: ${PUBLIC_URL}/sitemap.xml`,
    `Sitemap: ${PUBLIC_URL}/sitemap-news.xml`,
  ])
  const disallowed = [...text.matchAll(/^Disallow: (.*)$/gm)].map(([, path = '']) => path)
  for (const path of ['/', '/releases/one', '/topics/water', '/feed.xml', '/sitemap.xml', '/assets/icon.svg'])
    expect(
      disallowed.filter((start) => path.startsWith(start)),
      path,
    ).toEqual([])
  for (const path of ['/desk/calls', '/v1/releases', '/preferences?token=x', '/upcoming/x'])
    expect(
      disallowed.some((start) => path.startsWith(start)),
      path,
    ).toBe(true)
})

test('the sitemaps list a release with its instants, and a correction moves only the last one', async () => {
  const release = await publish({ headline: 'Levels & <gates> on the "upper" river' })
  const listed = (await sitemap('/sitemap.xml')).of(release.slug)
  expect(listed).toMatchObject({
    loc: `${PUBLIC_URL}/releases/${release.slug}`,
    lastmod: release.publishedAt,
  })
  const news = await sitemap('/sitemap-news.xml')
  expect(news.text).toContain('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"')
  expect(news.of(release.slug)).toEqual({
    loc: `${PUBLIC_URL}/releases/${release.slug}`,
    lastmod: release.publishedAt,
    title: 'Levels &amp; &lt;gates&gt; on the "upper" river',
    publishedAt: release.publishedAt,
    publication: 'Newsroom',
    language: 'en',
  })

  await correct(release.id, { note: 'The lower river.', headline: 'Levels on the lower river' })
  const { revisions } = steps.body(await service.press.get(`/v1/releases/${release.id}`), 200)
  const correctedAt = revisions.at(-1).publishedAt
  expect(Date.parse(correctedAt)).toBeGreaterThan(Date.parse(release.publishedAt))
  expect((await sitemap('/sitemap.xml')).of(release.slug)?.lastmod).toBe(correctedAt)
  expect((await sitemap('/sitemap-news.xml')).of(release.slug)).toMatchObject({
    title: 'Levels on the lower river',
    publishedAt: release.publishedAt,
    lastmod: correctedAt,
  })
})

test('nothing that is embargoed, withdrawn or scrubbed is in a sitemap, and no address leads to a draft', async () => {
  const embargoed = await steps.clearStatement(service, {
    ...ON_THE_RECORD,
    headline: 'Quagga mussels in the embargoed lake',
    embargo: { until: 'time', at: steps.fromNow(3_600_000), timeZone: 'UTC' },
  })
  const draft = steps.body(
    await service.press.post('/v1/releases', {
      ...ON_THE_RECORD,
      ...{ kind: 'statement', headline: 'Quokka draft', body: 'Not cleared.' },
    }),
    201,
  )
  const killed = await publish({ headline: 'Quince harvest' })
  const scrubbed = await publish({ headline: 'Quail count' })
  const before = await sitemap('/sitemap-news.xml')
  for (const { slug } of [killed, scrubbed]) expect(before.of(slug)).toBeDefined()
  await kill(killed.id)
  await correct(scrubbed.id, { note: 'Renamed.', scrub: true, headline: 'Bird count' })

  for (const path of ['/sitemap.xml', '/sitemap-news.xml'] as const) {
    const { text, of } = await sitemap(path)
    expect(text).not.toMatch(/quagga|quokka|quince|quail/i)
    expect(of(`bird-count${scrubbed.slug.slice(scrubbed.slug.lastIndexOf('-'))}`), path).toBeDefined()
  }
  for (const { slug } of [embargoed, draft]) expect(slug).toBe(null)
  for (const slug of ['quagga-mussels-in-the-embargoed-lake', 'quokka-draft', draft.id, embargoed.id])
    expect((await service.anyone.get(`/releases/${slug}`)).status, slug).toBe(404)
})

test('a withdrawn release has nothing for previews and search engines but that they are to forget it', async () => {
  const { id, slug } = await publish({ headline: 'Withdrawn soon' })
  expect((await headOf(slug)).linkedData).toHaveLength(1)
  await kill(id)
  const answer = await service.anyone.get(`/releases/${slug}`)
  expect(answer.status).toBe(410)
  const { meta, canonical, linkedData } = readHead(answer.text)
  expect(one(meta.get('robots'))).toBe('noindex')
  expect([canonical, linkedData]).toEqual([[], []])
  expect([...meta.keys()].filter((key) => /^(?:og|article|twitter):|^description$/.test(key))).toEqual([])
})

/** Asked as if the service had another name. */
function getAs(host: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${service.url}${path}`,
      { headers: { Host: host, Accept: 'text/html' } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part) => {
          text += part
        })
        answer.on('end', () => resolve(text))
      },
    )
    asked.on('error', reject).end()
  })
}

test('a page has one address, whatever host or query it was asked by', async () => {
  const { slug } = await publish({ headline: 'One address' })
  const pages = {
    [`/releases/${slug}`]: [`/releases/${slug}`, `/releases/${slug}?utm_source=x&canonical=//evil.example`],
    '/': ['/', '/?utm_source=x', '/?cursor=zzz'],
    '/topics/water': ['/topics/water', '/topics/water?fbclid=1'],
    '/?kind=statement': ['/?kind=statement', '/?x=1&kind=statement'],
    '/topics': ['/topics', '/topics?x=1'],
    '/subscribe': ['/subscribe', '/subscribe?x=1'],
  }
  for (const [known, asked] of Object.entries(pages))
    for (const path of asked)
      for (const host of ['evil.example', '127.0.0.1', 'news.example.gov:8443']) {
        const { canonical, meta } = readHead(await getAs(host, path))
        expect(canonical, `${host}${path}`).toEqual([`${PUBLIC_URL}${known}`])
        expect(meta.get('og:url'), `${host}${path}`).toEqual(canonical)
      }
  for (const path of ['/search?q=address', '/nowhere', '/preferences?token=AAAAAAAAAAAAAAAAAAAAAA'])
    expect(readHead(await getAs('evil.example', path)).canonical, path).toEqual([])
})

test('the tags of a release are complete and say what its page says', async () => {
  const headline = 'Statement on the “north” gauge & </title> its <keeper>'
  const summary = 'Five gauges "by spring", <paid> by the ports & no one else.'
  const release = await publish({ headline, summary, topics: ['foreign-policy', 'water'] })
  const { title, meta } = await headOf(release.slug)
  expect(title).toBe(`${headline} · Newsroom`)
  expect(Object.fromEntries([...meta].filter(([key]) => /^(?:og|article):|^description$/.test(key)))).toEqual(
    {
      description: [summary],
      'og:title': [headline],
      'og:description': [summary],
      'og:site_name': ['Newsroom'],
      'og:type': ['article'],
      'og:locale': ['en_US'],
      'og:url': [`${PUBLIC_URL}/releases/${release.slug}`],
      'article:published_time': [release.publishedAt],
      'article:modified_time': [release.publishedAt],
      'article:tag': ['foreign policy', 'water'],
    },
  )
  expect(meta.has('robots')).toBe(false)
  expect(one(readHead((await service.anyone.get('/')).text).meta.get('og:type'))).toBe('website')
})

test('the data of a release is schema.org’s NewsArticle with exact instants, and what was corrected', async () => {
  const headline = 'Gauges </script><script>alert(1)</script> <!-- & “more”'
  const release = await publish({ headline })
  const page = `${PUBLIC_URL}/releases/${release.slug}`
  const publisher = { '@type': 'Organization', name: 'Newsroom', url: `${PUBLIC_URL}/` }
  const read = async (slug = release.slug) => {
    const [data, ...others] = (await headOf(slug)).linkedData
    expect(others).toEqual([])
    expect(data).not.toContain('<')
    return JSON.parse(data ?? '')
  }
  const first = await read()
  expect(first).toEqual({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline,
    description: 'The delegations will meet again.',
    url: page,
    mainEntityOfPage: page,
    datePublished: release.publishedAt,
    dateModified: release.publishedAt,
    articleSection: 'Statement',
    keywords: ['water'],
    inLanguage: 'en-US',
    isAccessibleForFree: true,
    author: publisher,
    publisher,
  })

  await correct(release.id, { note: 'There are </script> six.', headline: 'Six gauges' })
  const { revisions } = steps.body(await service.press.get(`/v1/releases/${release.id}`), 200)
  const correctedAt = revisions.at(-1).publishedAt
  expect(await read()).toEqual({
    ...first,
    headline: 'Six gauges',
    dateModified: correctedAt,
    correction: [
      { '@type': 'CorrectionComment', datePublished: correctedAt, text: 'There are </script> six.' },
    ],
  })
  // What a scrub takes back is not told by what came before it either.
  await correct(release.id, { note: 'A number is withdrawn.', scrub: true, headline: 'Gauges' })
  const slug = `gauges${release.slug.slice(release.slug.lastIndexOf('-'))}`
  expect((await read(slug)).correction).toEqual([
    { '@type': 'CorrectionComment', datePublished: correctedAt },
    { '@type': 'CorrectionComment', datePublished: expect.any(String), text: 'A number is withdrawn.' },
  ])
})

test('news is of the last two days by the one clock; the other sitemap keeps what is older', async ({
  skip,
}) => {
  const clock = await fakeClock(0)
  if (clock === null)
    return skip('libfaketime is not on this machine, and Debian’s package cannot be fetched')
  const own = await startOwnService(clock, { redis: true, processes: false })
  try {
    const { id } = await steps.clearStatement(own, ON_THE_RECORD)
    const { slug } = await steps.untilPublic(own, id)
    const HOUR_S = 3600
    await clock.set(48 * HOUR_S - 60)
    expect((await sitemap('/sitemap-news.xml', own)).of(slug)).toBeDefined()
    await clock.set(48 * HOUR_S + 60)
    expect((await sitemap('/sitemap-news.xml', own)).all).toEqual([])
    expect((await sitemap('/sitemap.xml', own)).of(slug)).toBeDefined()
  } finally {
    await own.close()
  }
})
