/** One SMTP connection: opened, used for one message at a time, and honest about what became of each. */
import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outcome } from '../../src/domain/delivery.ts'
import type { Sent } from './channel.ts'

const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 60_000,
  dnsTimeout: 10_000,
}

/** Replies at these stages are about the connection or us, whatever their number: never about a recipient. */
const ABOUT_US = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH.*|MAIL FROM|API)$/

export type SmtpSession = {
  send(envelope: { from: string; to: string }, bytes: Buffer): Promise<Sent>
  /** False once it can take no more messages. */
  readonly usable: boolean
  close(): void
}

/** Opens a session; rejects with the connection's error when there is none to be had. */
export async function openSmtpSession(url: string): Promise<SmtpSession> {
  const { auth, ...options } = parseConnectionUrl(url)
  const connection = new SMTPConnection({ ...options, ...TIMEOUTS })
  let usable = true
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('The server closed the connection')))
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  connection.on('error', () => {
    usable = false
  })
  connection.on('end', () => {
    usable = false
  })
  if (auth) {
    const { user, pass } = auth
    await new Promise<void>((resolve, reject) => {
      connection.login({ credentials: { user, pass } }, (error) => (error ? reject(error) : resolve()))
    })
  }
  return {
    get usable() {
      return usable
    },
    async send(envelope, bytes) {
      let handedOver = false
      // Read only once the server has asked for the data: a lost connection is reported the same before
      // and after that, and only this tells whether the message can have been taken.
      const body = new Readable({
        read() {
          handedOver = true
          this.push(bytes)
          this.push(null)
        },
      })
      const error = await new Promise<unknown>((resolve) => {
        connection.send(envelope, body, (failure) => resolve(failure ?? null))
      })
      if (error === null) return { outcome: 'sent', code: '' }
      if (!(await rested())) usable = false
      return { outcome: judge(error, handedOver), code: codeOf(error) }
    },
    close() {
      usable = false
      connection.close()
    },
  }

  /** Ready for the next message after one was refused. */
  function rested(): Promise<boolean> {
    if (!usable) return Promise.resolve(false)
    return new Promise((resolve) => {
      connection.once('end', () => resolve(false))
      connection.reset((error) => resolve(!error))
    })
  }
}

/** RFC 5321 §4.2.1: 4yz may be tried again, 5yz not. Silence after the data leaves doubt; before it, none. */
function judge(error: unknown, handedOver: boolean): Outcome {
  const { responseCode, command } = fields(error)
  if (typeof responseCode === 'number' && responseCode >= 500)
    return typeof command === 'string' && ABOUT_US.test(command) ? 'transient' : 'permanent'
  if (typeof responseCode === 'number' && responseCode >= 400) return 'transient'
  return handedOver ? 'unknown' : 'transient'
}

/**
 * A coded reason: the reply's number and its enhanced status (RFC 2034), `smtp-data-554` where it answered the
 * content and not the recipient, or what broke; never the server's words.
 */
export function codeOf(error: unknown): string {
  const { responseCode, code, command, response } = fields(error)
  if (typeof responseCode === 'number') {
    const stage = command === 'DATA' ? 'data-' : ''
    const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(String(response))?.[1]
    return `smtp-${stage}${responseCode}${status === undefined ? '' : `-${status}`}`
  }
  return typeof code === 'string' && /^[A-Z_]{2,20}$/.test(code) ? code.toLowerCase() : 'no-answer'
}

function fields(error: unknown): Readonly<Record<'responseCode' | 'response' | 'command' | 'code', unknown>> {
  const read = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return {
    responseCode: read('responseCode'),
    response: read('response'),
    command: read('command'),
    code: read('code'),
  }
}
