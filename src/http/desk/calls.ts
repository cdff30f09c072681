/** `/desk/calls`: all of them, and one with what goes out under it, as it changes. */
import { type RequestHandler, Router } from 'express'
import { viewCall } from '../../commands/call-view.ts'
import { listOverdue } from '../../commands/find-expected.ts'
import { showCall } from '../../commands/show-call.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { type CallPageView, callPageView } from '../../rendering/desk/call.ts'
import { callListView } from '../../rendering/desk/call-list.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskPage, sendDeskPage, sendPart } from './desk-route.ts'
import { follow } from './follow.ts'

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
    deskPage(dependencies, async (asked) => {
      const view = await viewOf(asked)
      return isRefusal(view) ? view : pages.page('call', view, await asked.frame(view.title, 'calls'))
    }),
  )
  router.get(
    '/calls/:id/stream',
    sendPart(dependencies, async (asked, res) => {
      const first = await viewOf(asked)
      if (isRefusal(first)) return sendDeskPage(res, pages.nothing(), 404)
      let view = first
      await follow(res, asked.isStillHere, async () => {
        const now = await viewOf(asked)
        if (!isRefusal(now)) view = now
        return pages.part('parts/call-body', view)
      })
    }),
  )

  async function viewOf({ req, work }: Pick<DeskAsked, 'req' | 'work'>): Promise<CallPageView | Refusal> {
    const call = await store.calls.read(idOf(req.params.id))
    if (call === null) return refuse('not-found')
    const shown = await showCall(work, call)
    const overdue = await listOverdue(store, overdueAfterMs, shown.now, OVERDUE_AT_MOST)
    return callPageView(shown, (await store.holdAll.read()) !== null, overdue)
  }
  return router
}
