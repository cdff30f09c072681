/** Errors as RFC 9457 problem details: a stable code, where it points, and never the value refused. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { z } from 'zod'
import { type Fault, REFUSALS, type Refusal, type RefusalKind } from '../domain/refusals.ts'
import type { Log } from '../log.ts'
import type { Pages } from '../rendering/newsroom-pages.ts'
import { isAway } from '../store/redis.ts'
import { sendPage } from './send-page.ts'

const STATUS: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  missing: 404,
  lifecycle: 409,
  stale: 412,
  invalid: 422,
  unnamed: 428,
}

/** Refusals that belong to HTTP itself, before any command. */
const HTTP_PROBLEMS = {
  'malformed-body': [400, 'The body is not well-formed.'],
  unauthenticated: [401, 'A valid bearer token is needed.'],
  'bad-signature': [401, 'The signature is missing, wrong, or too old.'],
  forbidden: [403, 'This token may not do that.'],
  'not-found': [404, 'There is no such path or record.'],
  'body-too-large': [413, 'The body is larger than this path takes.'],
  'unsupported-media-type': [415, 'This path does not take that media type.'],
  'too-many-requests': [429, 'Too many requests; wait a little.'],
  fault: [500, 'Something broke here; nothing was changed that was not reported.'],
  unavailable: [503, 'The store is away; nothing was changed. Ask again.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>

export type HttpProblem = keyof typeof HTTP_PROBLEMS

/** Every code that a problem may have, with its status and its sentence. */
export const PROBLEMS: readonly { readonly code: string; readonly status: number; readonly says: string }[] =
  [
    ...Object.entries(HTTP_PROBLEMS).map(([code, [status, says]]) => ({ code, status, says })),
    ...Object.entries(REFUSALS).map(([code, { kind, says }]) => ({ code, status: STATUS[kind], says })),
  ].filter(({ code }, index, all) => all.findIndex((one) => one.code === code) === index)

export function sendProblem(res: Response, code: HttpProblem, faults: readonly Fault[] = []): void {
  const [status, title] = HTTP_PROBLEMS[code]
  if (code === 'unauthenticated') res.set('WWW-Authenticate', 'Bearer realm="hold-for-release"')
  if (code === 'bad-signature') res.set('WWW-Authenticate', 'X-Signature realm="hold-for-release"')
  if (code === 'unavailable') res.set('Retry-After', '1')
  write(res, status, code, title, faults)
}

/** What a browser is answered where a form was refused. */
export function statusOf(refusal: Refusal): number {
  return STATUS[REFUSALS[refusal.refused].kind]
}

export function sendRefusal(res: Response, refusal: Refusal): void {
  const { kind, says } = REFUSALS[refusal.refused]
  write(res, STATUS[kind], refusal.refused, says, refusal.faults)
}

function write(res: Response, status: number, code: string, title: string, faults: readonly Fault[]): void {
  res.status(status).type('application/problem+json').set('Cache-Control', 'no-store')
  res.send(JSON.stringify({ type: `urn:hold-for-release:${code}`, title, status, code, errors: faults }))
}

/** A body, query or header that does not parse: where, and what was expected, never what was sent. */
export function parseFaults(error: z.ZodError): readonly Fault[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: sayExpected(issue) }))
}

/** zod's words for these kinds hold only what was expected; others may quote the input. */
function sayExpected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'Unknown field'
    case 'invalid_type':
      return `Expected ${issue.expected}`
    case 'invalid_value':
      return `Expected one of: ${issue.values.join(', ')}`
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'custom':
      return issue.message
    default:
      return 'Not in the form this path takes'
  }
}

const PARSER_PROBLEMS = new Map<string, HttpProblem>([
  ['entity.too.large', 'body-too-large'],
  ['encoding.unsupported', 'unsupported-media-type'],
  ['charset.unsupported', 'unsupported-media-type'],
])

/** People who meet a fault in a browser get a page; programs, and all of the press API, problem details. */
function wantsPage(req: Request): boolean {
  return !req.originalUrl.startsWith('/v1') && req.accepts(['json', 'html']) === 'html'
}

/** The last handler: Redis away is 503, a body that could not be read 4xx, anything else a fault to look at. */
export function handleFaults(log: Log, pages: Pick<Pages, 'notFound' | 'plainError'>): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    if (res.headersSent) {
      // Left to Express, its words would stand in the log.
      log.error({ err: error, do: 'Look at where it broke; the answer was cut off.' }, 'request fault')
      return void res.destroy()
    }
    const send = (code: HttpProblem) => {
      if (!wantsPage(req)) return sendProblem(res, code)
      const [status, says] = HTTP_PROBLEMS[code]
      if (code === 'unavailable') res.set('Retry-After', '1')
      sendPage(req, res, pages.plainError({ title: 'That did not work', says }), status)
    }
    if (isAway(error)) return send('unavailable')
    // An address whose escapes cannot be read is one more that leads nowhere.
    if (error instanceof URIError) return sendPage(req, res, pages.notFound(), 404)
    const type = readField(error, 'type')
    const status = readField(error, 'status')
    if (typeof type === 'string' && PARSER_PROBLEMS.has(type))
      return send(PARSER_PROBLEMS.get(type) ?? 'fault')
    if (typeof status === 'number' && status >= 400 && status < 500) return send('malformed-body')
    log.error({ err: error, do: 'Look at where it broke; the request was answered 500.' }, 'request fault')
    send('fault')
  }
}

function readField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
