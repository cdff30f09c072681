/** `/desk`: what lifts when, what stops it, and what is going out right now. */
import { type RequestHandler, Router } from 'express'
import { type DeskDependencies, deskPage } from './desk-route.ts'

export function createTodayRoutes(dependencies: DeskDependencies): RequestHandler {
  const router = Router()
  router.get(
    '/',
    deskPage(dependencies, async ({ frame }) =>
      dependencies.pages.page(
        'notice',
        { title: 'Today', says: [], link: null },
        await frame('Today', 'today'),
      ),
    ),
  )
  return router
}
