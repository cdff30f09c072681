/** An SMTP server for thousands of mails: it keeps only who got which Message-ID, and says when it answered. */
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type CountingSink = {
  readonly url: string
  /** The Message-ID of every copy, by address. */
  readonly copies: ReadonlyMap<string, readonly string[]>
  close(): Promise<void>
}

export async function startCountingSink(): Promise<CountingSink> {
  const copies = new Map<string, string[]>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      void buffer(stream).then((source) => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const head = source.subarray(0, 4096).toString('latin1')
        const id = /^Message-ID:\s*(<[^>]*>)/im.exec(head)?.[1] ?? ''
        copies.set(to, [...(copies.get(to) ?? []), id])
        callback()
      }, callback)
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    copies,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
