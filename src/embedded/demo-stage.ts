/** The demo's stage: the whole service on a Redis and an SMTP server of its own, gone afterwards. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { startProcess } from './own-process.ts'
import { send } from './press-api.ts'
import { startRedis } from './redis.ts'
import { findRedis } from './redis-binary.ts'

const root = resolve(import.meta.dirname, '../..')

export type DemoStage = Awaited<ReturnType<typeof openStage>>

const Receipt = z.object({
  latenessMs: z.number().nullable(),
  alerts: z.array(z.object({ state: z.string() })),
})

export async function openStage(options: {
  directory: string
  dataDir: string
  say: (line: string) => void
}) {
  const { directory, dataDir, say } = options
  const inbox = await openInbox()
  const redis = await startRedis({
    binary: await findRedis({ dataDir, say }),
    directory: join(directory, 'store'),
  })
  const token = randomBytes(24).toString('base64url')
  const environment = {
    PATH: process.env.PATH ?? '',
    REDIS_URL: redis.url,
    SMTP_URL: inbox.url,
    MAIL_FROM: 'Press Office <press@newsroom.example>',
    SECRET: randomBytes(32).toString('hex'),
    SEAL_KEYS: randomBytes(32).toString('base64'),
    API_TOKENS: JSON.stringify([{ name: 'Ana Ruiz', role: 'press', token }]),
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const own = (name: string, entry: string, more: Record<string, string> = {}) =>
    startProcess({
      name,
      entry: join(root, entry),
      environment: { ...environment, ...more },
      logFile: join(directory, `${name}.log`),
      say,
    })
  const intake = await own('intake', 'src/server.ts')
  const url = `http://127.0.0.1:${intake.port}`
  const workers = await own('workers', 'workers/main.ts', { PUBLIC_URL: url })

  const api = { intakeUrl: url, token }
  const readPage = async (slug: string) => (await fetch(`${url}/releases/${slug}`)).text()

  return {
    inbox,
    api,
    readPage,
    /** What anyone can read without knowing a name: the front page and the feeds. */
    async publicText(): Promise<string> {
      const paths = ['/', '/feed.xml', '/feed.atom', '/feed.json']
      const texts = await Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`)).text()))
      return texts.join('\n')
    },
    async signUp(email: string): Promise<void> {
      await fetch(`${url}/subscribers`, { method: 'POST', body: new URLSearchParams({ email }) })
      const text = await inbox.first
      const link = /confirm\?token=([\w-]+)/.exec(text)?.[1] ?? ''
      await fetch(`${url}/subscribers/confirm`, {
        method: 'POST',
        body: new URLSearchParams({ token: link }),
      })
    },
    /** Opens the live stream; `slug` resolves with the first release that goes public. */
    async followLive(): Promise<{ slug: Promise<string> }> {
      const response = await fetch(`${url}/live`)
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      const slug = (async () => {
        for (;;) {
          const read = await reader?.read()
          if (read === undefined || read.done) throw new Error('The live stream ended')
          const found = /"slug":"([^"]+)"/.exec(read.value)?.[1]
          if (found !== undefined) {
            await reader?.cancel()
            return found
          }
        }
      })()
      return { slug }
    },
    async untilEveryoneHas(count: number, embargoId: string) {
      const [firstAt, lastAt] = await inbox.until(count)
      for (;;) {
        const receipt = await send(api, 'GET', `/v1/embargoes/${embargoId}/receipt`, Receipt)
        if (receipt.alerts.length > 0 && receipt.alerts.every((alert) => alert.state === 'closed'))
          return { receipt, firstAt, lastAt }
      }
    },
    async close(): Promise<void> {
      await intake.stop()
      await workers.stop()
      await redis.stop()
      await inbox.close()
    },
  }
}

/** A real SMTP server that keeps what it gets; the first mail is the confirmation, the rest the alert. */
async function openInbox() {
  const to: string[] = []
  const texts: string[] = []
  const times: number[] = []
  const confirmation = Promise.withResolvers<string>()
  const everyone = new Map<number, (times: readonly [number, number]) => void>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        to.push(session.envelope.rcptTo[0]?.address ?? '')
        times.push(performance.now())
        // Soft line breaks of quoted-printable may stand in the middle of a word or a link.
        const text = Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', '').replaceAll('=3D', '=')
        texts.push(text)
        confirmation.resolve(text)
        everyone.get(to.length - 1)?.([times[1] ?? 0, performance.now()])
        callback()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    to,
    texts,
    first: confirmation.promise,
    /** Resolves with the times of the first and the last of this many alert mails. */
    until: (count: number) =>
      new Promise<readonly [number, number]>((resolve) => {
        if (to.length > count) resolve([times[1] ?? 0, times[count] ?? 0])
        else everyone.set(count, resolve)
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
