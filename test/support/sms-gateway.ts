/** A real text gateway on a free port: it keeps what it gets, and is slow, silent, refusing or gone when asked to be. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { createReceived } from './received.ts'

const Posted = z.strictObject({ id: z.string(), to: z.string(), text: z.string() })

export type ReceivedText = z.infer<typeof Posted> & {
  readonly at: number
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

export type SmsGateway = {
  readonly url: string
  readonly received: readonly ReceivedText[]
  /** Resolves with the first text that fits, now or later; tests have their own limit of time. */
  until(fits: (one: ReceivedText) => boolean): Promise<ReceivedText>
  /** Resolves when this many have come. */
  count(number: number): Promise<readonly ReceivedText[]>
  /** The status of an answer; 202 unless a test sets it. */
  answer: (to: string) => number
  /** Set to make each answer wait. The text has been taken by then. */
  beforeAnswering: () => Promise<void>
  /** Set to end the connection of a text: unread, or taken and unanswered. */
  drop: (to: string) => 'before reading' | 'after taking' | null
  /** Set to write more after the status. */
  body: (res: ServerResponse) => void
  /** Ends every connection, and takes new ones. */
  hangUp(): void
  /** Connections made to it so far. */
  connections(): number
  close(): Promise<void>
}

const cut = (req: IncomingMessage): void => void req.socket.destroy()

export async function startSmsGateway(port = 0): Promise<SmsGateway> {
  const received = createReceived<ReceivedText>()
  let connections = 0
  const server = createServer((req, res) => {
    void (async () => {
      const posted = Posted.parse(JSON.parse(await text(req)))
      const drop = gateway.drop(posted.to)
      if (drop === 'before reading') return cut(req)
      received.add({ ...posted, at: Date.now(), url: req.url ?? '', headers: req.headers })
      if (drop === 'after taking') return cut(req)
      await gateway.beforeAnswering()
      res.writeHead(gateway.answer(posted.to), { Location: 'http://127.0.0.1:1/elsewhere' })
      gateway.body(res)
    })().catch(() => res.writeHead(400).end())
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const listening = typeof address === 'object' && address !== null ? address.port : 0

  const gateway: SmsGateway = {
    url: `http://127.0.0.1:${listening}/texts`,
    received: received.all,
    until: received.until,
    count: received.count,
    answer: () => 202,
    beforeAnswering: async () => {},
    drop: () => null,
    body: (res) => res.end(),
    hangUp: () => server.closeAllConnections(),
    connections: () => connections,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return gateway
}
