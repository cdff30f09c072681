/** `/desk/calls`: all of them, and one with what goes out under it. */
import { type RequestHandler, Router } from 'express'
import { viewCall } from '../../commands/call-view.ts'
import { listOverdue } from '../../commands/find-expected.ts'
import { showCall } from '../../commands/show-call.ts'
import { refuse } from '../../domain/refusals.ts'
import { callPageView } from '../../rendering/desk/call.ts'
import { callListView } from '../../rendering/desk/call-list.ts'
import { idOf } from './act-route.ts'
import { type DeskDependencies, deskPage } from './desk-route.ts'

const PER_PAGE = 50
const OVERDUE_AT_MOST = 200

export function createCallPages(dependencies: DeskDependencies): RequestHandler {
  const { store, pages, overdueAfterMs } = dependencies
  const router = Router()
  router.get(
    '/calls',
    deskPage(dependencies, async ({ req, work, frame }) => {
      const cursor = typeof req.query.cursor === 'string' ? req.query.cursor.slice(0, 100) : null
      const { items, next } = await store.calls.list({ limit: PER_PAGE, cursor })
      const views = await Promise.all(items.map((call) => viewCall(store, call, work.actor)))
      return pages.page('calls', callListView(views, next), await frame('Calls', 'calls'))
    }),
  )
  router.get(
    '/calls/:id',
    deskPage(dependencies, async ({ req, work, frame }) => {
      const call = await store.calls.read(idOf(req.params.id))
      if (call === null) return refuse('not-found')
      const shown = await showCall(work, call)
      const overdue = await listOverdue(store, overdueAfterMs, shown.now, OVERDUE_AT_MOST)
      const heldAll = (await store.holdAll.read()) !== null
      const view = callPageView(shown, heldAll, overdue)
      return pages.page('call', view, await frame(view.title, 'calls'))
    }),
  )
  return router
}
