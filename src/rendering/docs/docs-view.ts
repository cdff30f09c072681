/** What the page of the API shows: operations by reader and area, the records they speak of, and every refusal. */
import { inlineMarkdown, markdownHtml } from '../markdown.ts'
import type { ApiDocument, Content, Operation } from './api-document.ts'
import { curlExample } from './curl-example.ts'
import { type Field, fieldOf, nameOfRef, type Opened } from './schema-tree.ts'

type Form = { readonly type: string; readonly field: Field | null; readonly examples: readonly Example[] }
type Example = { readonly name: string; readonly text: string }

type AnswerView = {
  readonly status: string
  readonly says: string
  readonly headers: readonly { readonly name: string; readonly says: string }[]
  readonly forms: readonly Form[]
}

type OperationView = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly who: string
  readonly summary: string
  /** HTML. */
  readonly says: string
  readonly parameters: readonly (Field & { readonly place: string })[]
  readonly body: { readonly required: boolean; readonly forms: readonly Form[] } | null
  readonly answers: readonly AnswerView[]
  readonly refusals: readonly string[]
  readonly curl: string
}

type Area = { readonly name: string; readonly operations: readonly OperationView[] }

export type DocsView = {
  readonly title: string
  readonly url: string
  readonly says: string
  readonly security: readonly { readonly name: string; readonly says: string }[]
  readonly readers: readonly {
    readonly name: string
    readonly says: string
    readonly areas: readonly Area[]
  }[]
  readonly refusals: readonly { readonly status: string; readonly says: string; readonly codes: string }[]
  readonly schemas: readonly { readonly name: string; readonly field: Field }[]
}

/** A body shows its own fields, and those of the records in it. */
const BODY_DEPTH = 2

const READERS: Readonly<Record<string, string>> = {
  press: 'Press staff',
  public: 'Public',
  ops: 'Operations',
}

export function docsView(document: ApiDocument): DocsView {
  const { info, servers, tags, paths, components } = document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ tag: operation.tags[0], area: areaOf(path) },
      view: operationView({ url: servers[0].url, method, path }, operation, {
        schemas: components.schemas,
        depth: BODY_DEPTH,
      }),
    })),
  )
  return {
    title: info.title,
    url: servers[0].url,
    says: markdownHtml(info.description),
    security: Object.entries(components.securitySchemes).map(([name, { description }]) => ({
      ...{ name, says: inlineMarkdown(description) },
    })),
    readers: tags.map(({ name, description }) => {
      const byArea = Map.groupBy(
        operations.filter(({ tag }) => tag === name),
        ({ area }) => area,
      )
      const areas = [...byArea].map(([area, found]) => ({
        name: area,
        operations: found.map(({ view }) => view),
      }))
      return { name: READERS[name] ?? name, says: inlineMarkdown(description), areas }
    }),
    refusals: refusalsOf(document),
    schemas: Object.entries(components.schemas)
      .filter(([name]) => !isProblem(name))
      .map(([name, schema]) => ({ name, field: fieldOf(schema) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}

/** The first word of a path that says what it is about. */
function areaOf(path: string): string {
  const [first = '', second = ''] = path.split('/').filter((part) => part !== '')
  const name = first === 'v1' ? second : first.replace(/\..*$/, '')
  return AREAS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

const AREAS: Readonly<Record<string, string>> = {
  '': 'Newsroom',
  'hold-all': 'Embargoes',
  feed: 'Feeds',
  openapi: 'This description',
  docs: 'This description',
  preferences: 'Subscribers',
  unsubscribe: 'Subscribers',
  healthz: 'Health',
  readyz: 'Health',
  metrics: 'Metrics and overview',
  ops: 'Metrics and overview',
}

function operationView(
  { url, method, path }: { url: string; method: string; path: string },
  operation: Operation,
  opened: Opened,
): OperationView {
  const { requestBody, responses, parameters } = operation
  const answers = Object.entries(responses).filter(([, { $ref }]) => $ref === undefined)
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    who: whoMay(operation),
    summary: operation.summary,
    says: inlineMarkdown(operation.description),
    parameters: parameters.map((one) => ({
      ...fieldOf(one.schema, undefined, one.name, one.required),
      place: one.in,
    })),
    body: requestBody
      ? { required: requestBody.required, forms: formsOf(requestBody.content, opened) }
      : null,
    answers: answers.map(([status, { description, headers, content }]) => ({
      status,
      says: inlineMarkdown(description),
      headers: Object.entries(headers).map(([name, one]) => ({
        name,
        says: inlineMarkdown(one.description),
      })),
      forms: formsOf(content),
    })),
    refusals: Object.entries(responses).flatMap(([status, { $ref }]) => ($ref === undefined ? [] : [status])),
    curl: curlExample(url, method, path, operation),
  }
}

function whoMay({ security }: Operation): string {
  const [first] = security
  if (first === undefined) return 'Anyone'
  const [role] = first.bearer ?? []
  return role === undefined ? 'Signed' : `Role ${role}`
}

function formsOf(content: Content, opened?: Opened): readonly Form[] {
  return Object.entries(content).map(([type, { schema, examples }]) => ({
    type,
    field: schema ? fieldOf(schema, opened) : null,
    examples: Object.entries(examples ?? {}).map(([name, { value }]) => ({
      name,
      text: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
    })),
  }))
}

const isProblem = (name: string) => /^Problem\d+$/.test(name)

function refusalsOf({ components }: ApiDocument): DocsView['refusals'] {
  return Object.values(components.responses)
    .map(({ description, content }) => {
      const name = nameOfRef(content['application/problem+json']?.schema?.$ref ?? '')
      const codes = components.schemas[name]?.properties?.code?.description ?? ''
      return {
        status: name.replace('Problem', ''),
        says: inlineMarkdown(description),
        codes: markdownHtml(codes),
      }
    })
    .toSorted((a, b) => Number(a.status) - Number(b.status))
}
