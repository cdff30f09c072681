/** How a route of the desk runs: who is there, one act for one form however often it is sent, and a page after it. */
import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Work } from '../../commands/work.ts'
import { isRefusal, REFUSALS, type Refusal, refuse } from '../../domain/refusals.ts'
import type { Staff } from '../../domain/staff.ts'
import type { Editor } from '../../editing/editor.ts'
import type { Queues } from '../../queue/queues.ts'
import type { DeskPages } from '../../rendering/desk/desk-pages.ts'
import type { DeskFrame } from '../../rendering/desk/desk-templates.ts'
import { type Done, DoneCode, doneSays } from '../../rendering/desk/done.ts'
import type { Form } from '../../rendering/desk/form.ts'
import type { MailPreviews } from '../../rendering/mail-previews.ts'
import type { Pages } from '../../rendering/newsroom-pages.ts'
import type { Page } from '../../rendering/page.ts'
import type { Store } from '../../store/store.ts'
import { once } from '../once.ts'
import { parseFaults, statusOf } from '../problem.ts'
import { actorOfStaff, type DeskSession } from './session.ts'

export type DeskDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly editor: Editor
  /** A release is cleared only once a second person has approved the same content. */
  readonly twoPerson: boolean
  readonly pages: DeskPages
  readonly session: DeskSession
  /** The public pages, for previews of them. */
  readonly newsroom: Pick<Pages, 'preview'>
  readonly mailPreviews: MailPreviews
  /** Grace past which what is expected counts as overdue. */
  readonly overdueAfterMs: number
  /** IANA name: instants that belong to no call are told in it. */
  readonly timeZone: string
}

/** What a page of the desk is made with. */
export type DeskAsked = {
  readonly req: Request
  readonly person: Staff
  readonly work: Work
  /** The desk's time zone, for instants that belong to no call. */
  readonly deskZone: string
  /** Whether they still are, by now. */
  isStillHere(): Promise<boolean>
  /** What stands around the page. */
  frame(title: string, place: DeskFrame['place']): Promise<DeskFrame>
  /** A form's own fields: fresh, or with what was typed and why it was refused. */
  form(values?: Readonly<Record<string, string>>, refusal?: Refusal): Form
}

/** Where a form leads once it was acted on, and what the page there says of it. */
export type Led = { readonly to: string; readonly done: Done }

const LedAnswer: z.ZodType<Led> = z.object({ to: z.string(), done: DoneCode })

type Action<B, T> = {
  readonly body: z.ZodType<B>
  /** `ifMatch`: the revision that the form's page showed, where it has one. */
  act(
    asked: DeskAsked & { readonly work: Work<T>; readonly body: B; readonly ifMatch: number | null },
  ): Promise<T | Refusal>
  done(result: T, req: Request): Led
  /** The page of the form again: nothing typed is lost. */
  again(asked: DeskAsked, form: Form, refusal: Refusal): Promise<Page | Refusal>
}

/** A page that changes nothing. */
export function deskPage(
  dependencies: DeskDependencies,
  build: (asked: DeskAsked) => Promise<Page | Refusal>,
): RequestHandler {
  return async (req, res) => {
    await sendBuilt(dependencies, req, res, build)
  }
}

/** A part of a page, answered as it comes. */
export function sendPart(
  dependencies: DeskDependencies,
  send: (asked: DeskAsked, res: Response) => Promise<void>,
): RequestHandler {
  return (req, res) => send(askedOf(dependencies, req, res), res)
}

