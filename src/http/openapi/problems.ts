/** Problem details by status, each with the stable codes that come with it. */
import { z } from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import { PROBLEMS } from '../problem.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Not in the form this path takes.',
  401: 'Nobody this service knows, or not signed.',
  403: 'Decided by route and role, before any look-up.',
  404: 'There is no such path or record.',
  409: 'The lifecycle forbids it now.',
  412: 'Stale: the record has moved on since it was read.',
  413: 'Larger than this path takes.',
  415: 'A media type this path does not take.',
  422: 'Well-formed, but refused.',
  428: 'A revision must be named.',
  429: 'Too many requests.',
  500: 'A fault here; it is logged.',
  503: 'The store is away. Nothing was changed; ask again.',
}

const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'The scheme that is needed.' },
  429: { 'Retry-After': 'Seconds.' },
  503: { 'Retry-After': 'Seconds.' },
}

const Fault = z
  .strictObject({
    path: z
      .string()
      .meta({ description: 'Into the body or the query.', examples: ['portions.0.embargo.at'] }),
    message: z.string().meta({ description: 'Never the value refused.' }),
  })
  .meta({ id: 'Fault' })

const RESPONSES = new Map(Object.keys(TITLES).map((status) => [Number(status), describe(Number(status))]))

/** The answer with this status, shared by every operation that may give it. */
export function problemResponse(status: number): ZodOpenApiResponseObject {
  const found = RESPONSES.get(status)
  if (found === undefined) throw new Error(`No problem has the status ${status}`)
  return found
}

function describe(status: number): ZodOpenApiResponseObject {
  const found = PROBLEMS.filter((problem) => problem.status === status)
  const [first, ...others] = found.map(({ code }) => code)
  if (first === undefined) throw new Error(`No code has the status ${status}`)
  const says = found.map((problem) => `- \`${problem.code}\`: ${problem.says}`)
  const schema = z
    .strictObject({
      type: z.string().meta({ examples: [`urn:hold-for-release:${first}`] }),
      title: z.string(),
      status: z.literal(status),
      code: z.enum([first, ...others]).meta({ description: says.join('\n') }),
      errors: z.array(Fault),
    })
    .meta({ id: `Problem${status}`, description: 'Problem details (RFC 9457) with a stable code.' })
  const headers = Object.entries(HEADERS[status] ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ])
  return {
    id: `Refusal${status}`,
    description: TITLES[status] ?? '',
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    content: { 'application/problem+json': { schema } },
  }
}
