/** A test's own corner of the run's Redis; a connection that a file leaves open fails that file. */
import { channel } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { afterAll, test as base, inject } from 'vitest'
import { connectRedis } from '../../src/store/redis.ts'
import { freshNamespace } from './namespace.ts'

type RedisFixtures = Readonly<{
  redisUrl: string
  /** A key prefix that no other test has. */
  namespace: string
  /** Connected, patient, and closed after the test. */
  redis: Redis
}>

/** `test` with the run's Redis: `test('…', async ({ redis, namespace }) => …)`. */
export const test = base.extend<RedisFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the pattern to learn what a fixture needs
  redisUrl: async ({}, use) => use(inject('redisUrl')),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  namespace: async ({}, use) => use(freshNamespace()),
  redis: async ({ redisUrl }, use) => {
    const redis = connectRedis(redisUrl, 'patient')
    await use(redis)
    redis.disconnect()
  },
})

/** For hooks outside a test. Whoever opens it closes it. */
export function openRedis(manner: Parameters<typeof connectRedis>[1] = 'patient'): Redis {
  return connectRedis(inject('redisUrl'), manner)
}

const sockets = new Set<Socket>()

// Node tells of every client socket of this process, whichever library opened it; a file has its own process.
channel('net.client.socket').subscribe((message) => {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return
  const { socket } = message
  if (!(socket instanceof Socket)) return
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
})

/** How many Unix-socket connections this process still has a second after they could have closed. */
export async function leakedConnections(graceMs = 1000): Promise<number> {
  const limit = new AbortController()
  const open = [...sockets].filter(isUnixSocket)
  const closed = Promise.all(open.map((socket) => once(socket, 'close', { signal: limit.signal })))
  await Promise.race([closed, delay(graceMs)]).catch(() => undefined)
  limit.abort()
  await closed.catch(() => undefined)
  return [...sockets].filter(isUnixSocket).length
}

/** A connection over TCP knows its peer's address. */
function isUnixSocket(socket: Socket): boolean {
  return socket.readyState !== 'closed' && socket.remoteAddress === undefined
}

afterAll(async () => {
  const leaked = await leakedConnections()
  if (leaked > 0) throw new Error(`${leaked} Redis connection(s) were left open by this file`)
})
