/** `/sitemap.xml`, `/sitemap-news.xml` and `/robots.txt`. */
import { type RequestHandler, Router } from 'express'
import type { Instant } from '../../domain/instant.ts'
import { publishedAt } from '../../domain/release.ts'
import { NEWS_FOR_MS, type Sitemaps } from '../../rendering/sitemaps.ts'
import type { Store } from '../../store/store.ts'
import { sendPage } from '../send-page.ts'
import { clearAll } from './public-releases.ts'

/** A news sitemap may have this many; the other one has the latest of them. */
const AT_MOST = 1000

export function createSitemapRoutes({
  store,
  sitemaps,
}: {
  readonly store: Store
  readonly sitemaps: Sitemaps
}): RequestHandler {
  const router = Router()
  router.get('/sitemap.xml', async (req, res) => {
    const [cleared, topics] = await Promise.all([latest(), store.topics.list()])
    sendPage(req, res, await sitemaps.pages(cleared, topics))
  })
  router.get('/sitemap-news.xml', async (req, res) => {
    const since = (await store.clock.now()) - NEWS_FOR_MS
    sendPage(req, res, await sitemaps.news(await latest(since)))
  })
  router.get('/robots.txt', (req, res) => sendPage(req, res, sitemaps.robots()))

  async function latest(since: Instant = 0) {
    const { items } = await store.releases.listPublic({ limit: AT_MOST, cursor: null })
    return clearAll(
      store,
      items.filter((release) => (publishedAt(release) ?? 0) >= since),
    )
  }
  return router
}
