/** `/desk/releases/:id`: read it as it will be published, settle what disagrees, withhold, strike, and clear. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { clearRelease } from '../../commands/clear-release.ts'
import { putRedactions, type RedactionsView } from '../../commands/put-redactions.ts'
import { openRevision, type ReleaseView } from '../../commands/release-view.ts'
import { showReview } from '../../commands/show-review.ts'
import { unclearRelease } from '../../commands/unclear-release.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { ConflictCode } from '../../domain/spoken/conflict.ts'
import type { Done } from '../../rendering/desk/done.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { reviewView } from '../../rendering/desk/review.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage } from './desk-route.ts'
import { RedactionForm, readRedactionForm } from './redaction-form.ts'

/** `content`: the revision on the screen. `ack-<code>`: a conflict that is acknowledged. */
const ClearForm = z.object({ content: z.coerce.number().int().positive() }).catchall(z.string())

/** What an approval came to. */
const CLEARED = { draft: 'approved', cleared: 'cleared', public: 'published', killed: 'cleared' } as const

export function createReviewRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function ask({ req, work, deskZone, frame }: DeskAsked, form: Form): Promise<Page | Refusal> {
    const shown = await showReview(work, idOf(req.params.id))
    if (isRefusal(shown)) return shown
    return pages.page(
      'review',
      reviewView({ ...shown, form, deskZone }),
      await frame(shown.content.headline, 'releases'),
    )
  }
  const led = (done: Done) => (view: ReleaseView) => ({
    to: `/desk/releases/${view.release.id}`,
    done,
  })

  const router = Router()
  router.get(
    '/releases/:id',
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.post(
    '/releases/:id/redactions',
    deskAction<RedactionForm, RedactionsView>(dependencies, {
      body: RedactionForm,
      async act({ work, req, body, ifMatch }) {
        const id = idOf(req.params.id)
        const release = await store.releases.read(id)
        if (release === null) return refuse('not-found')
        const { source } = await openRevision(
          store,
          release,
          release.content,
          work.actor,
          await store.clock.now(),
        )
        const edits = readRedactionForm(body, source)
        return isRefusal(edits) ? edits : putRedactions(work, id, edits, ifMatch)
      },
      done: led('reviewed'),
      again: ask,
    }),
  )
  router.post(
    '/releases/:id/clear',
    deskAction<z.infer<typeof ClearForm>, ReleaseView>(dependencies, {
      body: ClearForm,
      act: ({ work, req, body }) =>
        clearRelease(work, idOf(req.params.id), {
          revision: body.content,
          acknowledge: ConflictCode.options.filter((code) => body[`ack-${code}`] === 'yes'),
        }),
      done: (view) => led(CLEARED[view.release.state])(view),
      again: ask,
    }),
  )
  router.post(
    '/releases/:id/unclear',
    deskAction<object, ReleaseView>(dependencies, {
      body: z.object({}),
      act: ({ work, req }) => unclearRelease(work, idOf(req.params.id)),
      done: led('uncleared'),
      again: ask,
    }),
  )
  return router
}
