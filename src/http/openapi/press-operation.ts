/** What operations of the press API have in common: If-Match, Idempotency-Key, lists, and the usual refusals. */
import { z } from 'zod'
import { listOf } from '../answer-parts.ts'
import { Page } from '../intake/handle.ts'
import type { Answers, Operation } from './operation.ts'

const IfMatch = z
  .string()
  .regex(/^"\d{1,9}"$|^\*$/)
  .optional()
  .meta({
    description: 'The `ETag` of the record that was read; 412 where it has moved on. `*` or none: any.',
    examples: ['"3"'],
  })
const IdempotencyKey = z
  .string()
  .optional()
  .meta({
    description:
      'Scoped by token, method and path, and kept for 24 hours: a repeat answers the same. 409 while the first runs, 422 where the body differs.',
    examples: ['7f9c24e5'],
  })

const ETAG = { ETag: 'The revision of the record, for `If-Match`.' }

type Given = Pick<Operation, 'id' | 'path' | 'summary'> & Partial<Operation>
type Reads = Given & { readonly answer: z.ZodType; readonly hasRevision?: boolean }
type Changes = Given & {
  readonly method: Operation['method']
  readonly input?: z.ZodType
  readonly examples?: Readonly<Record<string, unknown>>
  readonly answer?: z.ZodType
  readonly status?: number
  readonly hasRevision?: boolean
  /** Takes `If-Match`. */
  readonly guarded?: boolean
}

/** A `GET`. */
export function reads({ answer, hasRevision = false, ...given }: Reads): Operation {
  const unknown = given.path.includes('{') ? [404] : []
  const misread = given.query ? [400] : []
  return {
    method: 'get',
    who: 'press',
    answers: { 200: jsonAnswer('As it stands.', answer, hasRevision ? ETAG : undefined) },
    problems: [...misread, ...unknown, 500, 503],
    ...given,
  }
}

/** A `GET` of a list, newest first. */
export function lists({ answer, query, ...given }: Reads): Operation {
  return reads({ ...given, query: Page.extend(query?.shape ?? {}), answer: listOf(answer) })
}

/** Something that changes a record. A `POST` may be repeated under an `Idempotency-Key`. */
export function changes(given: Changes): Operation {
  const { input, examples, answer, hasRevision = true, guarded = true, status = 200, ...rest } = given
  const headers = {
    ...(guarded && { 'If-Match': IfMatch }),
    ...(given.method === 'post' && { 'Idempotency-Key': IdempotencyKey }),
  }
  const created = status === 201 && answer ? 'Made.' : 'Done.'
  return {
    who: 'press',
    ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
    ...(input && {
      body: {
        required: !input.safeParse({}).success,
        media: [{ type: 'application/json', schema: input, ...(examples && { examples }) }],
      },
    }),
    answers: {
      [status]: answer ? jsonAnswer(created, answer, hasRevision ? ETAG : undefined) : { says: 'Done.' },
    },
    problems: [400, ...(given.path.includes('{') ? [404] : []), 409, 412, 413, 415, 422, 500, 503],
    ...rest,
  }
}

export function jsonAnswer(says: string, schema: z.ZodType, headers?: Answers['headers']): Answers {
  return { says, media: [{ type: 'application/json', schema }], ...(headers && { headers }) }
}
