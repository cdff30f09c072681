/** The description names every route that the service has, and none that it has not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { createLive, type Live } from '../../src/http/newsroom/live.ts'
import { apiDocument } from '../../src/http/openapi/document.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

/** Pages for people, and what they load: nothing that a program is promised. */
const FOR_PEOPLE = [/^\S+ \/assets\b/, /^\S+ \/desk\b/, /^\S+ \/ops\b/, /^GET \/subscribe$/]

/** Where routers are mounted below the root; one mounted elsewhere is found out, and belongs here. */
const MOUNTS = ['/v1', '/v1/ops', '/ops/queues', '/assets', '/desk']

// biome-ignore lint/suspicious/noExplicitAny: Express types nothing of its stacks
type Layer = any

let workshop: Workshop
let live: Live
let routes: readonly string[]

beforeAll(() => {
  workshop = openWorkshop()
  const { store, queues, log, work } = workshop
  live = createLive(store, openRedis(), log)
  const app = createApp({
    ...{ redis: openRedis(), store, queues, live, log, editor: work.editor, tokens: [] },
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
  await workshop.close()
})

function routesOf(stack: readonly Layer[], mount: string): readonly string[] {
  return stack.flatMap((layer) => {
    if (layer.route)
      return Object.keys(layer.route.methods).map(
        (method) => `${method.toUpperCase()} ${mount}${layer.route.path}`,
      )
    return layer.handle.stack ? routesOf(layer.handle.stack, mount + mountOf(layer)) : []
  })
}

function mountOf(layer: Layer): string {
  if (layer.slash) return ''
  const at = MOUNTS.find((path) => layer.match(path) && layer.path === path)
  if (at === undefined) throw new Error('A router is mounted where this test does not look')
  return at
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
  const isForProgram = (route: string) => !FOR_PEOPLE.some((pattern) => pattern.test(route))
  const served = [...new Set(routes.filter(isForProgram).flatMap(asDescribed))]
  expect([...described()].sort()).toEqual(served.sort())
})
