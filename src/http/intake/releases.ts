/** `/v1/releases`: draft, revise, clear, correct and kill what goes out. */
import { type RequestHandler, Router } from 'express'
import { viewAlert } from '../../commands/alert-view.ts'
import { ClearReleaseInput, clearRelease } from '../../commands/clear-release.ts'
import { CorrectReleaseInput, correctRelease } from '../../commands/correct-release.ts'
import { CreateReleaseInput, createRelease, DraftInput } from '../../commands/create-release.ts'
import { KillReleaseInput, killRelease } from '../../commands/kill-release.ts'
import { loadRelease, type ReleaseView } from '../../commands/release-view.ts'
import { reviseRelease } from '../../commands/revise-release.ts'
import { showRelease } from '../../commands/show-release.ts'
import { unclearRelease } from '../../commands/unclear-release.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Told } from '../answer-parts.ts'
import { actorOf } from '../authenticate.ts'
import { alertAnswer, contentAnswer, releaseAnswer } from './answers.ts'
import { type Answer, change, type IntakeDependencies, NoBody, param, read, readPage } from './handle.ts'
import type { ShownReleaseAnswer } from './release-answer.ts'

export function createReleaseRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store, editor } = dependencies
  const router = Router()
  const present = (view: ReleaseView): Answer => ({
    status: 200,
    revision: view.release.revision,
    body: releaseAnswer(view),
  })
  const id = (req: Parameters<typeof param>[0]) => param(req, 'id')

  router.get(
    '/releases',
    read(async (req) => {
      const page = readPage(req)
      if (isRefusal(page)) return page
      const { items, next } = await store.releases.list(page)
      const views = await Promise.all(items.map((release) => loadRelease(store, release.id)))
      const found = views.flatMap((view) => (view === null ? [] : [releaseAnswer(view)]))
      return { status: 200, body: { items: found, next } }
    }),
  )
  router.post(
    '/releases',
    change(dependencies, {
      body: CreateReleaseInput,
      act: ({ work, body }) => createRelease(work, body),
      present: (view: ReleaseView) => ({
        ...present(view),
        status: 201,
        location: `/v1/releases/${view.release.id}`,
      }),
    }),
  )
  router.get(
    '/releases/:id',
    read(async (req, res) => {
      const shown = await showRelease({ store, editor, actor: actorOf(res) }, id(req))
      if (isRefusal(shown)) return shown
      const { content, conflictsFound } = shown
      const body: Told<typeof ShownReleaseAnswer> = {
        ...releaseAnswer(shown),
        content: contentAnswer(content),
        conflictsFound,
      }
      return { ...present(shown), body }
    }),
  )
  router.put(
    '/releases/:id',
    change(dependencies, {
      body: DraftInput,
      act: ({ work, req, body, ifMatch }) => reviseRelease(work, id(req), body, ifMatch),
      present,
    }),
  )
  router.put(
    '/releases/:id/clearance',
    change(dependencies, {
      body: ClearReleaseInput,
      act: ({ work, req, body }) => clearRelease(work, id(req), body),
      present,
    }),
  )
  router.delete(
    '/releases/:id/clearance',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req }) => unclearRelease(work, id(req)),
      present,
    }),
  )
  router.post(
    '/releases/:id/corrections',
    change(dependencies, {
      body: CorrectReleaseInput,
      act: ({ work, req, body, ifMatch }) => correctRelease(work, id(req), body, ifMatch),
      present: (view: ReleaseView) => ({ ...present(view), status: 201 }),
    }),
  )
  router.post(
    '/releases/:id/kill',
    change(dependencies, {
      body: KillReleaseInput,
      act: ({ work, req, body, ifMatch }) => killRelease(work, id(req), body, ifMatch),
      present,
    }),
  )
  router.get(
    '/releases/:id/alerts',
    read(async (req) => {
      const alerts = await store.alerts.ofRelease(id(req))
      const views = await Promise.all(alerts.map((alert) => viewAlert(store, alert)))
      return { status: 200, body: { items: views.map(alertAnswer).reverse(), next: null } }
    }),
  )
  return router
}