/** A form's POST. Twice the same form is one act: the second press leads where the first did. */
export function deskAction<B, T>(dependencies: DeskDependencies, route: Action<B, T>): RequestHandler {
  const { store } = dependencies
  return async (req, res) => {
    const asked = askedOf(dependencies, req, res)
    const values = fieldsOf(req)
    const again = async (refusal: Refusal) => {
      const page = await route.again(asked, asked.form(values, refusal), refusal)
      return answer(dependencies, asked, res, page, statusOf(refusal))
    }
    const { _csrf, once: key, revision, ...fields } = bodyOf(req)
    const parsed = route.body.safeParse(fields)
    if (!parsed.success) return again(refuse('invalid-body', ...parseFaults(parsed.error)))
    const act = {
      scope: typeof key === 'string' && key !== '' ? [asked.person.email, req.originalUrl, key] : null,
      bodyText: JSON.stringify(fields),
      act: (alsoCommit?: Work<T>['alsoCommit']) => {
        const work: Work<T> = { ...asked.work, ...(alsoCommit && { alsoCommit }) }
        const ifMatch = /^\d{1,9}$/.test(String(revision)) ? Number(revision) : null
        return route.act({ ...asked, work, body: parsed.data, ifMatch })
      },
      present: (result: T) => route.done(result, req),
      parse: readLed,
    }
    const done = await onceAll(store, act)
    if (isRefusal(done)) return again(done)
    const { to, done: code } = done.answer
    res.set('Cache-Control', 'no-store').redirect(303, `${to}${to.includes('?') ? '&' : '?'}done=${code}`)
  }
}

/** How often, and how long apart, the answer of a press that is still under way is asked for. */
const WAITS = 50
const WAIT_MS = 100

async function onceAll<T>(store: Store, act: Parameters<typeof once<T, Led>>[1]) {
  for (let waits = 0; ; waits += 1) {
    const done = await once(store, act)
    if (!isRefusal(done) || done.refused !== 'idempotency-running' || waits === WAITS) return done
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

function askedOf(
  { store, queues, editor, twoPerson, session, timeZone }: DeskDependencies,
  req: Request,
  res: Response,
): DeskAsked {
  const person = personIn(res)
  return {
    req,
    person,
    work: { actor: actorOfStaff(person), store, queues, editor, twoPerson },
    deskZone: timeZone,
    isStillHere: () => session.isOpen(req),
    async frame(title, place) {
      const held = await store.holdAll.read()
      return {
        title,
        place,
        person: person.name,
        csrf: session.csrfOf(req),
        heldAll: held?.by ?? null,
        done: doneSays(req.query.done),
      }
    },
    form(values = {}, refusal) {
      return {
        csrf: session.csrfOf(req),
        // Kept where a form comes again: what was refused was not done.
        once: values.once ?? randomBytes(16).toString('base64url'),
        values,
        problem: refusal === undefined ? null : REFUSALS[refusal.refused].says,
        faults: refusal?.faults ?? [],
      }
    },
  }
}

/** Everything of the desk is for one person's eyes, now: nothing of it is kept anywhere. */
export function sendDeskPage(res: Response, page: Page, status = 200): void {
  res.status(status).type(page.type).set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer')
  res.send(page.body)
}

/** Builds a page and sends it, or says why there is none. */
async function sendBuilt(
  dependencies: DeskDependencies,
  req: Request,
  res: Response,
  build: (asked: DeskAsked) => Promise<Page | Refusal>,
): Promise<void> {
  const asked = askedOf(dependencies, req, res)
  await answer(dependencies, asked, res, await build(asked), 200)
}

async function answer(
  { pages }: DeskDependencies,
  asked: DeskAsked,
  res: Response,
  built: Page | Refusal,
  status: number,
): Promise<void> {
  if (!isRefusal(built)) return sendDeskPage(res, built, status)
  const frame = await asked.frame('That did not work', null)
  sendDeskPage(res, pages.refused(built, frame), statusOf(built))
}

export function enter(res: Response, person: Staff): void {
  res.locals.person = person
}

function personIn(res: Response): Staff {
  const person: Staff | undefined = res.locals.person
  if (person === undefined) throw new Error('A route of the desk is open to nobody in particular')
  return person
}

function bodyOf(req: Request): Record<string, unknown> {
  return typeof req.body === 'object' && req.body !== null ? { ...req.body } : {}
}

/** The fields of a form as they were typed; of those that come several times, in one line each. */
export function fieldsOf(req: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(bodyOf(req)).flatMap(([name, value]) => {
      if (typeof value === 'string') return [[name, value]]
      return Array.isArray(value) ? [[name, value.join('\n')]] : []
    }),
  )
}

function readLed(recorded: unknown): Led {
  return LedAnswer.parse(recorded)
}
