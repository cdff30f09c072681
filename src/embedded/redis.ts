/** A private, durable Redis on a Unix socket: started, known to answer, stopped in order. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Redis } from 'ioredis'
import { type RedisBinary, redisEnvironment } from './redis-binary.ts'
import { pidFile, RedisStartFault, socketFor, startingAlone } from './redis-directory.ts'

type RedisOptions = Readonly<{
  binary: RedisBinary
  /** Its data, pid and log; kept between starts. */
  directory: string
  /** Default: `redis.log` in its directory. */
  logFile?: string
  /** More of Redis's own settings, by their names in redis.conf. */
  settings?: Readonly<Record<string, string>>
  /** More of its environment. */
  environment?: Readonly<Record<string, string>>
}>

export type RunningRedis = Readonly<{
  /** `unix:///path`, fit for `REDIS_URL`. */
  url: string
  socket: string
  pid: number
  /** Settles when the process has ended, whoever ended it. */
  ended: Promise<void>
  /** Asks it to flush and end, and waits. */
  stop: () => Promise<void>
}>

const startLimitMs = 60_000
const stopLimitMs = 10_000

/** What the service demands of a Redis, and no way in but the socket. */
const privateAndDurable = {
  port: '0',
  unixsocketperm: '700',
  appendonly: 'yes',
  appendfsync: 'always',
  // The log is rewritten by a forked copy that takes a processor of its own: seldom, then.
  'auto-aof-rewrite-min-size': '256mb',
  save: '',
  'maxmemory-policy': 'noeviction',
  daemonize: 'no',
} as const

/** Starts Redis and resolves when it has loaded its data and answers. Throws `RedisStartFault`. */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const directory = resolve(options.directory)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const socket = await socketFor(directory)
  return startingAlone(directory, socket, () => launch(options, directory, socket))
}

async function launch(options: RedisOptions, directory: string, socket: string): Promise<RunningRedis> {
  const logfile = resolve(options.logFile ?? join(directory, 'redis.log'))
  const place = { dir: directory, unixsocket: socket, pidfile: pidFile(directory), logfile }
  const settings = { ...privateAndDurable, ...place, ...options.settings }
  const child = spawn(
    options.binary.path,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    // A process group of its own: Ctrl-C reaches us only, and those who use Redis are stopped before it.
    { env: { ...redisEnvironment(options.binary), ...options.environment }, stdio: 'ignore', detached: true },
  )
  await once(child, 'spawn')
  const ended = once(child, 'exit').then(() => undefined)
  const { pid } = child
  if (pid === undefined || !(await answers(socket, ended))) {
    child.kill('SIGKILL')
    throw new RedisStartFault(`Redis did not start; the end of ${logfile} says why`)
  }
  return { url: `unix://${socket}`, socket, pid, ended, stop: () => stop(child, ended, socket) }
}

/** False when the process ends first or the time runs out. */
async function answers(path: string, ended: Promise<void>): Promise<boolean> {
  const redis = new Redis({ path, maxRetriesPerRequest: null, retryStrategy: () => 15 })
  redis.on('error', () => undefined)
  const limit = setTimeout(() => redis.disconnect(), startLimitMs)
  try {
    // Commands wait for ioredis's `ready`, which waits for the append-only file to be loaded.
    const answered = redis.ping().then(
      () => true,
      () => false,
    )
    return await Promise.race([answered, ended.then(() => false)])
  } finally {
    clearTimeout(limit)
    redis.disconnect()
  }
}

async function stop(child: ChildProcess, ended: Promise<void>, socket: string): Promise<void> {
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(limit)
  await rm(socket, { force: true })
  // Only a short folder made for the socket is empty now; the data directory is not, and stays.
  await rmdir(dirname(socket)).catch(() => undefined)
}
