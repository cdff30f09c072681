/** Everything that answers requests, as Express itself knows it. */
import { z } from 'zod'
import { createApp } from '../../src/http/app.ts'
import { createLive } from '../../src/http/newsroom/live.ts'
import { openRedis } from './redis.ts'
import { openWorkshop } from './store.ts'

export type Served = {
  /** `GET /v1/calls/:id`, in the order that requests are asked. */
  readonly routes: readonly string[]
  /** What is asked whatever the method, by where it is mounted and its name: `/v1 express.json`. */
  readonly handlers: readonly string[]
}

/**
 * A layer of Express, which types nothing of it. What it does not tell must not pass for nothing: a layer of
 * another form fails whoever reads it.
 */
const Layer = z.object({
  name: z.string(),
  rawPath: z.union([z.string(), z.array(z.string()).nonempty()]).transform((paths) => [paths].flat()),
  handle: z.custom<object>((value) => typeof value === 'function'),
  route: z
    .object({ methods: z.record(z.string(), z.literal(true)).refine((all) => Object.keys(all).length > 0) })
    .optional(),
})
type Layer = z.infer<typeof Layer>

const Stack = z.array(z.unknown()).transform((all) => all.map((one) => Layer.parse(one)))

/** Of the whole intake, as it is wired. */
export async function readServed(): Promise<Served> {
  const workshop = openWorkshop()
  const { store, queues, log, work } = workshop
  const redis = openRedis()
  const live = createLive(store, openRedis(), log)
  const app = createApp({
    ...{ redis, store, queues, live, log, editor: work.editor, tokens: [] },
    ...{
      staff: [],
      showLink: null,
      organisation: 'Newsroom',
      twoPerson: false,
      timeZone: 'UTC',
      offersTexts: true,
    },
    ...{
      secret: 's'.repeat(40),
      bounceSecret: 'b'.repeat(40),
      publicUrl: 'http://localhost',
      overdueAfterMs: 1,
      trustedProxies: [],
    },
  })
  const served = servedBy(app.router)
  await live.close()
  redis.disconnect()
  await workshop.close()
  return served
}

/** What a router serves, and all that is mounted in it. */
export function servedBy(router: object): Served {
  const found = below(router, '')
  const of = (kind: Found['kind']) => found.filter((one) => one.kind === kind).map(({ text }) => text)
  return { routes: [...new Set(of('route'))], handlers: of('handler') }
}

type Found = { readonly kind: 'route' | 'handler'; readonly text: string }

function below(router: object, mount: string): readonly Found[] {
  return Stack.parse(Reflect.get(router, 'stack')).flatMap((layer) =>
    layer.rawPath.flatMap((path) => foundAt(layer, (mount + path).replace(/\/+$/, ''))),
  )
}

function foundAt({ route, handle, name }: Layer, at: string): readonly Found[] {
  const path = at === '' ? '/' : at
  if (route)
    return Object.keys(route.methods).map((method) => ({
      kind: 'route',
      text: `${method === '_all' ? 'GET' : method.toUpperCase()} ${path}`,
    }))
  const inner = routerOf(handle)
  return inner === null ? [{ kind: 'handler', text: `${path} ${name}` }] : below(inner, at)
}

/** A router is its own; an application that is mounted has one inside, unless `app.use` wrapped it out of sight. */
function routerOf(handle: object): object | null {
  if (Reflect.has(handle, 'stack')) return handle
  const inner: unknown = Reflect.get(handle, 'router')
  return typeof inner === 'function' ? inner : null
}
