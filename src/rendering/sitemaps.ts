/** The sitemaps: every page that search engines may list, and the news of the last two days. */
import { ErrorLevel, type SitemapItemLoose, SitemapStream, streamToPromise } from 'sitemap'
import type { Cleared } from '../domain/clearance.ts'
import { type Instant, toIso } from '../domain/instant.ts'
import { currentPublication } from '../domain/release.ts'
import type { ContentReader } from '../store/content.ts'
import { printable } from './feeds.ts'
import { Page } from './page.ts'
import { readPublic } from './public-release.ts'

/** What the format of a news sitemap takes: articles of the last two days. */
export const NEWS_FOR_MS = 48 * 60 * 60 * 1000

export type Sitemaps = ReturnType<typeof createSitemaps>

/** `publicUrl`: no slash at its end. */
export function createSitemaps({
  contents,
  publicUrl,
  organisation,
}: {
  readonly contents: ContentReader
  readonly publicUrl: string
  readonly organisation: string
}) {
  const robots = Page.render('text', robotsText(publicUrl))
  return {
    robots: () => robots,
    /** `cleared`: published in the last two days, latest first. */
    async news(cleared: readonly Cleared[]): Promise<Page> {
      const releases = await Promise.all(cleared.map((one) => readPublic(contents, one)))
      return write(
        publicUrl,
        releases.map(({ slug, publishedAt, updatedAt, content }) => ({
          url: `/releases/${slug}`,
          lastmod: toIso(updatedAt),
          news: {
            publication: { name: organisation, language: 'en' },
            publication_date: toIso(publishedAt),
            title: printable(content.headline),
          },
        })),
      )
    },
    async pages(cleared: readonly Cleared[], topics: readonly string[]): Promise<Page> {
      return write(publicUrl, [
        { url: '/' },
        { url: '/topics' },
        { url: '/subscribe' },
        ...topics.map((topic) => ({ url: `/topics/${topic}` })),
        ...cleared.map(({ release }) => ({
          url: `/releases/${release.slug}`,
          lastmod: toIso(lastChange(currentPublication(release)?.publishedAt)),
        })),
      ])
    },
  }
}

function lastChange(at: Instant | undefined): Instant {
  if (at === undefined) throw new Error('A sitemap was given a release that is not public')
  return at
}

const XMLNS = { news: true, xhtml: false, image: false, video: false }
/** Two days without news; the library refuses to write it. */
const NOTHING =
  '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'

async function write(hostname: string, items: readonly SitemapItemLoose[]): Promise<Page> {
  if (items.length === 0) return Page.render('xml', NOTHING)
  const stream = new SitemapStream({ hostname, xmlns: XMLNS, level: ErrorLevel.SILENT })
  for (const item of items) stream.write(item)
  stream.end()
  const text = await streamToPromise(stream)
  return Page.render('xml', text.toString('utf8'))
}

/** Nothing is kept secret by it: what is not for everyone is not served to everyone. */
function robotsText(publicUrl: string): string {
  const disallowed = [
    '/desk',
    '/ops',
    '/v1',
    '/metrics',
    '/search',
    '/upcoming',
    '/preferences',
    '/unsubscribe',
    '/subscribers',
  ]
  return [
    'User-agent: *',
    ...disallowed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${publicUrl}/sitemap.xml`,
    `Sitemap: ${publicUrl}/sitemap-news.xml`,
    '',
  ].join('\n')
}
