/** Redis connections: one kind for requests, which fail at once, and one for those who can wait. */
import { type Command, Redis, type RedisOptions } from 'ioredis'

/** An ioredis connection whose errors never carry a command's arguments: those are content and addresses. */
class QuietRedis extends Redis {
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    command.promise.catch(stripArguments)
    return super.sendCommand(command, stream)
  }
}

function stripArguments(error: unknown): void {
  if (error instanceof Error && 'command' in error) Reflect.deleteProperty(error, 'command')
}

/** How a connection behaves while Redis is away. */
const MANNERS = {
  /** For requests: no queue, so the caller can answer 503 within a second. */
  request: { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 900, connectTimeout: 800 },
  /**
   * For workers and streams: waits, and asks again what a lost connection left open. Every script may
   * run twice: a commit finds its own revisions, a subscription its own number. BullMQ demands null.
   */
  patient: { maxRetriesPerRequest: null, connectTimeout: 2000 },
} as const satisfies Readonly<Record<string, RedisOptions>>

/**
 * Connects to `redis://`, `rediss://` or `unix:///path`. Retries within 100 ms: with the client's
 * default back-off, workers resumed seconds after Redis did.
 */
export function connectRedis(url: string, manner: keyof typeof MANNERS): Redis {
  const options = {
    ...MANNERS[manner],
    retryStrategy: (attempt: number) => Math.min(10 * attempt, 100),
  }
  const redis = url.startsWith('unix:')
    ? new QuietRedis({ ...options, path: new URL(url).pathname })
    : new QuietRedis(url, options)
  // Without a listener Node would end the process; the state is asked by readiness checks instead.
  redis.on('error', () => {})
  return redis
}

/** True for errors that mean Redis is away, rather than that a command was wrong. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return AWAY.some((words) => error.message.includes(words)) || error.name === 'MaxRetriesPerRequestError'
}

const AWAY = [
  'Connection is closed',
  "Stream isn't writeable",
  'Command timed out',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'LOADING',
  'Connection closed',
]
