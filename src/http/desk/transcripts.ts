/** `/desk/calls/:id/transcript`: what was said, pasted or as a file, read into the portion's release. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { loadCall } from '../../commands/call-view.ts'
import { putTranscript, type TranscriptView } from '../../commands/put-transcript.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { transcriptView } from '../../rendering/desk/transcript.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage } from './desk-route.ts'
import { isHtml } from './upload.ts'

const TranscriptForm = z.object({
  portion: z.string().max(60).optional(),
  text: z.string().trim().min(1, 'Paste the transcript, or choose a file').max(5_000_000),
})

export function createTranscriptRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function ask({ req, work, frame }: DeskAsked, form: Form): Promise<Page | Refusal> {
    const view = await loadCall(store, idOf(req.params.id), work.actor)
    if (view === null) return refuse('not-found')
    const chosen = form.values.portion ?? (typeof req.query.portion === 'string' ? req.query.portion : null)
    return pages.page(
      'transcript',
      transcriptView(view, chosen, form),
      await frame('Load a transcript', 'calls'),
    )
  }

  const router = Router()
  router.get(
    '/calls/:id/transcript',
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.post(
    '/calls/:id/transcript',
    deskAction<z.infer<typeof TranscriptForm>, TranscriptView>(dependencies, {
      body: TranscriptForm,
      act({ work, req, body: { text, portion } }) {
        const printed = { form: isHtml(text) ? 'html' : 'text', text } as const
        return putTranscript(work, idOf(req.params.id), portion || null, printed, null)
      },
      done: ({ release }) => ({ to: `/desk/releases/${release.id}`, done: 'transcript' }),
      again: ask,
    }),
  )
  return router
}
