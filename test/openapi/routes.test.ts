/** The description names every route that the service has, and none that it has not. */
import { beforeAll, expect, test } from 'vitest'
import { apiDocument } from '../../src/http/openapi/document.ts'
import { readServed, type Served } from '../support/routes.ts'

/** Pages for people, and what they load: nothing that a program is promised. */
const FOR_PEOPLE = [
  /^\S+ \/assets\b/,
  /^\S+ \/desk\b/,
  /^\S+ \/ops\b/,
  /^GET \/subscribe$/,
  /^GET \/(?:robots\.txt|search|sitemap(?:-news)?\.xml|topics|upcoming)\b/,
  /^\S+ \/preferences\/return$/,
]

/**
 * What has no route, in the order it is asked: what prepares or refuses a request, and files. An answer of
 * another kind belongs into a route, where it is described and watched for leaks.
 */
const WITHOUT_ROUTE = [
  '/ <anonymous>',
  '/ helmetMiddleware',
  '/assets compression',
  '/assets serveStatic',
  '/desk <anonymous>',
  '/desk session',
  '/desk urlencodedParser',
  '/desk <anonymous>',
  '/desk <anonymous>',
  '/desk <anonymous>',
  '/ops/queues require',
  '/ops/queues <anonymous>',
  '/ops/queues/static serveStatic',
  '/ops/queues jsonParser',
  '/ops/queues <anonymous>',
  '/v1/ops <anonymous>',
  '/v1 <anonymous>',
  '/v1 jsonParser',
  '/v1 <anonymous>',
  '/ <anonymous>',
  '/ <anonymous>',
]

let routes: Served['routes']
let handlers: Served['handlers']
beforeAll(async () => {
  ;({ routes, handlers } = await readServed())
})

function isForPeople(route: string): boolean {
  return FOR_PEOPLE.some((pattern) => pattern.test(route))
}

function described(): readonly string[] {
  const { paths }: { paths: Record<string, Record<string, unknown>> } = JSON.parse(
    apiDocument('http://localhost'),
  )
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
}

/** One route of Express answers a release in all its forms. */
const SUFFIXES = ['', '.json', '.txt']
const asDescribed = (route: string) =>
  route === 'GET /releases/:name' ? SUFFIXES.map((suffix) => `GET /releases/:slug${suffix}`) : [route]

test('the routers are read: a reader that sees nothing would pass', () => {
  expect(routes.length).toBeGreaterThan(60)
  expect(routes).toContain('PUT /v1/calls/:id/transcript')
  expect(routes).toContain('GET /live')
})

test('nothing answers without a route but what is known to', () => {
  expect(handlers).toEqual(WITHOUT_ROUTE)
})

test('every route for programs is described, and no other', () => {
  const served = [...new Set(routes.filter((route) => !isForPeople(route)).flatMap(asDescribed))]
  expect([...described()].sort()).toEqual(served.sort())
})
