/** `/desk/calls/:id/live`: a live call taken down turn by turn, by several people in one order. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { appendTurns } from '../../commands/append-turns.ts'
import type { TranscriptView } from '../../commands/put-transcript.ts'
import { showTurns } from '../../commands/show-turns.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { Role, type Turn } from '../../domain/transcript/model.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { takeDownView, turnsView } from '../../rendering/desk/turns.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage, sendPart } from './desk-route.ts'
import { follow } from './follow.ts'

/** `after`: how many turns were on the page that it was typed under. */
const TurnForm = z.object({
  after: z.coerce.number().int().nonnegative(),
  speaker: z.string().trim().min(1, 'Say who speaks').max(200),
  role: z.union([Role, z.literal('')]).default(''),
  words: z.string().trim().min(1, 'Write what they say').max(20_000),
})
type TurnForm = z.infer<typeof TurnForm>

export function createTurnRoutes(dependencies: DeskDependencies): RequestHandler {
  const { pages } = dependencies
  const shown = ({ req, work }: Pick<DeskAsked, 'req' | 'work'>) =>
    showTurns(work, idOf(req.params.id), portionOf(req.query.portion))

  async function ask(asked: DeskAsked, form: Form): Promise<Page | Refusal> {
    const found = await shown(asked)
    if (isRefusal(found)) return found
    return pages.page('take-down', takeDownView(found, form), await asked.frame('Take it down live', 'calls'))
  }

  const router = Router()
  router.get(
    '/calls/:id/live',
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.get(
    '/calls/:id/live/stream',
    sendPart(dependencies, (asked, res) =>
      follow(res, asked.isStillHere, async () => {
        const found = await shown(asked)
        if (isRefusal(found)) throw new Error('There are no turns to follow')
        return pages.part('parts/turns', turnsView(found))
      }),
    ),
  )
  router.post(
    '/calls/:id/live',
    deskAction<TurnForm, TranscriptView>(dependencies, {
      body: TurnForm,
      async act({ work, req, body }) {
        const found = await shown({ work, req })
        if (isRefusal(found)) return found
        const turns = [turnOf(body, found.turns)]
        return appendTurns(work, found.call.id, found.portion?.id ?? null, { after: body.after, turns })
      },
      done: (_view, req) => ({ to: `/desk${req.url}`, done: 'turn' }),
      again: ask,
    }),
  )
  return router
}

function portionOf(query: unknown): string | null {
  return typeof query === 'string' && query !== '' ? query.slice(0, 60) : null
}

/** A label keeps the role that it had; one that never spoke is a speaker, and `Q` a reporter. */
function turnOf({ speaker, role, words }: TurnForm, before: readonly Turn[]): Turn {
  const known = before.findLast((turn) => turn.speaker === speaker)?.role
  const paragraphs = words.replaceAll('\r\n', '\n').split(/\n\s*\n/)
  return {
    speaker,
    role: role || known || (speaker === 'Q' ? 'reporter' : 'speaker'),
    paragraphs: paragraphs.map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim()),
  }
}
