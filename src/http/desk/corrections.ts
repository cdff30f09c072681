/** `/desk/releases/:id/correct`: the new text, then what it changes and for how many, then sent. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { checkCorrection } from '../../commands/check-correction.ts'
import { correctRelease } from '../../commands/correct-release.ts'
import { openRevision, type ReleaseView } from '../../commands/release-view.ts'
import type { Source } from '../../domain/draft.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import type { Release } from '../../domain/release.ts'
import { checkCorrectionView, correctView } from '../../rendering/desk/correct.ts'
import type { Form } from '../../rendering/desk/form.ts'
import type { Page } from '../../rendering/page.ts'
import { idOf } from './act-route.ts'
import { readCorrection } from './correction-form.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage, fieldsOf } from './desk-route.ts'
import type { Fields } from './release-form.ts'

export function createCorrectionRoutes(dependencies: DeskDependencies): RequestHandler {
  const { store, pages } = dependencies

  async function open({ req, work }: Pick<DeskAsked, 'req' | 'work'>): Promise<Opened | Refusal> {
    const release = await store.releases.read(idOf(req.params.id))
    if (release === null) return refuse('not-found')
    if (release.state !== 'public') return refuse(release.state === 'killed' ? 'killed' : 'not-public')
    const now = await store.clock.now()
    const { source, content } = await openRevision(store, release, release.content, work.actor, now)
    const { id, revision } = release
    return { release, source, subject: { id, revision, headline: content.headline } }
  }
  async function ask(asked: DeskAsked, form: Form): Promise<Page | Refusal> {
    const opened = await open(asked)
    if (isRefusal(opened)) return opened
    const frame = await asked.frame('Correct the release', 'releases')
    return pages.page('correct', correctView(opened.subject, opened.source, form), frame)
  }
  /** What it changes, to be sent as it was typed; or the form again, with what is wrong. */
  async function check(asked: DeskAsked): Promise<Page | Refusal> {
    const values = fieldsOf(asked.req)
    const opened = await open(asked)
    if (isRefusal(opened)) return opened
    const input = readCorrection(values, opened.source)
    const ifMatch = Number(values.revision) || null
    const checked = isRefusal(input)
      ? input
      : await checkCorrection(asked.work, opened.release.id, input, ifMatch)
    if (isRefusal(checked)) return ask(asked, asked.form(values, checked))
    const view = checkCorrectionView(opened.subject, checked, asked.form(values))
    return pages.page('check-correction', view, await asked.frame('Send the correction?', 'releases'))
  }

  const router = Router()
  router.get(
    '/releases/:id/correct',
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.post('/releases/:id/correct/check', deskPage(dependencies, check))
  router.post(
    '/releases/:id/correct/again',
    deskPage(dependencies, (asked) => ask(asked, asked.form(fieldsOf(asked.req)))),
  )
  router.post(
    '/releases/:id/correct',
    deskAction<Fields, ReleaseView>(dependencies, {
      body: z.record(z.string(), z.string()),
      async act({ work, req, body, ifMatch }) {
        const opened = await open({ req, work })
        if (isRefusal(opened)) return opened
        const input = readCorrection(body, opened.source)
        return isRefusal(input) ? input : correctRelease(work, opened.release.id, input, ifMatch)
      },
      done: ({ release }) => ({ to: `/desk/releases/${release.id}`, done: 'corrected' }),
      again: ask,
    }),
  )
  return router
}

type Opened = {
  readonly release: Release
  readonly source: Source
  readonly subject: { readonly id: string; readonly revision: number; readonly headline: string }
}
