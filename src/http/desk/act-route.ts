/** One act of the desk: its page, which asks, and its POST, which does it. */
import { type RequestHandler, Router } from 'express'
import type { z } from 'zod'
import type { Work } from '../../commands/work.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { ActWords } from '../../rendering/desk/act-page.ts'
import type { Done } from '../../rendering/desk/done.ts'
import type { Form } from '../../rendering/desk/form.ts'
import type { Page } from '../../rendering/page.ts'
import { type DeskAsked, type DeskDependencies, deskAction, deskPage } from './desk-route.ts'

/** `S`: what is acted on, as its page shows it. `B`: the form. */
export type Act<S, B, T> = {
  /** Under `/desk`, with `:id` where there is one. */
  readonly path: string
  readonly body: z.ZodType<B>
  load(asked: DeskAsked, id: string): Promise<S | Refusal>
  words(subject: S, asked: DeskAsked): Promise<ActWords> | ActWords
  /** The revision the page shows; null where there is none. */
  revision(subject: S): number | null
  back(subject: S): { readonly href: string; readonly label: string }
  run(work: Work<T>, id: string, body: B, ifMatch: number | null): Promise<T | Refusal>
  /** Where it leads, by the id it was asked for. */
  readonly done: Done
  readonly to: (subject: { readonly id: string; readonly result: T }) => string
}

export function createAct<S, B, T>(dependencies: DeskDependencies, act: Act<S, B, T>): RequestHandler {
  async function ask(asked: DeskAsked, form: Form): Promise<Page | Refusal> {
    const { req, frame } = asked
    const subject = await act.load(asked, idOf(req.params.id))
    if (isRefusal(subject)) return subject
    const words = await act.words(subject, asked)
    const view = {
      ...words,
      form,
      action: `/desk${req.path}`,
      revision: act.revision(subject),
      back: act.back(subject),
    }
    return dependencies.pages.page('act', view, await frame(words.title, null))
  }
  const router = Router()
  router.get(
    act.path,
    deskPage(dependencies, (asked) => ask(asked, asked.form())),
  )
  router.post(
    act.path,
    deskAction<B, T>(dependencies, {
      body: act.body,
      act: ({ work, req, body, ifMatch }) => act.run(work, idOf(req.params.id), body, ifMatch),
      done: (result, req) => ({ to: act.to({ id: idOf(req.params.id), result }), done: act.done }),
      again: ask,
    }),
  )
  return router
}

export function idOf(parameter: unknown): string {
  return typeof parameter === 'string' ? parameter : ''
}
