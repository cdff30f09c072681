/** The service's own description of its API, and whether what it answers is what it says. */
import { z } from 'zod'
import type { Answer, Api, Service } from './service.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document under test is whatever the service sent
type Described = any

type Asked = { readonly operationId: string; readonly status: number; readonly faults: readonly string[] }

export type Description = {
  readonly document: Described
  /** Every request made through {@link Description.watch}, with what its answer does that is not described. */
  readonly asked: readonly Asked[]
  watch(api: Api): Api
  /** For what no {@link Api} can ask. */
  note(method: string, path: string, answer: Answer): Answer
}

/** Reads `/openapi.json`, and compares with it whatever is asked afterwards. */
export async function readDescription(service: Pick<Service, 'anyone'>): Promise<Description> {
  const document: Described = (await service.anyone.get('/openapi.json')).body
  const asked: Asked[] = []
  const note = (method: string, path: string, answer: Answer): Answer => {
    const operation = findOperation(document, method, path)
    const operationId = operation?.operationId ?? `${method} ${path}`
    const faults = operation ? faultsOf(document, operation, answer) : ['is not described']
    asked.push({ operationId, status: answer.status, faults })
    return answer
  }
  return {
    document,
    asked,
    note,
    watch: (api) => ({
      get: async (path) => note('get', path, await api.get(path)),
      post: async (path, body, headers) => note('post', path, await api.post(path, body, headers)),
      put: async (path, body, headers) => note('put', path, await api.put(path, body, headers)),
      patch: async (path, body, headers) => note('patch', path, await api.patch(path, body, headers)),
      delete: async (path, headers) => note('delete', path, await api.delete(path, headers)),
    }),
  }
}

/** A schema of the document, ready to parse with; what it refers to is in it. */
export function schemaIn(document: Described, schema: Described): z.ZodType {
  // What is answered may grow, for clients; here nothing grows unseen.
  const closed = (value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && !('additionalProperties' in value)
      ? { ...value, additionalProperties: false }
      : value
  // The parser builds patterns without the flag `u` that JSON Schema asks for; with classes they say nothing then.
  const sound = (key: string, value: unknown) =>
    key === 'pattern' && `${value}`.includes('\\p{') ? '' : closed(value)
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas }, sound)
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')))
}

function findOperation(document: Described, method: string, asked: string): Described {
  const path = asked.replace(/\?.*$/, '')
  const fits = (template: string) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  // The path with the fewest parameters and the most of its own words is meant.
  const [template] = Object.keys(document.paths)
    .filter((one) => document.paths[one][method] && fits(one))
    .toSorted((a, b) => b.replaceAll(/\{\w+\}/g, '').length - a.replaceAll(/\{\w+\}/g, '').length)
  return template === undefined ? undefined : document.paths[template][method]
}

function faultsOf(document: Described, operation: Described, answer: Answer): readonly string[] {
  const named = operation.responses[answer.status]
  if (named === undefined) return [`status ${answer.status} is not described: ${answer.text.slice(0, 200)}`]
  const response = named.$ref ? document.components.responses[named.$ref.split('/').at(-1)] : named
  const type = (answer.headers.get('Content-Type') ?? '').replace(/;.*$/, '')
  if (response.content === undefined) return answer.text === '' ? [] : [`a body of ${type} is not described`]
  const media = response.content[type]
  if (media === undefined) return [`${type} is not described`]
  const headers = Object.keys(response.headers ?? {}).filter((name) => !answer.headers.has(name))
  return [
    ...headers.map((name) => `has no ${name}`),
    ...bodiesOf(type, answer).flatMap((body) => mismatches(document, media.schema, body)),
  ]
}

/** The JSON of an answer, or of each event of a stream. */
function bodiesOf(type: string, answer: Answer): readonly unknown[] {
  if (type.endsWith('json')) return [answer.body]
  if (type !== 'text/event-stream') return []
  return [...answer.text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data))
}

function mismatches(document: Described, schema: Described, body: unknown): readonly string[] {
  if (schema === undefined) return ['a body without a schema']
  const { error } = schemaIn(document, schema).safeParse(body)
  return (error?.issues ?? []).map((issue) => JSON.stringify(issue).slice(0, 600))
}
