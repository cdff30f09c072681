/** `/desk/embargoes/:id`: where it stands, and what may be done with it, each act asked once. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { countToldOfLift } from '../../commands/count-told.ts'
import { giveNotice } from '../../commands/give-notice.ts'
import { HoldInput, holdEmbargo } from '../../commands/hold-embargo.ts'
import { LiftEarlyInput, liftEarly } from '../../commands/lift-early.ts'
import { recordBreach } from '../../commands/record-breach.ts'
import { resumeEmbargo } from '../../commands/resume-embargo.ts'
import { type ShownEmbargo, showEmbargo } from '../../commands/show-embargo.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { NoticeName } from '../../domain/terms.ts'
import { embargoPageView } from '../../rendering/desk/embargo.ts'
import {
  breachWords,
  holdWords,
  liftWords,
  noticeWords,
  resumeWords,
} from '../../rendering/desk/embargo-act-words.ts'
import { type Act, createAct, idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskPage } from './desk-route.ts'

/** With the zone of the desk, where it is looked at. */
type SeenEmbargo = ShownEmbargo & { readonly deskZone: string }

const onEmbargo = {
  async load({ work, deskZone }: DeskAsked, id: string): Promise<SeenEmbargo | Refusal> {
    const shown = await showEmbargo(work, id)
    return isRefusal(shown) ? shown : { ...shown, deskZone }
  },
  // Whoever holds or lifts means the embargo as it is, whatever was changed of it meanwhile.
  revision: () => null,
  back: ({ embargo }: ShownEmbargo) => ({
    href: `/desk/embargoes/${embargo.id}`,
    label: 'Back to the embargo',
  }),
  to: ({ id }: { readonly id: string }) => `/desk/embargoes/${id}`,
} as const

type EmbargoAct<B> = Act<SeenEmbargo, B, Embargo>

/** Of what is cleared under it. */
function countTold({ work }: DeskAsked, { pieces }: ShownEmbargo): Promise<number> {
  const cleared = pieces.filter(({ release }) => release.state === 'cleared')
  return countToldOfLift(
    work,
    cleared.map(({ topics }) => topics),
  )
}

const hold: EmbargoAct<HoldInput> = {
  ...onEmbargo,
  path: '/embargoes/:id/hold',
  body: z.object({ reason: HoldInput.shape.reason }),
  words: holdWords,
  run: (work, id, body) => holdEmbargo(work, id, body, null),
  done: 'held',
}

const ResumeForm = z.object({ liftNow: z.literal('yes').optional() })

const resume: EmbargoAct<z.infer<typeof ResumeForm>> = {
  ...onEmbargo,
  path: '/embargoes/:id/resume',
  body: ResumeForm,
  words: async (shown, asked) => resumeWords(shown, await countTold(asked, shown)),
  run: (work, id, { liftNow }) => resumeEmbargo(work, id, liftNow === 'yes', null),
  done: 'resumed',
}

const LiftForm = z.object({
  reason: LiftEarlyInput.shape.reason,
  breachId: z.string().optional(),
})

const lift: EmbargoAct<z.infer<typeof LiftForm>> = {
  ...onEmbargo,
  path: '/embargoes/:id/lift',
  body: LiftForm,
  words: async (shown, asked) => liftWords(shown, await countTold(asked, shown)),
  run: (work, id, { reason, breachId }) =>
    liftEarly(work, id, { reason, ...(breachId && { breachId }) }, null),
  done: 'lifted',
}

const NoticeForm = z.object({ name: NoticeName })

const notice: EmbargoAct<z.infer<typeof NoticeForm>> = {
  ...onEmbargo,
  path: '/embargoes/:id/notice',
  body: NoticeForm,
  words: async (shown, asked) => noticeWords(shown, await countTold(asked, shown)),
  run: (work, id, body) => giveNotice(work, id, body, null),
  done: 'notice',
}

const BreachForm = z.object({
  where: z.string().trim().min(1, 'Say where it stands').max(2000),
  who: z.string().trim().min(1, 'Say who published it').max(300),
})

const breach: EmbargoAct<z.infer<typeof BreachForm>> = {
  ...onEmbargo,
  path: '/embargoes/:id/breach',
  body: BreachForm,
  words: breachWords,
  run: (work, id, body) => recordBreach(work, id, body, null),
  done: 'breach',
}

export function createEmbargoRoutes(dependencies: DeskDependencies): RequestHandler {
  const router = Router()
  router.get(
    '/embargoes/:id',
    deskPage(dependencies, async ({ req, work, deskZone, frame }) => {
      const shown = await showEmbargo(work, idOf(req.params.id))
      if (isRefusal(shown)) return shown
      const pieces = shown.pieces.map((piece) => ({
        ...piece,
        title: piece.headline,
        basis: piece.release.basis,
        loadHref: '',
      }))
      const view = embargoPageView({ ...shown, pieces, deskZone })
      return dependencies.pages.page('embargo', view, await frame(`Embargo ${view.terms}`, null))
    }),
  )
  router.use(createAct(dependencies, hold))
  router.use(createAct(dependencies, resume))
  router.use(createAct(dependencies, lift))
  router.use(createAct(dependencies, notice))
  router.use(createAct(dependencies, breach))
  return router
}
