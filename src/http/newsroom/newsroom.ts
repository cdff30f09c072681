/** The newsroom's pages: the front page, topics, a release in its forms, and the feeds. */
import type { Request } from 'express'
import { type RequestHandler, type Response, Router } from 'express'
import { publicAnnouncement } from '../../domain/announcement.ts'
import { Topic } from '../../domain/call.ts'
import { Cleared } from '../../domain/clearance.ts'
import { ReleaseKind } from '../../domain/content.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { publishedAt, type Release } from '../../domain/release.ts'
import type { Feeds } from '../../rendering/feeds.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { UpcomingCall } from '../../rendering/upcoming-page.ts'
import type { Store } from '../../store/store.ts'
import { sendPage } from '../send-page.ts'
import { listPublic } from './public-releases.ts'

export type NewsroomDependencies = { readonly store: Store; readonly pages: Pages; readonly feeds: Feeds }

const PER_PAGE = 30
const FEEDS = { '/feed.xml': 'rss', '/feed.atom': 'atom', '/feed.json': 'json' } as const
/** A release's forms, by suffix and by media type. */
const FORMS = ['html', 'json', 'txt'] as const
/** Announced calls on the front page, and how long after their start those without a release stay on it. */
const ANNOUNCED = 20
const ANNOUNCED_FOR_MS = 14 * 24 * 60 * 60 * 1000

export function createNewsroomRoutes(dependencies: NewsroomDependencies): RequestHandler {
  const { store, pages, feeds } = dependencies
  const router = Router()
  router.get('/', async (req, res) => {
    const topic = readTopic(req.query.topic)
    // A topic's page is a path of its own: it can be linked, described, listed in the sitemap, and fed.
    if (topic !== null) return res.redirect(301, topicPath(req, topic))
    await sendList(dependencies, req, res, null)
  })
  router.get('/topics', async (req, res) => sendPage(req, res, pages.topics(await store.topics.list())))
  router.get('/topics/:topic', async (req, res) => {
    const topic = readTopic(req.params.topic)
    // A topic of nothing but embargoed releases is like any other that is not there.
    if (topic === null || !(await store.topics.list()).includes(topic))
      return sendPage(req, res, pages.notFound(), 404)
    await sendList(dependencies, req, res, topic)
  })
  for (const [path, form] of Object.entries(FEEDS))
    router.get(path, async (req, res) => {
      const topic = readTopic(req.query.topic)
      const { cleared } = await listPublic(store, { limit: PER_PAGE, cursor: null, topic, kind: null })
      sendPage(req, res, await feeds.feed(cleared, form, { topic }))
    })
  router.get('/releases/:name', (req, res) => sendRelease(dependencies, req, res))
  return router
}

async function sendList(
  { store, pages }: NewsroomDependencies,
  req: Request,
  res: Response,
  topic: string | null,
): Promise<void> {
  const kind = readKind(req.query.kind)
  const cursor = /^\d{1,7}$/.test(String(req.query.cursor)) ? String(req.query.cursor) : null
  const [{ cleared, next }, topics, upcoming] = await Promise.all([
    listPublic(store, { limit: PER_PAGE, cursor, topic, kind }),
    store.topics.list(),
    topic === null && kind === null && cursor === null ? listUpcoming(store) : [],
  ])
  sendPage(req, res, await pages.newsroom(cleared, { next, topic, kind, upcoming, topics }))
}

/** Announced calls of which nothing is public yet, soonest first. */
async function listUpcoming(store: Store): Promise<readonly UpcomingCall[]> {
  const since = (await store.clock.now()) - ANNOUNCED_FOR_MS
  const calls = await store.calls.listAnnounced(Math.max(0, since), ANNOUNCED)
  const published = await store.releases.hasPublic(calls.map(({ id }) => id))
  return calls.flatMap((call, index) => {
    const announcement = publicAnnouncement(call)
    return announcement === null || published[index] ? [] : [{ announcement, starts: call.starts }]
  })
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
  const { release, embargo, now, sealed } = found
  if (release.state === 'killed') return sendWithdrawn({ store, pages }, req, res, release)
  const cleared = Cleared.forPublic(release, embargo, now)
  if (isRefusal(cleared)) return sendPage(req, res, pages.notFound(), 404)
  // What was scrubbed may have had another slug, of words that are not to be read any more.
  if (release.slug !== slug) {
    const now = `/releases/${release.slug}${name.slice(slug.length)}`
    return res.set('Cache-Control', 'no-store').redirect(301, now)
  }
  const form = suffix ?? (req.accepts([...FORMS]) || 'html')
  if (form === 'json') return sendPage(req, res, await pages.releaseJson(cleared, sealed))
  if (form === 'txt') return sendPage(req, res, await pages.releaseText(cleared, sealed))
  return sendPage(req, res, await pages.release(cleared, sealed))
}

/** Its kind and its times were public; of its words only the notice is told. */
async function sendWithdrawn(
  { store, pages }: Pick<NewsroomDependencies, 'store' | 'pages'>,
  req: Request,
  res: Response,
  release: Release,
): Promise<void> {
  const { kind, killedAt, publicNotice, callId } = release
  const since = publishedAt(release)
  if (since === null || killedAt === null) return sendPage(req, res, pages.notFound(), 404)
  const call = callId === null ? null : await store.calls.read(callId)
  const timeZone = call?.starts.timeZone ?? 'UTC'
  const withdrawn = { kind, killedAt, publicNotice: publicNotice ?? '', publishedAt: since, timeZone }
  sendPage(req, res, pages.withdrawn(withdrawn), 410)
}

/** The page of a topic that was asked for by a query, with what else was asked. */
function topicPath(req: Request, topic: string): string {
  const rest = new URL(req.originalUrl, 'http://here').searchParams
  rest.delete('topic')
  return `/topics/${topic}${rest.size > 0 ? `?${rest}` : ''}`
}

function readTopic(given: unknown): string | null {
  return Topic.safeParse(given).data ?? null
}

function readKind(given: unknown): ReleaseKind | null {
  return ReleaseKind.safeParse(given).data ?? null
}
