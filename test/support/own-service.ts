/** The whole service as processes of its own, over a Redis of its own that may be killed, by a clock that a test may set. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../../src/embedded/redis.ts'
import { findRedis } from '../../src/embedded/redis-binary.ts'
import type { FakeClock } from './fake-time.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'
import { type OwnProcess, startOwnProcess } from './processes.ts'
import { type Api, createApi } from './service.ts'

export type OwnService = {
  readonly url: string
  readonly press: Api
  readonly ops: Api
  readonly anyone: Api
  readonly mail: MailSink
  /** Everything its processes wrote. */
  output(): string
  /** Killed, and started on the same data, at once or when `awake` resolves. */
  restartRedis(awake?: Promise<unknown>): Promise<void>
  close(): Promise<void>
}

/** `redis` and `processes`: whose clock is the fake one. `more`: of the environment of its processes. */
export async function startOwnService(
  clock: Pick<FakeClock, 'environment' | 'redisEnvironment'>,
  fake: { readonly redis: boolean; readonly processes: boolean },
  more: Readonly<Record<string, string>> = {},
): Promise<OwnService> {
  const undo: (() => Promise<unknown>)[] = []
  const directory = await mkdtemp(join(tmpdir(), 'hfr-own-'))
  undo.push(() => rm(directory, { recursive: true, force: true }))
  const binary = await findRedis({ dataDir: process.env.DATA_DIR ?? '.data', say: () => {} })
  const start = () => startRedis({ binary, directory, environment: fake.redis ? clock.redisEnvironment : {} })
  let redis = await start()
  undo.push(() => redis.stop())
  const mail = await startMailSink()
  undo.push(() => mail.close())
  const [token, opsToken] = ['p'.repeat(30), 'o'.repeat(30)]
  const environment = {
    REDIS_URL: redis.url,
    SECRET: 's'.repeat(40),
    SEAL_KEYS: randomBytes(32).toString('base64'),
    API_TOKENS: JSON.stringify([
      { name: 'Ana Ruiz', role: 'press', token },
      { name: 'Night shift', role: 'ops', token: opsToken },
    ]),
    SMTP_URL: mail.url,
    MAIL_FROM: 'press@example.gov',
    HOST: '127.0.0.1',
    PORT: '0',
    ...(fake.processes && clock.environment),
    ...more,
  }
  const processes: OwnProcess[] = []
  const given = async (entry: 'intake' | 'workers') => {
    const one = await startOwnProcess(entry, environment)
    undo.push(() => one.stop())
    processes.push(one)
    return one
  }
  const [intake] = await Promise.all([given('intake'), given('workers'), given('workers')])
  const url = `http://127.0.0.1:${intake.port}`
  return {
    url,
    press: createApi(url, token),
    ops: createApi(url, opsToken),
    anyone: createApi(url, null),
    mail,
    output: () => processes.map((one) => one.output()).join(''),
    async restartRedis(awake) {
      process.kill(redis.pid, 'SIGKILL')
      await redis.ended
      await awake
      redis = await start()
    },
    async close() {
      for (const step of undo.reverse()) await step()
    },
  }
}
