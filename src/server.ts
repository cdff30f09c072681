/** The intake process: config → Redis → app → listen → drain. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type IntakeConfig, readIntakeConfig } from './config.ts'
import { durationMs } from './domain/instant.ts'
import type { Staff } from './domain/staff.ts'
import { createEditor } from './editing/editor.ts'
import { createApp } from './http/app.ts'
import { createLive } from './http/newsroom/live.ts'
import { createLog } from './log.ts'
import { comeFirst, runProcess } from './process.ts'
import { createQueues } from './queue/queues.ts'
import { connectRedis } from './store/redis.ts'
import { createStore } from './store/store.ts'

/** How long a start waits for Redis; after that requests are answered 503 until it is there. */
const REDIS_WITHIN_MS = 10_000
/** How often this process says how Redis's clock looks from here. */
const COMPARE_CLOCKS_EVERY_MS = 1000
/** Longer than proxies keep a connection that nobody uses: one that we closed first would fail their next request. */
const KEEP_ALIVE_MS = 75_000
/** How long requests under way may take to end once the process is told to. */
const DRAIN_MS = 5000

export type Intake = { readonly port: number; close(): Promise<void> }

/** Starts an intake in this process; the entry below and tests call it. */
export async function startIntake(config: IntakeConfig): Promise<Intake> {
  const log = createLog(config.LOG_LEVEL, 'intake')
  const redis = connectRedis(config.REDIS_URL, 'request')
  const following = connectRedis(config.REDIS_URL, 'patient')
  const store = createStore(redis, {
    namespace: config.NAMESPACE,
    sealKeys: config.SEAL_KEYS,
    secret: config.SECRET,
  })
  await once(redis, 'ready', { signal: AbortSignal.timeout(REDIS_WITHIN_MS) }).catch(() => {
    log.error({ do: 'Start Redis, or correct REDIS_URL.' }, 'redis away')
  })
  const queues = createQueues(redis, store.keys.queuePrefix)
  const live = createLive(store, following, log)
  const editor = createEditor()
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  server.listen(config.PORT, config.HOST)
  await once(server, 'listening')
  const { port } = readAddress(server.address())
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, '')
  const { API_TOKENS: tokens, SECRET: secret, BOUNCE_SECRET: bounceSecret } = config
  const overdueAfterMs = durationMs(config.OVERDUE_AFTER)
  const app = {
    redis,
    store,
    queues,
    live,
    editor,
    log,
    tokens,
    secret,
    bounceSecret,
    publicUrl,
    overdueAfterMs,
    trustedProxies: config.TRUSTED_PROXIES,
    staff: config.STAFF,
    organisation: config.ORGANISATION,
    twoPerson: config.TWO_PERSON,
    timeZone: config.TIME_ZONE,
    offersTexts: config.SMS_URL !== undefined,
    showLink: config.PRINT_SIGN_IN_LINKS ? showOnTerminal : null,
  }
  server.on('request', createApp(app))
  const comparing = setInterval(() => void store.clock.compare().catch(() => {}), COMPARE_CLOCKS_EVERY_MS)
  await store.clock.compare().catch(() => {})
  log.info({ port }, 'listening')
  return {
    port,
    async close() {
      clearInterval(comparing)
      const closed = once(server, 'close')
      server.close()
      await live.close()
      server.closeIdleConnections()
      const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
      await closed
      clearTimeout(deadline)
      await store.clock.leave().catch(() => {})
      await editor.close()
      await queues.close()
      redis.disconnect()
    },
  }
}

/** A line that is no log line: who starts it all in one command sees it on their terminal. */
function showOnTerminal({ name }: Staff, url: string): void {
  process.stdout.write(`Sign in to the desk as ${name}: ${url}\n`)
}

function readAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('Listening on no port')
  return address
}

if (import.meta.main)
  await runProcess(async () => {
    comeFirst()
    const intake = await startIntake(readIntakeConfig())
    return { ready: { port: intake.port }, close: intake.close }
  })
