/** `/search`: a plain form over what is public. What the index finds is opened again only through the gate. */
import { type Request, type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { Topic } from '../../domain/call.ts'
import { ReleaseKind } from '../../domain/content.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import { isAsked, type SearchQuery } from '../../rendering/search-page.ts'
import type { PublicVersion } from '../../store/public-version.ts'
import type { Store } from '../../store/store.ts'
import { limitRequests } from '../limit-requests.ts'
import { sendPage } from '../send-page.ts'
import { clearAll } from './public-releases.ts'
import { createSearchIndex, SEARCHED_AT_MOST } from './search-index.ts'

const PER_PAGE = 10
const PAGES_AT_MOST = 100
const LETTERS_AT_MOST = 200
/** Searches from one address in a minute: more than a person makes, fewer than slow down everyone else. */
const PER_MINUTE = 300

export function createSearchRoutes({
  store,
  pages,
  version,
}: {
  readonly store: Store
  readonly pages: Pages
  readonly version: PublicVersion
}): RequestHandler {
  const index = createSearchIndex(store, version)
  const router = Router()
  const limited = limitRequests(PER_MINUTE, (req, res) => {
    const says = 'Many searches came from your network just now.'
    sendPage(req, res, pages.plainError({ title: 'Please wait a minute', says }), 429)
  })
  router.get('/search', limited, async (req, res) => {
    const query = readQuery(req)
    const found = isAsked(query) ? await index.find(query) : []
    const start = (query.page - 1) * PER_PAGE
    const shown = found.slice(start, start + PER_PAGE)
    const cleared = await clearAll(store, await store.releases.readMany(shown.map(({ id }) => id)))
    const hits = shown.flatMap(({ id, words }) => {
      const proof = cleared.find(({ release }) => release.id === id)
      return proof === undefined ? [] : [{ cleared: proof, words }]
    })
    const page = await pages.search(query, {
      hits,
      total: found.length,
      hasNext: start + PER_PAGE < found.length && query.page < PAGES_AT_MOST,
      topics: await store.topics.list(),
      covers: SEARCHED_AT_MOST,
    })
    sendPage(req, res, page)
  })
  return router
}

const Day = z.iso.date()
const PageNumber = z.coerce.number().int().min(1).max(PAGES_AT_MOST)

/** What cannot be read is as if it were not given. */
function readQuery({ query }: Request): SearchQuery {
  const q = typeof query.q === 'string' ? query.q.trim().slice(0, LETTERS_AT_MOST) : ''
  return {
    q,
    topic: Topic.safeParse(query.topic).data ?? null,
    kind: ReleaseKind.safeParse(query.kind).data ?? null,
    from: Day.safeParse(query.from).data ?? null,
    to: Day.safeParse(query.to).data ?? null,
    page: PageNumber.safeParse(query.page).data ?? 1,
  }
}
