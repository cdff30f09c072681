/** E-mail by SMTP: a pool of connections, and what each answer or silence of a server means. */
import nodemailer from 'nodemailer'
import type { Outcome } from '../../src/domain/delivery.ts'
import type { Mail } from '../../src/rendering/message.ts'
import type { Channel, Sent } from './channel.ts'

const CONNECTIONS = 5

/** Replies at these stages are about the connection or us, whatever their number: never about a recipient. */
const ABOUT_US = new Set([
  'CONN',
  'EHLO',
  'HELO',
  'LHLO',
  'STARTTLS',
  'AUTH',
  'AUTH PLAIN',
  'AUTH LOGIN',
  'MAIL FROM',
])
/** Without a reply, a message can have been taken only once its data went out. */
const BEFORE_DATA = new Set([...ABOUT_US, 'RCPT TO'])
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'EHOSTUNREACH', 'EAUTH', 'ETLS'])

export function createEmailChannel(settings: { url: string; from: string }): Channel {
  const transport = nodemailer.createTransport({
    url: settings.url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 1000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    connections: CONNECTIONS,
    async send(mail: Mail): Promise<Sent> {
      try {
        await transport.sendMail({
          from: settings.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          headers: { ...mail.headers },
          ...(mail.replyTo !== undefined && { replyTo: mail.replyTo }),
        })
        return { outcome: 'sent', code: '' }
      } catch (error) {
        return { outcome: judge(error), code: codeOf(error) }
      }
    },
    async close() {
      transport.close()
    },
  }
}

/** RFC 5321 §4.2.1: 4yz may be tried again, 5yz not. Silence after the data leaves doubt. */
function judge(error: unknown): Outcome {
  const { responseCode, command, code } = fields(error)
  if (typeof responseCode === 'number' && responseCode >= 500)
    return typeof command === 'string' && ABOUT_US.has(command) ? 'transient' : 'permanent'
  if (typeof responseCode === 'number' && responseCode >= 400) return 'transient'
  if (typeof command === 'string' && BEFORE_DATA.has(command)) return 'transient'
  if (typeof code === 'string' && NEVER_CONNECTED.has(code)) return 'transient'
  return 'unknown'
}

function codeOf(error: unknown): string {
  const { responseCode, code } = fields(error)
  if (typeof responseCode === 'number') return `smtp-${responseCode}`
  return typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? code.toLowerCase() : 'no-answer'
}

function fields(error: unknown): Readonly<Record<'responseCode' | 'command' | 'code', unknown>> {
  const read = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return { responseCode: read('responseCode'), command: read('command'), code: read('code') }
}
