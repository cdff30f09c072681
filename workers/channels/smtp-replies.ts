/** The replies of an SMTP server (RFC 5321 §4.2), in order, as a socket brings them. */
import type { Socket } from 'node:net'

/** `status`: the enhanced one (RFC 2034), such as `5.1.1`; empty where there is none. */
export type Reply = { readonly code: number; readonly status: string }

export type Replies = {
  /** The next reply; rejects when the connection ends before it. */
  next(): Promise<Reply>
  /** Ends every wait: the connection is lost. */
  fail(error: unknown): void
}

/** The last line of a reply has no hyphen after its code. */
const LAST_LINE = /^(\d{3})(?: ([245]\.\d{1,3}\.\d{1,3})\b)?(?: |$)/

/** No server answers this much to one command. */
const LONGEST = 64 * 1024

type Waiting = { resolve(reply: Reply): void; reject(error: unknown): void }

export function readReplies(socket: Socket): Replies {
  const waiting: Waiting[] = []
  const early: Reply[] = []
  let rest = ''
  let failure: { readonly error: unknown } | null = null

  function fail(error: unknown): void {
    failure ??= { error }
    for (const one of waiting.splice(0)) one.reject(error)
  }

  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1')
    const lines = rest.split('\r\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST) fail(new Error('The server’s reply has no end'))
    for (const line of lines) {
      const [, code, status = ''] = LAST_LINE.exec(line) ?? []
      if (code === undefined) continue
      const reply = { code: Number(code), status }
      const one = waiting.shift()
      if (one) one.resolve(reply)
      else early.push(reply)
    }
  })
  return {
    next() {
      const reply = early.shift()
      if (reply) return Promise.resolve(reply)
      if (failure) return Promise.reject(failure.error)
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    fail,
  }
}
