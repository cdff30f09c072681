/** Which connections this process has opened and not closed. */
import { channel } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const sockets = new Set<Socket>()

// Node tells of every client socket of this process, whichever library opened it.
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
