/** One operation of the contract as its area's file states it, and what follows from that for OpenAPI. */
import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { RecordId } from '../../domain/record.ts'
import { problemResponse } from './problems.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Who may ask: a role of a bearer token, a signed request, a link's token, or anyone. */
export type Who = 'press' | 'ops' | 'signature' | 'anyone'

type Media = {
  readonly type: string
  /** None: bytes that have a standard of their own, or a page for people. */
  readonly schema?: z.ZodType
  readonly examples?: Readonly<Record<string, unknown>>
}

export type Answers = {
  readonly says: string
  readonly media?: readonly Media[]
  readonly headers?: Readonly<Record<string, string>>
}

export type Operation = {
  readonly method: Method
  /** As OpenAPI writes it: `/v1/calls/{id}`. */
  readonly path: string
  readonly id: string
  readonly who: Who
  readonly summary: string
  readonly says?: string
  readonly query?: z.ZodObject
  /** Path parameters that are not the id of a record. */
  readonly params?: z.ZodObject
  readonly headers?: z.ZodObject
  readonly body?: { readonly media: readonly Media[]; readonly required?: boolean; readonly says?: string }
  readonly answers: Readonly<Record<number, Answers>>
  /** Statuses of problem details, beside those that `who` brings. */
  readonly problems: readonly number[]
}

const DENIALS: Readonly<Record<Who, readonly number[]>> = {
  press: [401, 403],
  ops: [401, 403],
  signature: [401],
  anyone: [],
}

const SECURITY: Readonly<Record<Who, readonly Record<string, string[]>[]>> = {
  press: [{ bearer: ['press'] }],
  ops: [{ bearer: ['ops'] }],
  signature: [{ signature: [] }],
  anyone: [],
}

/** `tag`: whose reader it is for. */
export function describeOperation(tag: string, operation: Operation): ZodOpenApiOperationObject {
  const { id, who, summary, says, query, headers, body, answers, problems } = operation
  const params = operation.params ?? idParameters(operation.path)
  const statuses = [...new Set([...problems, ...DENIALS[who]])].sort()
  const refusals = statuses.filter((status) => !(status in answers))
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(says !== undefined && { description: says }),
    security: [...SECURITY[who]],
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && {
      requestBody: {
        required: body.required ?? true,
        ...(body.says !== undefined && { description: body.says }),
        content: contentOf(body.media),
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)])),
      ...Object.fromEntries(refusals.map((status) => [String(status), problemResponse(status)])),
    },
  }
}

function responseOf({ says, media, headers }: Answers): ZodOpenApiResponseObject {
  const described = Object.entries(headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ])
  return {
    description: says,
    ...(headers && { headers: Object.fromEntries(described) }),
    ...(media && { content: contentOf(media) }),
  }
}

function contentOf(media: readonly Media[]) {
  return Object.fromEntries(
    media.map(({ type, schema, examples }) => [
      type,
      {
        ...(schema && { schema }),
        ...(examples && {
          examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
        }),
      },
    ]),
  )
}

/** Every `{name}` of a path is the id of a record, unless its operation says otherwise. */
function idParameters(path: string): z.ZodObject | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return names.length === 0 ? undefined : z.object(Object.fromEntries(names.map((name) => [name, RecordId])))
}
