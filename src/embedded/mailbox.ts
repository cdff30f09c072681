/** A mail catcher on loopback: a real SMTP server that keeps what it gets, and a page to read it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MailDev } from 'maildev'

export type Mailbox = Readonly<{
  /** Where mail is sent: `smtp://127.0.0.1:port`. */
  smtpUrl: string
  /** Where it is read. */
  inboxUrl: string
  stop: () => Promise<void>
}>

type MailboxOptions = Readonly<{
  /** Messages are kept in its folder `mail`. */
  dataDir: string
  /** Port of the inbox page; 0 for a free one. */
  port: number
}>

/** The mail catcher cannot start; the message says how to. */
class MailboxFault extends Error {}

const loopback = '127.0.0.1'
const keptMessages = 2000
/** An inbox page that is open in a browser keeps its connection; nothing is lost by leaving it. */
const stopLimitMs = 3000

/** Starts the SMTP server on a free port and its inbox page on `port`. Throws `MailboxFault`. */
export async function startMailbox({ dataDir, port }: MailboxOptions): Promise<Mailbox> {
  const mailDirectory = join(dataDir, 'mail')
  await mkdir(mailDirectory, { recursive: true, mode: 0o700 })
  const maildev = new MailDev({
    ip: loopback,
    smtp: 0,
    webIp: loopback,
    web: port,
    mailDirectory,
    maxEmails: keptMessages,
    silent: true,
  })
  try {
    const { smtp, api } = await quietly(() => maildev.start())
    const inboxPort = api?.getAddress()?.port
    if (inboxPort === undefined) throw new Error('The inbox page has no port')
    return {
      smtpUrl: `smtp://${loopback}:${smtp.getAddress().port}`,
      inboxUrl: `http://${loopback}:${inboxPort}`,
      stop: () => Promise.race([maildev.stop(), delay(stopLimitMs, undefined, { ref: false })]),
    }
  } catch (cause) {
    const busy = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    const why = busy
      ? `port ${port} for the inbox page is taken. Choose another one, or any free one: MAILBOX_PORT=0 npm start`
      : 'see the cause'
    throw new MailboxFault(`The mail catcher did not start: ${why}`, { cause })
  }
}

/** MailDev announces its page on the console whatever `silent` says; `npm start` does that itself. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { info } = console
  console.info = () => undefined
  try {
    return await work()
  } finally {
    console.info = info
  }
}
