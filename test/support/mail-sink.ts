/** A real SMTP server on a free port that keeps what it gets, and refuses or stalls when a test asks it to. */
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** `bytes`: its size as it came. */
export type Received = {
  readonly to: string
  readonly at: number
  readonly bytes: number
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
  close(): Promise<void>
}

export async function startMailSink(): Promise<MailSink> {
  const received: Received[] = []
  const watchers = new Set<() => void>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, callback) => {
      const code = sink.refuse(address)
      callback(code === null ? null : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData: (stream, session, callback) => {
      void (async () => {
        const source = await buffer(stream)
        const mail = await simpleParser(source)
        await sink.beforeAccepting()
        const to = session.envelope.rcptTo[0]?.address ?? ''
        received.push({ to, at: Date.now(), bytes: source.length, mail })
        for (const look of watchers) look()
        callback()
      })().catch(callback)
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const watch = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
    })

  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    until: (fits) => watch(() => received.find(fits)),
    count: (number) => watch(() => (received.length >= number ? received : undefined)),
    refuse: () => null,
    beforeAccepting: async () => {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return sink
}
