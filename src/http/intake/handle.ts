/** How a press route runs: parse, act under an Idempotency-Key and If-Match, present, answer. */
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Work } from '../../commands/work.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusals.ts'
import type { Editor } from '../../editing/editor.ts'
import type { Queues } from '../../queue/queues.ts'
import type { Store } from '../../store/store.ts'
import { actorOf } from '../authenticate.ts'
import { JsonAnswer } from '../json-answer.ts'
import { once } from '../once.ts'
import { parseFaults, sendProblem, sendRefusal } from '../problem.ts'

export type IntakeDependencies = {
  readonly store: Store
  readonly queues: Queues
  readonly editor: Editor
  /** A release is cleared only once a second person has approved the same content. */
  readonly twoPerson: boolean
  /** Whether text messages are set up. */
  readonly offersTexts: boolean
}

/** What goes back: the body, and the revision its ETag names. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly revision?: number
  readonly location?: string
}

/** What a route acts with: who asks, and the revision they read (`If-Match`), null for any. */
export type Asked<B, T> = {
  readonly work: Work<T>
  readonly req: Request
  readonly body: B
  readonly ifMatch: number | null
}

type Route<B, T> = {
  readonly body: z.ZodType<B>
  act(asked: Asked<B, T>): Promise<T | Refusal>
  present(result: T): Answer
}

const StoredAnswer = z.object({
  status: z.number(),
  body: z.unknown(),
  revision: z.number().optional(),
  location: z.string().optional(),
})

function readStored(recorded: unknown): Answer {
  const { status, body, revision, location } = StoredAnswer.parse(recorded)
  return {
    status,
    body,
    ...(revision !== undefined && { revision }),
    ...(location !== undefined && { location }),
  }
}

/** A route that changes something. A POST under an Idempotency-Key has its answer recorded with its effect. */
export function change<B, T>(
  { store, queues, editor, twoPerson }: IntakeDependencies,
  route: Route<B, T>,
): RequestHandler {
  return async (req, res) => {
    // A body that no parser took is of a type this path does not take.
    if (req.body === undefined && hasBody(req)) return sendProblem(res, 'unsupported-media-type')
    const parsed = route.body.safeParse(req.body ?? {})
    if (!parsed.success) return sendRefusal(res, refuse('invalid-body', ...parseFaults(parsed.error)))
    const ifMatch = readIfMatch(req)
    if (isRefusal(ifMatch)) return sendRefusal(res, ifMatch)

    const key = req.method === 'POST' ? req.get('Idempotency-Key') : undefined
    const done = await once(store, {
      scope: key === undefined ? null : [String(res.locals.token), req.method, req.originalUrl, key],
      bodyText: key === undefined ? '' : JSON.stringify(req.body ?? {}),
      act(alsoCommit) {
        const work: Work<T> = {
          actor: actorOf(res),
          store,
          queues,
          editor,
          twoPerson,
          ...(alsoCommit && { alsoCommit }),
        }
        return route.act({ work, req, body: parsed.data, ifMatch })
      },
      present: route.present,
      parse: readStored,
    })
    if (isRefusal(done)) return sendRefusal(res, done)
    sendAnswer(res, done.answer)
  }
}

/** A route that only reads. */
export function read(act: (req: Request, res: Response) => Promise<Answer | Refusal>): RequestHandler {
  return async (req, res) => {
    const answer = await act(req, res)
    if (isRefusal(answer)) return sendRefusal(res, answer)
    sendAnswer(res, answer)
  }
}

function sendAnswer(res: Response, answer: Answer): void {
  if (answer.revision !== undefined) res.set('ETag', `"${answer.revision}"`)
  if (answer.location !== undefined) res.location(answer.location)
  res.status(answer.status).set('Cache-Control', 'no-store')
  if (answer.status === 204) res.end()
  else if (answer.body instanceof JsonAnswer) answer.body.send(res)
  else res.json(answer.body)
}

function hasBody(req: Request): boolean {
  return req.get('Transfer-Encoding') !== undefined || Number(req.get('Content-Length') ?? 0) > 0
}

function readIfMatch(req: Request): number | null | Refusal {
  const header = req.get('If-Match')
  if (header === undefined || header === '*') return null
  const match = /^"(\d{1,9})"$/.exec(header)
  return match ? Number(match[1]) : refuse('stale')
}

/** What a list may be asked for. */
export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().meta({ description: 'The `next` of the page before.' }),
})

/** `?limit` and `?cursor` of a list. */
export function readPage(req: Request): { limit: number; cursor: string | null } | Refusal {
  const parsed = Page.safeParse(req.query)
  if (!parsed.success) return refuse('invalid-body', ...parseFaults(parsed.error))
  return { limit: parsed.data.limit, cursor: parsed.data.cursor ?? null }
}

/** A path parameter, which Express has matched. */
export function param(req: Request, name: string): string {
  const value: unknown = req.params[name]
  return typeof value === 'string' ? value : ''
}

/** For routes that take no body. */
export const NoBody = z.strictObject({})
