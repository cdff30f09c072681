/** A real SMTP server on a free port that keeps what it gets, and refuses or stalls when a test asks it to. */
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { createReceived } from './received.ts'

/** `source`: as it came. */
export type Received = {
  readonly to: string
  readonly at: number
  readonly source: Buffer
  readonly mail: ParsedMail
}

export type MailSink = {
  readonly url: string
  readonly received: readonly Received[]
  /** Resolves with the first mail that fits, now or later; tests have their own limit of time. */
  until(fits: (received: Received) => boolean): Promise<Received>
  /** Resolves when this many have come. */
  count(number: number): Promise<readonly Received[]>
  /** Set to answer recipients with an SMTP code, or to make each message wait. */
  refuse: (address: string) => number | null
  beforeAccepting: () => Promise<void>
  /** Set to refuse a connection with an SMTP code, told how many are open with it. */
  admit: (open: number) => number | null
  /** Set to end the connection of a message: before its final dot, or after it was taken, unanswered. */
  drop: (address: string) => 'before the dot' | 'after the dot' | null
  close(): Promise<void>
}

export async function startMailSink(): Promise<MailSink> {
  const received = createReceived<Received>()
  const open = new Set<string>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect: (session, callback) => {
      open.add(session.id)
      const code = sink.admit(open.size)
      callback(code === null ? null : Object.assign(new Error('no more'), { responseCode: code }))
    },
    onClose: (session) => {
      open.delete(session.id)
    },
    onRcptTo: ({ address }, _session, callback) => {
      const code = sink.refuse(address)
      callback(code === null ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData: (stream, session, callback) => {
      void (async () => {
        const address = session.envelope.rcptTo[0]?.address ?? ''
        const drop = sink.drop(address)
        if (drop === 'before the dot') return cut(session.id)
        const source = await buffer(stream)
        const mail = await simpleParser(source)
        await sink.beforeAccepting()
        received.add({ to: address, at: Date.now(), source, mail })
        if (drop === 'after the dot') return cut(session.id)
        callback()
      })().catch(callback)
    },
  })
  server.on('error', () => {})
  const cut = (id: string) => {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    received: received.all,
    until: received.until,
    count: received.count,
    refuse: () => null,
    beforeAccepting: async () => {},
    admit: () => null,
    drop: () => null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return sink
}
