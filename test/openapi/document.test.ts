/** The description is a sound OpenAPI 3.1 document, and says what it must of every operation. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { REFUSALS } from '../../src/domain/refusals.ts'
import { apiDocument } from '../../src/http/openapi/document.ts'
import { schemaIn } from '../support/described.ts'

const document = JSON.parse(apiDocument('https://news.example.gov'))

// biome-ignore lint/suspicious/noExplicitAny: the document is JSON
type Json = any

const operations: readonly { readonly name: string; readonly path: string; readonly operation: Json }[] =
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({
      ...{ name: `${method.toUpperCase()} ${path}`, path, operation },
    })),
  )

/** Every value below a document, with what it is called there. */
function* walk(value: Json, key = ''): Generator<{ readonly key: string; readonly value: Json }> {
  yield { key, value }
  if (typeof value !== 'object' || value === null || key === 'examples') return
  for (const [name, one] of Object.entries(value)) yield* walk(one, name)
}

const everything = [...walk(document)]

test('it is OpenAPI 3.1 at the address that it is read at', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/)
  expect(document.servers).toEqual([{ url: 'https://news.example.gov' }])
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  expect(operations.length).toBeGreaterThan(55)
})

test('it is the same bytes each time', () => {
  expect(apiDocument('https://news.example.gov')).toBe(JSON.stringify(document))
})

test('every reference leads somewhere, and every component is referred to', () => {
  const references = everything.flatMap(({ value }) => (typeof value?.$ref === 'string' ? [value.$ref] : []))
  const target = (reference: string) =>
    reference
      .replace('#/', '')
      .split('/')
      .reduce((at: Json, part) => at?.[part], document)
  expect(references.filter((one) => target(one) === undefined)).toEqual([])
  const kinds = ['schemas', 'responses']
  const names = kinds.flatMap((kind) =>
    Object.keys(document.components[kind]).map((name) => `${kind}/${name}`),
  )
  const used = new Set(references.map((one: string) => one.replace('#/components/', '')))
  expect(names.filter((name) => !used.has(name))).toEqual([])
})

test('operation ids are unique, and name what is done', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z][a-zA-Z]+$/.test(id))).toEqual([])
})

test('component names are as OpenAPI takes them', () => {
  const names = Object.values<Json>(document.components).flatMap((kind) => Object.keys(kind))
  expect(names.filter((name) => !/^[a-zA-Z0-9._-]+$/.test(name))).toEqual([])
})

test('every schema is one that can be parsed with', () => {
  for (const schema of Object.values<Json>(document.components.schemas))
    expect(schemaIn(document, schema)).toBeInstanceOf(z.ZodType)
  const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
  const named = everything.filter(({ key, value }) => key === 'type' && typeof value === 'string')
  const schemaTypes = named.filter(({ value }) => !['http', 'apiKey'].includes(value))
  expect(schemaTypes.filter(({ value }) => !types.includes(value))).toEqual([])
})

test('patterns are regular expressions of their own', () => {
  for (const { key, value } of everything)
    if (key === 'pattern' && typeof value === 'string') expect(() => new RegExp(value, 'u')).not.toThrow()
})

test('no field of a record is without its type', () => {
  const fields = everything.flatMap(({ key, value }) =>
    key === 'properties' && typeof value === 'object' ? Object.entries<Json>(value) : [],
  )
  const typed = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'const', 'enum']
  expect(fields.filter(([, schema]) => !typed.some((word) => word in schema)).map(([name]) => name)).toEqual(
    [],
  )
  expect(fields.length).toBeGreaterThan(200)
})

describe.each(operations)('$name', ({ path, operation }) => {
  test('has a summary, one reader, answers, and who may ask', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.!]$/)
    expect(operation.tags).toHaveLength(1)
    expect(document.tags.map(({ name }: Json) => name)).toContain(operation.tags[0])
    const statuses = Object.keys(operation.responses)
    expect(statuses.filter((status) => !/^[2-5]\d\d$/.test(status))).toEqual([])
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true)
    for (const response of Object.values<Json>(operation.responses))
      expect(response.$ref ?? response.description).toEqual(expect.any(String))
    for (const scheme of operation.security.flatMap(Object.keys))
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme)
    const role = operation.security[0]?.bearer?.[0]
    if (path.startsWith('/v1/') && path !== '/v1/bounces')
      expect(role).toBe(path.startsWith('/v1/ops/') ? 'ops' : 'press')
    expect(operation.responses['403'] !== undefined).toBe(role !== undefined)
  })

  test('has a parameter for each part of its path, each once', () => {
    const parameters: readonly Json[] = operation.parameters ?? []
    const inPath = parameters.filter((one) => one.in === 'path')
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(inPath.map(({ name }) => name)).toEqual(parts)
    expect(inPath.every(({ required }) => required === true)).toBe(true)
    const keys = parameters.map((one) => `${one.in} ${one.name.toLowerCase()}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(parameters.every((one) => one.schema)).toBe(true)
  })

  test('has examples of its body that its body takes', () => {
    for (const [type, media] of Object.entries<Json>(operation.requestBody?.content ?? {}))
      for (const { value } of Object.values<Json>(media.examples ?? {})) {
        const values = type.includes('ndjson')
          ? value
              .trim()
              .split('\n')
              .map((line: string) => JSON.parse(line))
          : [value]
        if (type === 'text/plain' && media.schema.$ref) continue
        for (const one of values)
          expect(schemaIn(document, media.schema).safeParse(one).error).toBeUndefined()
      }
  })
})

test('every code that the service may refuse with stands under its status, once', () => {
  const STATUS = { malformed: 400, missing: 404, lifecycle: 409, stale: 412, invalid: 422, unnamed: 428 }
  const codesOf = (status: number): readonly string[] =>
    document.components.schemas[`Problem${status}`].properties.code.enum
  for (const [code, { kind, says }] of Object.entries(REFUSALS)) {
    expect(codesOf(STATUS[kind])).toContain(code)
    const { description } = document.components.schemas[`Problem${STATUS[kind]}`].properties.code
    // What HTTP says of it covers the paths too.
    if (code !== 'not-found') expect(description).toContain(`\`${code}\`: ${says}`)
  }
  const all = Object.keys(document.components.schemas)
    .filter((name) => name.startsWith('Problem'))
    .flatMap(
      (name) =>
        document.components.schemas[name].properties.code?.enum ??
        document.components.schemas[name].properties.code?.const ??
        [],
    )
  expect(new Set(all).size).toBe(all.length)
})
