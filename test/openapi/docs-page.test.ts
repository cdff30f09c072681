/** `/docs` shows all that `/openapi.json` says, to people, without script and without another host. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Service, startService } from '../support/service.ts'

let service: Service
let page: Answer
// biome-ignore lint/suspicious/noExplicitAny: the document is JSON
let document: any

beforeAll(async () => {
  service = await startService({ workers: 0 })
  page = await service.anyone.get('/docs')
  document = (await service.anyone.get('/openapi.json')).body
})
afterAll(() => service.close())

const all = (pattern: RegExp) => [...page.text.matchAll(pattern)].map(([, found = '']) => found)

test('it has every operation with its method, path, role and a command, and every record', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the document is JSON
  const operations = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
    // biome-ignore lint/suspicious/noExplicitAny: the document is JSON
    Object.entries<any>(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), one })),
  )
  const articles = new Map(
    page.text
      .split('<article class="operation" id="')
      .map((text) => [text.slice(0, text.indexOf('"')), text]),
  )
  for (const { path, method, one } of operations) {
    const article = articles.get(one.operationId)
    expect(article, one.operationId).toBeDefined()
    for (const words of [`>${method}<`, `>${path}<`, one.summary, 'curl ']) expect(article).toContain(words)
    const role = one.security[0]?.bearer?.[0]
    expect(article).toContain(role ? `Role ${role}` : one.security.length > 0 ? 'Signed' : 'Anyone')
  }
  const schemas = Object.keys(document.components.schemas).filter((name) => !/^Problem\d/.test(name))
  expect(all(/id="schema-(\w+)"/g).toSorted()).toEqual(schemas.toSorted())
})

test('it has one h1, a title, unique ids, and every link within it leads somewhere', () => {
  expect(all(/<(h1)>/g)).toHaveLength(1)
  expect(page.text).toMatch(/<title>The API · \w+<\/title>/)
  const ids = all(/\sid="([^"]+)"/g)
  expect(new Set(ids).size).toBe(ids.length)
  const lost = all(/href="#([^"]+)"/g).filter((id) => !ids.includes(id))
  expect([...new Set(lost)]).toEqual([])
})

test('it needs no script, has no style of its own, and asks no other host', () => {
  expect(page.text).not.toMatch(/<script|\sstyle=|\son\w+=/)
  const loaded = all(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)
  expect(loaded.length).toBeGreaterThan(1)
  expect(loaded.filter((href) => !href.startsWith('/assets/'))).toEqual([])
})

test('nothing in it was lost on the way from the schemas', () => {
  expect(page.text).not.toMatch(/undefined|\[object Object\]|&lt;(?:code|a|p)\b/)
})

test.each(['/docs', '/openapi.json'])('%s is kept, and asked for again at every use', async (path) => {
  const first = await fetch(service.url + path)
  expect(first.headers.get('Cache-Control')).toBe('no-cache')
  const again = await fetch(service.url + path, {
    headers: { 'If-None-Match': first.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' },
  })
  expect(again.status).toBe(304)
})

test('tools on other hosts may read the description', async () => {
  const { headers } = await fetch(`${service.url}/openapi.json`)
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(headers.get('Content-Type')).toContain('application/json')
})
