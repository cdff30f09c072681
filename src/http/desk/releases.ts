/** `/desk/releases`: all of them, a new one, and new words for one that is not public. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { createRelease } from '../../commands/create-release.ts'
import { listPlaces } from '../../commands/list-places.ts'
import { listReleases } from '../../commands/list-releases.ts'
import { openRevision, type ReleaseView } from '../../commands/release-view.ts'
import { reviseRelease } from '../../commands/revise-release.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import { ReleaseState } from '../../domain/release.ts'
import type { Form } from '../../rendering/desk/form.ts'
import { releaseListView } from '../../rendering/desk/release-list.ts'
import { editReleaseView, newReleaseView } from '../../rendering/desk/write.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage } from './desk-route.ts'
import { type Fields, onForm, readDraft, readNewRelease } from './release-form.ts'

const PER_PAGE = 50
const Typed = z.record(z.string(), z.string())
const ListQuery = z.object({
  state: ReleaseState.nullable().catch(null),
  cursor: z.string().max(100).nullable().catch(null),
})

export function createReleaseRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function askNew({ req, work, frame }: DeskAsked, form: Form): Promise<Page> {
    const chosen = form.values.under?.split(' ')[0]
    const asked = chosen ?? (typeof req.query.call === 'string' ? req.query.call.slice(0, 60) : 'own')
    const callId = asked === 'own' ? null : asked
    const view = newReleaseView(await listPlaces(work, callId), callId, form)
    return pages.page('write', view, await frame(view.title, 'releases'))
  }
  async function askEdit({ req, work, frame }: DeskAsked, form: Form): Promise<Page | Refusal> {
    const release = await store.releases.read(idOf(req.params.id))
    if (release === null || release.kind === 'transcript') return refuse('not-found')
    const now = await store.clock.now()
    const { source } = await openRevision(store, release, release.content, work.actor, now)
    const view = editReleaseView({ release, source }, form)
    return pages.page('write', view, await frame(view.title, 'releases'))
  }
  const reviewOf = ({ release }: ReleaseView) => `/desk/releases/${release.id}`

  const router = Router()
  router.get(
    '/releases',
    deskPage(dependencies, async ({ req, work, deskZone, frame }) => {
      const { state, cursor } = ListQuery.parse(req.query)
      const [listed, held] = await Promise.all([
        listReleases(work, { state, cursor, limit: PER_PAGE }),
        store.holdAll.read(),
      ])
      const view = releaseListView(listed, state, { heldAll: held !== null, deskZone })
      return pages.page('releases', view, await frame('Releases', 'releases'))
    }),
  )
  router.get(
    '/releases/new',
    deskPage(dependencies, (asked) => askNew(asked, asked.form())),
  )
  router.post(
    '/releases/new',
    deskAction<Fields, ReleaseView>(dependencies, {
      body: Typed,
      async act({ work, body }) {
        const input = readNewRelease(body)
        return isRefusal(input) ? input : onForm(await createRelease(work, input))
      },
      done: (view) => ({ to: reviewOf(view), done: 'drafted' }),
      again: askNew,
    }),
  )
  router.get(
    '/releases/:id/edit',
    deskPage(dependencies, (asked) => askEdit(asked, asked.form())),
  )
  router.post(
    '/releases/:id/edit',
    deskAction<Fields, ReleaseView>(dependencies, {
      body: Typed,
      async act({ work, req, body, ifMatch }) {
        const input = readDraft(body)
        return isRefusal(input)
          ? input
          : onForm(await reviseRelease(work, idOf(req.params.id), input, ifMatch))
      },
      done: (view) => ({ to: reviewOf(view), done: 'reviewed' }),
      again: askEdit,
    }),
  )
  return router
}
