/** The newsroom's pages: the front page, a release in its forms, and the feeds. */

import type { Request } from 'express'
import { type RequestHandler, type Response, Router } from 'express'
import { Cleared } from '../../domain/clearance.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Feeds } from '../../rendering/feeds.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { Store } from '../../store/store.ts'
import { sendPage } from '../send-page.ts'
import { listPublic } from './public-releases.ts'

export type NewsroomDependencies = { readonly store: Store; readonly pages: Pages; readonly feeds: Feeds }

const PER_PAGE = 30
const FEEDS = { '/feed.xml': 'rss', '/feed.atom': 'atom', '/feed.json': 'json' } as const
/** A release's forms, by suffix and by media type. */
const FORMS = ['html', 'json', 'txt'] as const

export function createNewsroomRoutes(dependencies: NewsroomDependencies): RequestHandler {
  const { store, pages, feeds } = dependencies
  const router = Router()
  router.get('/', async (req, res) => {
    const topic = readTopic(req)
    const cursor = /^\d{1,7}$/.test(String(req.query.cursor)) ? String(req.query.cursor) : null
    const { cleared, next } = await listPublic(store, { limit: PER_PAGE, cursor, topic })
    sendPage(req, res, await pages.newsroom(cleared, { next, topic }))
  })
  for (const [path, form] of Object.entries(FEEDS))
    router.get(path, async (req, res) => {
      const topic = readTopic(req)
      const { cleared } = await listPublic(store, { limit: PER_PAGE, cursor: null, topic })
      sendPage(req, res, await feeds.feed(cleared, form, { topic }))
    })
  router.get('/releases/:name', (req, res) => sendRelease(dependencies, req, res))
  return router
}

async function sendRelease(
  { store, pages }: NewsroomDependencies,
  req: Request,
  res: Response,
): Promise<void> {
  const name = String(req.params.name)
  const suffix = /\.(json|txt)$/.exec(name)?.[1]
  const slug = suffix === undefined ? name : name.slice(0, -suffix.length - 1)
  const found = await store.releases.bySlug(slug)
  // An embargoed release is not hidden: no slug leads to it, so there is nothing here to find.
  if (found === null) return sendPage(req, res, pages.notFound(), 404)
  const { release, embargo, now } = found
  if (release.state === 'killed' && release.killedAt !== null) {
    const publicNotice = release.publicNotice ?? ''
    return sendPage(req, res, pages.withdrawn({ slug, publicNotice, killedAt: release.killedAt }), 410)
  }
  const cleared = Cleared.forPublic(release, embargo, now)
  if (isRefusal(cleared)) return sendPage(req, res, pages.notFound(), 404)
  const form = suffix ?? (req.accepts([...FORMS]) || 'html')
  if (form === 'json') return sendPage(req, res, await pages.releaseJson(cleared))
  if (form === 'txt') return sendPage(req, res, await pages.releaseText(cleared))
  return sendPage(req, res, await pages.release(cleared))
}

function readTopic(req: Request): string | null {
  const topic = req.query.topic
  return typeof topic === 'string' && /^[a-z0-9-]{1,50}$/.test(topic) ? topic : null
}
