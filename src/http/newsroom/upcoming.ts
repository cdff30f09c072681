/** `/upcoming/:id`: an announced call until something of it is public; from then on the way to that. */
import { type RequestHandler, Router } from 'express'
import { announcedWait } from '../../domain/announced-wait.ts'
import { publicAnnouncement } from '../../domain/announcement.ts'
import type { Release } from '../../domain/release.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { UpcomingCall } from '../../rendering/upcoming-page.ts'
import type { Store } from '../../store/store.ts'
import { sendPage } from '../send-page.ts'
import { clearAll } from './public-releases.ts'

export function createUpcomingRoutes({
  store,
  pages,
}: {
  readonly store: Store
  readonly pages: Pages
}): RequestHandler {
  const router = Router()
  router.get('/upcoming/:id', async (req, res) => {
    const id = String(req.params.id)
    const call = /^[\w-]{22}$/.test(id) ? await store.calls.byAnnouncement(id) : null
    const announcement = call && publicAnnouncement(call)
    if (call === null || announcement === null) return sendPage(req, res, pages.notFound(), 404)
    // Only what went public is read of its releases, so that nothing here depends on those that did not.
    const released = await store.releases.publicOfCall(call.id)
    const shown = { announcement, starts: call.starts }
    if (released.length > 1) return sendPage(req, res, await listOf(shown, released), 200, 'no-store')
    const [only] = released
    if (only?.slug) return res.set('Cache-Control', 'no-store').redirect(303, `/releases/${only.slug}`)
    const [now, embargoes] = await Promise.all([
      store.clock.now(),
      store.embargoes.readMany(call.portions.map(({ embargoId }) => embargoId)),
    ])
    const page = pages.upcoming(shown, announcedWait(announcement, embargoes), now)
    sendPage(req, res, page, 200, 'no-store')
  })

  async function listOf(call: UpcomingCall, released: readonly Release[]) {
    const cleared = await clearAll(store, released)
    return pages.released(
      call,
      released.flatMap(({ id, slug }) => {
        const proof = cleared.find(({ release }) => release.id === id) ?? null
        return slug === null ? [] : [{ slug, cleared: proof }]
      }),
    )
  }
  return router
}
