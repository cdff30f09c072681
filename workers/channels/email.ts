/** E-mail by SMTP: sessions kept open, and each message composed once for all who get it. */
import { domainToASCII } from 'node:url'
import addressparser from 'nodemailer/lib/addressparser'
import type { Mail, Message } from '../../src/rendering/message.ts'
import { type Channel, type Sent, type Stands, WITHDRAWN } from './channel.ts'
import { createSign, type DkimKey, type Sign } from './dkim.ts'
import { stuffed } from './dot-stuffing.ts'
import { composeMime, type MimeTemplate } from './mime-template.ts'
import { createSmtpPool } from './smtp-pool.ts'
import { codeOf, openSmtpSession } from './smtp-session.ts'

/** How often a message that a closing connection did not take is offered on another at once. */
const OFFERS = 3

export type EmailSettings = {
  readonly url: string
  /** As the configuration has it: an address, with or without a name. */
  readonly from: string
  readonly connections: number
  readonly dkim: DkimKey | null
  /** How long a server may say nothing; a minute where it is left out. */
  readonly silentForMs?: number
  /** Waits until one more message may leave; at once where it is left out. */
  readonly pace?: () => Promise<void>
}

export function createEmailChannel(settings: EmailSettings): Channel<Mail> {
  const { url, from, connections, dkim, pace, silentForMs } = settings
  const sign = dkim && createSign(dkim)
  const pool = createSmtpPool(connections, () => openSmtpSession(url, silentForMs))
  const composed = new WeakMap<Message, Promise<MimeTemplate>>()
  const sender = addressparser(from)[0]?.address ?? ''

  const templateOf = (message: Message): Promise<MimeTemplate> => {
    const known = composed.get(message) ?? composeMime(message, from)
    composed.set(message, known)
    return known
  }

  async function offer(to: string, pieces: readonly Buffer[], stands: Stands): Promise<Sent> {
    const session = await pool.acquire()
    try {
      await pace?.()
      return await session.send({ from: sender, to }, pieces, stands)
    } finally {
      pool.release(session)
    }
  }

  return {
    connections,
    async send(mail: Mail, stands: Stands = () => true): Promise<Sent> {
      if (/[\s<>,;\p{C}]/u.test(mail.to)) return { outcome: 'permanent', code: 'bad-address' }
      const to = withAsciiDomain(mail.to)
      const template = await templateOf(mail.message)
      const own = { ...mail, to }
      const pieces = sign === null ? template.pieces(own) : [await signed(sign, template.fill(own))]
      try {
        let sent = await offer(to, pieces, stands)
        for (let offers = 1; offers < OFFERS && isClosing(sent); offers += 1)
          sent = await offer(to, pieces, stands)
        return sent
      } catch (error) {
        return { outcome: 'transient', code: codeOf(error), away: true }
      }
    },
    async close() {
      pool.close()
    },
  }
}

async function signed(sign: Sign, bytes: Buffer): Promise<Buffer> {
  return Buffer.from(stuffed((await sign(bytes)).toString('latin1')), 'latin1')
}

/** A domain beyond ASCII has an ASCII form (RFC 5890) that every server takes. */
function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return address.slice(0, at + 1) + (domainToASCII(address.slice(at + 1)) || address.slice(at + 1))
}

/** The connection ended before the message was handed over: lost, or closed with a 421 (RFC 5321 §3.8). */
function isClosing(sent: Sent): boolean {
  if (sent === WITHDRAWN || sent.outcome !== 'transient') return false
  return /^smtp-(data-)?421/.test(sent.code) || !sent.code.startsWith('smtp-')
}
