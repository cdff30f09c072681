/** Every route that the service has, read off its routers: what has to be described, watched or looked at. */
import { createApp } from '../../src/http/app.ts'
import { createLive } from '../../src/http/newsroom/live.ts'
import { openRedis } from './redis.ts'
import { openWorkshop } from './store.ts'

// biome-ignore lint/suspicious/noExplicitAny: Express types nothing of its stacks
type Layer = any

/** `GET /releases/:name`, of the whole app, but for what other projects' routers have below a mount. */
export async function readRoutes(): Promise<readonly string[]> {
  const workshop = openWorkshop()
  const { store, queues, log, work } = workshop
  const redis = openRedis()
  const live = createLive(store, openRedis(), log)
  try {
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
    return routesOf(app.router.stack, '')
  } finally {
    await live.close()
    redis.disconnect()
    await workshop.close()
  }
}

/** The queue board is another project's. */
const NOT_OURS = /^\/ops\/queues/

function routesOf(stack: readonly Layer[], mount: string): readonly string[] {
  return stack.flatMap((layer) => {
    if (layer.route)
      return Object.keys(layer.route.methods).map((method) =>
        `${method.toUpperCase()} ${mount}${layer.route.path}`.replace(/(?<=\S)\/$/, ''),
      )
    if (!layer.handle.stack) return []
    const at = mount + mountOf(layer)
    return NOT_OURS.test(at) ? [] : routesOf(layer.handle.stack, at)
  })
}

/** Express keeps the path that a router is mounted at; who no longer finds it must not pass. */
function mountOf({ rawPath }: Layer): string {
  if (typeof rawPath !== 'string') throw new Error('Express does not say where a router is mounted')
  return rawPath === '/' ? '' : rawPath
}
