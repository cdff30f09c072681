/** Text messages by HTTP: one POST a text to the office's gateway, over connections kept open. */
import { once } from 'node:events'
import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { Outcome } from '../../src/domain/delivery.ts'
import type { Text } from '../../src/rendering/text-message.ts'
import { type Channel, type Sent, type Stands, WITHDRAWN } from './channel.ts'

/** How long a gateway may take to be reached, and to say anything at all once it has a text. */
const REACHED_WITHIN_MS = 10_000
const SILENT_FOR_MS = 30_000
/** No answer is read past its status; one that is longer, or takes longer to end, costs its connection. */
const LONGEST_ANSWER = 64 * 1024
const ENDS_WITHIN_MS = 1000
/** How often a text is offered on another connection when one that was idle had been closed meanwhile. */
const OFFERS = 3

export type SmsSettings = {
  readonly url: string
  /** Sent as `Authorization: Bearer`. */
  readonly token: string | null
  readonly connections: number
  readonly silentForMs?: number
  /** Waits until one more message may leave; at once where it is left out. */
  readonly pace?: () => Promise<void>
}

/** The connection was lost, or there was none to be had, before anything of the text was written. */
class NotWritten extends Error {
  readonly code: string
  /** It had been open and idle: the gateway need not be away. */
  readonly wasIdle: boolean

  constructor(cause: unknown, wasIdle: boolean) {
    super('The gateway was not reached', { cause })
    this.code = codeOf(cause)
    this.wasIdle = wasIdle
  }
}

export function createSmsChannel(settings: SmsSettings): Channel<Text> {
  const { url, token, connections, pace, silentForMs = SILENT_FOR_MS } = settings
  const isTls = new URL(url).protocol === 'https:'
  const pool = { keepAlive: true, maxSockets: connections, scheduling: 'lifo' } as const
  const agent = isTls ? new HttpsAgent(pool) : new HttpAgent(pool)
  const begin = isTls ? requestHttps : requestHttp

  async function offer({ message, to, id, token: own }: Text, stands: Stands): Promise<Sent> {
    const body = Buffer.from(JSON.stringify({ id, to, text: message.bodyFor(own) }))
    const request = begin(url, {
      ...{ method: 'POST', agent },
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'Idempotency-Key': id,
        ...(token !== null && { Authorization: `Bearer ${token}` }),
      },
    })
    const lost = new Promise<never>((_, reject) => request.once('error', reject))
    lost.catch(() => {})
    // What ends it later has been judged by then.
    request.on('error', () => {})
    try {
      await Promise.race([reached(request, isTls), lost])
      await Promise.race([pace?.(), lost])
      if (!(await Promise.race([stands(), lost]))) {
        request.destroy()
        return WITHDRAWN
      }
    } catch (error) {
      request.destroy()
      throw new NotWritten(error, request.reusedSocket)
    }
    // From here on nobody knows whether it was taken until the gateway says so.
    request.setTimeout(silentForMs, () => request.destroy(new Error('silent')))
    request.end(body)
    const answered = once(request, 'response').then(([response]: IncomingMessage[]) => response)
    answered.catch(() => {})
    try {
      const response = await Promise.race([answered, lost])
      if (response === undefined) return { outcome: 'unknown', code: 'sms-lost' }
      await discarded(response)
      return judge(response.statusCode ?? 0)
    } catch {
      return { outcome: 'unknown', code: 'sms-lost' }
    }
  }

  return {
    connections,
    async send(text: Text, stands: Stands = () => true): Promise<Sent> {
      for (let offers = 1; ; offers += 1) {
        try {
          return await offer(text, stands)
        } catch (error) {
          if (!(error instanceof NotWritten)) throw error
          if (error.wasIdle && offers < OFFERS) continue
          return { outcome: 'transient', code: error.code, away: true }
        }
      }
    },
    async close() {
      agent.destroy()
    },
  }
}

/** Resolves once bytes of the request would leave: nothing has until then. */
async function reached(request: ClientRequest, isTls: boolean): Promise<void> {
  const [socket]: Socket[] = await once(request, 'socket')
  if (socket === undefined || !socket.connecting) return
  await once(socket, isTls ? 'secureConnect' : 'connect', { signal: AbortSignal.timeout(REACHED_WITHIN_MS) })
}

/** What the gateway says is nobody's to read: it may quote the number or the text. */
async function discarded(response: IncomingMessage): Promise<void> {
  const limit = setTimeout(() => response.destroy(), ENDS_WITHIN_MS)
  let length = 0
  response.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > LONGEST_ANSWER) response.destroy()
  })
  response.on('error', () => {})
  await new Promise((resolve) => response.once('close', resolve))
  clearTimeout(limit)
}

/** It is not this text that is refused: the token, the address or the gateway itself is not right. */
const NOT_OURS: ReadonlySet<number> = new Set([401, 403, 404, 405, 407])
const FOR_NOW: ReadonlySet<number> = new Set([408, 425, 429])

/** By the status alone (RFC 9110 §15). A redirect is never followed: another host was not named by anybody. */
function judge(status: number): Sent {
  const code = `sms-${status}`
  if (status >= 200 && status < 300) return { outcome: 'sent', code: '' }
  if (status < 400 || NOT_OURS.has(status)) return { outcome: 'transient', code, away: true }
  const outcome: Outcome = status >= 500 || FOR_NOW.has(status) ? 'transient' : 'permanent'
  return { outcome, code }
}

/** `econnrefused`, `abort_err`: never words, which may hold what was sent. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code.toLowerCase() : 'no-answer'
}
