/** `/desk/releases/:id/preview`: the newsroom's own page of what is not public yet, its other forms, and its mail. */
import { type RequestHandler, Router } from 'express'
import { type PreviewedRelease, previewRelease } from '../../commands/preview-release.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { mailPage } from '../../rendering/desk/mail-preview.ts'
import type { PreviewForm } from '../../rendering/newsroom-pages.ts'
import { idOf } from './act-route.ts'
import { type DeskDependencies, deskPage } from './desk-route.ts'

const FORMS = { '': 'page', '.txt': 'text', '.json': 'json' } as const satisfies Record<string, PreviewForm>

/** A mail's styles stand in its elements. Nothing else of it does anything, whatever a text made of it. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"

export function createPreviewRoutes(dependencies: DeskDependencies): RequestHandler {
  const { pages, newsroom, mailPreviews } = dependencies
  const router = Router()
  const pathOf = (id: string) => `/desk/releases/${id}/preview`
  const mailOf = ({ together, isLate, at }: PreviewedRelease) =>
    mailPreviews.alert(isLate ? 'release' : 'lift', together, at)

  for (const [suffix, form] of Object.entries(FORMS))
    router.get(
      `/releases/:id/preview${suffix}`,
      deskPage(dependencies, async ({ req, work }) => {
        const id = idOf(req.params.id)
        const found = await previewRelease(work, id)
        return isRefusal(found)
          ? found
          : newsroom.preview(found.cleared, { at: found.at, path: pathOf(id), form })
      }),
    )
  router.get(
    '/releases/:id/preview/mail',
    allowOwnFrames,
    deskPage(dependencies, async ({ req, work, frame }) => {
      const id = idOf(req.params.id)
      const found = await previewRelease(work, id)
      if (isRefusal(found)) return found
      const [{ subject, text }, { headline }] = await Promise.all([
        mailOf(found),
        work.store.contents.read(found.cleared),
      ])
      const view = {
        ...{ headline, subject, text, others: found.together.length - 1 },
        frame: `${pathOf(id)}/mail.html`,
        pageHref: pathOf(id),
        back: { href: `/desk/releases/${id}`, label: 'Back to the review' },
      }
      return pages.page('mail-preview', view, await frame('Preview of the mail', 'releases'))
    }),
  )
  router.get(
    '/releases/:id/preview/mail.html',
    (_req, res, next) => {
      res.set('Content-Security-Policy', MAIL_POLICY)
      next()
    },
    deskPage(dependencies, async ({ req, work }) => {
      const found = await previewRelease(work, idOf(req.params.id))
      return isRefusal(found) ? found : mailPage(await mailOf(found))
    }),
  )
  return router
}

/** The one page of the desk that frames another. */
const allowOwnFrames: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', `${res.get('Content-Security-Policy')};frame-src 'self'`)
  next()
}
