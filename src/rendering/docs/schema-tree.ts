/** A schema as a list that people read: each field with its type in words, what it means, and what is in it. */
import { inlineMarkdown } from '../markdown.ts'
import type { Schema } from './api-document.ts'

/** A type in words; `href` leads to where it is described. */
type TypeWord = { readonly text: string; readonly href: string | null }

export type Field = {
  /** Null for what has no name: an alternative, or the whole. */
  readonly name: string | null
  readonly type: readonly TypeWord[]
  readonly required: boolean
  /** HTML. */
  readonly says: string
  /** Limits, values and an example. */
  readonly notes: readonly string[]
  readonly fields: readonly Field[]
}

export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}

/** What a schema refers to, and through how many references in a row its fields are shown in place. */
export type Opened = { readonly schemas: Readonly<Record<string, Schema>>; readonly depth: number }

const LINKS_ONLY: Opened = { schemas: {}, depth: 0 }

/** The whole of a schema as one field. What it refers to is a link, and has its fields below it if `opened`. */
export function fieldOf(
  schema: Schema,
  opened: Opened = LINKS_ONLY,
  name: string | null = null,
  required = true,
): Field {
  return {
    name,
    type: typeWords(schema),
    required,
    says: inlineMarkdown(schema.description ?? ''),
    notes: notesOf(schema),
    fields: fieldsOf(schema, opened),
  }
}

function fieldsOf(schema: Schema, opened: Opened): readonly Field[] {
  if (schema.items) return fieldsOf(schema.items, opened)
  const { $ref, properties, additionalProperties } = schema
  const { schemas, depth } = opened
  const meant = $ref === undefined || depth === 0 ? undefined : schemas[nameOfRef($ref)]
  if (meant) return fieldsOf(meant, { schemas, depth: depth - 1 })
  if (properties)
    return Object.entries(properties).map(([name, one]) =>
      fieldOf(one, opened, name, schema.required?.includes(name) ?? false),
    )
  const options = alternatives(schema)
  const [only] = options
  if (options.length === 1 && only) return fieldsOf(only, opened)
  if (options.some((one) => one.properties)) return options.map((one) => fieldOf(one, opened))
  return typeof additionalProperties === 'object' ? fieldsOf(additionalProperties, opened) : []
}

function isNull(schema: Schema): boolean {
  return schema.type === 'null'
}

/** What it may be beside null; those of its alternatives with it. */
function alternatives(schema: Schema): readonly Schema[] {
  const some = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => !isNull(one))
  return some.flatMap((one) => (one.anyOf || one.oneOf ? alternatives(one) : [one]))
}

const plain = (text: string): TypeWord => ({ text, href: null })

function typeWords(schema: Schema): readonly TypeWord[] {
  const { $ref, items, additionalProperties } = schema
  if ($ref !== undefined) return [{ text: nameOfRef($ref), href: `#schema-${nameOfRef($ref)}` }]
  const options = schema.anyOf ?? schema.oneOf
  if (options) return alternativeWords(schema, options)
  if (schema.const !== undefined) return [plain(JSON.stringify(schema.const))]
  if (items) return [plain('list of '), ...typeWords(items)]
  if (typeof additionalProperties === 'object')
    return [plain('object of '), ...typeWords(additionalProperties)]
  return [plain(simpleWord(schema))]
}

function alternativeWords(schema: Schema, options: readonly Schema[]): readonly TypeWord[] {
  const some = alternatives(schema)
  const objects = some.length > 1 && some.some((one) => one.properties)
  const words = objects ? [[plain('one of')]] : some.map(typeWords)
  const all = options.some(isNull) ? [...words, [plain('null')]] : words
  return all.flatMap((one, index) => (index === 0 ? one : [plain(' or '), ...one]))
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'date and time',
  date: 'date',
  email: 'e-mail address',
}

function simpleWord({ type, format, enum: values }: Schema): string {
  const types = typeof type === 'string' ? [type] : (type ?? ['anything'])
  const words = types.map((one) =>
    one === 'string' && values === undefined ? (FORMATS[format ?? ''] ?? one) : one,
  )
  return words.join(' or ')
}

function notesOf(schema: Schema): readonly string[] {
  const inner = alternatives(schema)
  const own = inner.length === 1 && inner[0] && !schema.$ref ? { ...inner[0], ...schema } : schema
  return [
    ...(own.enum ? [own.enum.map(String).join(' · ')] : []),
    ...(schema.items?.enum ? [schema.items.enum.map(String).join(' · ')] : []),
    ...limit(own.minLength, own.maxLength, 'characters'),
    ...limit(own.minItems, own.maxItems, 'items'),
    ...limit(own.minimum, own.maximum, ''),
    ...(own.default === undefined || isEmpty(own.default) ? [] : [`default ${JSON.stringify(own.default)}`]),
    ...(own.examples ?? []).map((one) => `such as ${typeof one === 'string' ? one : JSON.stringify(one)}`),
  ]
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** Beyond this a limit is only the largest number there is. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER

function limit(least: number | undefined, most: number | undefined, what: string): readonly string[] {
  const from = least === undefined || least <= 0 ? null : least.toLocaleString('en-US')
  const to = most === undefined || most >= NO_LIMIT ? null : most.toLocaleString('en-US')
  if (to !== null) return [`${from === null ? 'up to ' : `${from} to `}${to} ${what}`.trim()]
  return from === null || Number(from) < -NO_LIMIT ? [] : [`at least ${from} ${what}`.trim()]
}
