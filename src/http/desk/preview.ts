/** `/desk/releases/:id/preview`: the newsroom's own page of what is not public yet, and its other forms. */
import { type RequestHandler, Router } from 'express'
import { previewRelease } from '../../commands/preview-release.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { PreviewForm } from '../../rendering/newsroom-pages.ts'
import { idOf } from './act-route.ts'
import { type DeskDependencies, deskPage } from './desk-route.ts'

const FORMS = { '': 'page', '.txt': 'text', '.json': 'json' } as const satisfies Record<string, PreviewForm>

export function createPreviewRoutes(dependencies: DeskDependencies): RequestHandler {
  const router = Router()
  for (const [suffix, form] of Object.entries(FORMS))
    router.get(
      `/releases/:id/preview${suffix}`,
      deskPage(dependencies, async ({ req, work }) => {
        const id = idOf(req.params.id)
        const found = await previewRelease(work, id)
        if (isRefusal(found)) return found
        const path = `/desk/releases/${id}/preview`
        return dependencies.newsroom.preview(found.cleared, { at: found.at, path, form })
      }),
    )
  return router
}
