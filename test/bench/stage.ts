/** The service as production runs it, for measuring: a durable Redis, and processes of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import { connectRedis } from '../../src/store/redis.ts'
import { createStore, type Store } from '../../src/store/store.ts'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'

export const PRESS_TOKEN = 'press-token-of-the-bench-only'

export type Stage = {
  readonly redisUrl: string
  readonly redisVersion: string
  readonly environment: Readonly<Record<string, string>>
  /** A look at the store, on a connection of its own. */
  readonly store: Store
  start(entry: 'intake' | 'workers', more?: Readonly<Record<string, string>>): Promise<OwnProcess>
  close(): Promise<void>
}

/** `smtpUrl`: where mail goes; nothing listens on the default. */
export async function openStage(smtpUrl = 'smtp://127.0.0.1:9'): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'hfr-bench-'))
  const binary = await findRedis({
    dataDir: process.env.DATA_DIR ?? '.data',
    say: (line) => process.stdout.write(`${line}\n`),
  })
  const redis = await startRedis({ binary, directory })
  const sealKey = randomBytes(32)
  const environment = {
    REDIS_URL: redis.url,
    SECRET: randomBytes(32).toString('hex'),
    SEAL_KEYS: sealKey.toString('base64'),
    API_TOKENS: JSON.stringify([{ name: 'Bench', role: 'press', token: PRESS_TOKEN }]),
    PUBLIC_URL: 'http://127.0.0.1',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Press Office <press@example.gov>',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'error',
  }
  const connection = connectRedis(redis.url, 'patient')
  const settings = { namespace: 'hfr', sealKeys: [sealKey], secret: environment.SECRET }
  const running: OwnProcess[] = []
  return {
    redisUrl: redis.url,
    redisVersion: binary.version,
    environment,
    store: createStore(connection, settings),
    async start(entry, more = {}) {
      const one = await startOwnProcess(entry, { ...environment, ...more })
      running.push(one)
      return one
    },
    async close() {
      await Promise.all(running.map((one) => one.stop()))
      connection.disconnect()
      await redis.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
