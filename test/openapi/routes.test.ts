/** The description names every route that the service has, and none that it has not. */
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { createLive, type Live } from '../../src/http/newsroom/live.ts'
import { apiDocument } from '../../src/http/openapi/document.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

/** Pages for people, and what they load: nothing that a program is promised. */
const FOR_PEOPLE = [
  /^\S+ \/assets\b/,
  /^\S+ \/desk\b/,
  /^\S+ \/ops\b/,
  /^GET \/subscribe$/,
  /^GET \/(?:robots\.txt|search|sitemap(?:-news)?\.xml|topics|upcoming)\b/,
  /^\S+ \/preferences\/return$/,
]

// biome-ignore lint/suspicious/noExplicitAny: Express types nothing of its stacks
type Layer = any

let workshop: Workshop
let live: Live
let redis: Redis
let routes: readonly string[]

beforeAll(() => {
  workshop = openWorkshop()
  const { store, queues, log, work } = workshop
  redis = openRedis()
  live = createLive(store, openRedis(), log)
  const app = createApp({
    ...{ redis, store, queues, live, log, editor: work.editor, tokens: [] },
    ...{ staff: [], showLink: null, organisation: 'Newsroom', twoPerson: false },
    ...{
      secret: 's'.repeat(40),
      bounceSecret: 'b'.repeat(40),
      publicUrl: 'http://localhost',
      overdueAfterMs: 1,
    },
  })
  routes = routesOf(app.router.stack, '')
})
afterAll(async () => {
  await live.close()
  redis.disconnect()
  await workshop.close()
})

function routesOf(stack: readonly Layer[], mount: string): readonly string[] {
  return stack.flatMap((layer) => {
    if (layer.route)
      return Object.keys(layer.route.methods).map(
        (method) => `${method.toUpperCase()} ${mount}${layer.route.path}`,
      )
    if (!layer.handle.stack) return []
    const at = mount + mountOf(layer)
    // What lies below a mount for people is theirs too, whoever made its routers.
    return isForPeople(`GET ${at}`) ? [] : routesOf(layer.handle.stack, at)
  })
}

function isForPeople(route: string): boolean {
  return FOR_PEOPLE.some((pattern) => pattern.test(route))
}

/** Express keeps the path that a router is mounted at; a test that no longer finds it must not pass. */
function mountOf({ rawPath }: Layer): string {
  if (typeof rawPath !== 'string') throw new Error('Express does not say where a router is mounted')
  return rawPath === '/' ? '' : rawPath
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

test('every route for programs is described, and no other', () => {
  const served = [...new Set(routes.filter((route) => !isForPeople(route)).flatMap(asDescribed))]
  expect([...described()].sort()).toEqual(served.sort())
})
