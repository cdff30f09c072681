/** `/desk`: what lifts when, what stops it, and what is going out right now; and the same as it changes. */
import { type RequestHandler, Router } from 'express'
import { showToday } from '../../commands/show-today.ts'
import { type TodayView, todayView } from '../../rendering/desk/today.ts'
import { type DeskAsked, type DeskDependencies, deskPage, sendPart } from './desk-route.ts'
import { follow } from './follow.ts'

export function createTodayRoutes(dependencies: DeskDependencies): RequestHandler {
  const { pages, overdueAfterMs } = dependencies
  const view = async ({ work, deskZone }: Pick<DeskAsked, 'work' | 'deskZone'>): Promise<TodayView> =>
    todayView(await showToday(work, overdueAfterMs), deskZone)
  const router = Router()
  router.get(
    '/',
    deskPage(dependencies, async (asked) =>
      pages.page('today', await view(asked), await asked.frame('Today', 'today')),
    ),
  )
  router.get(
    '/today/stream',
    sendPart(dependencies, (asked, res) =>
      follow(res, asked.isStillHere, async () => pages.part('parts/today-body', await view(asked))),
    ),
  )
  return router
}
