/**
 * One SMTP connection, honest about what became of each message. nodemailer opens it (TCP, TLS, STARTTLS,
 * AUTH); the transactions are made here, since its `send` tells a connection that was lost before the
 * final dot from one lost after it no more than one can guess, and waits for each answer in turn.
 */
import type { Socket } from 'node:net'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outcome } from '../../src/domain/delivery.ts'
import { type Sent, type Stands, WITHDRAWN } from './channel.ts'
import { type Replies, type Reply, readReplies } from './smtp-replies.ts'

const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
}

export type Envelope = { readonly from: string; readonly to: string }

export type SmtpSession = {
  /** `pieces`: the message as it goes over the wire, up to its final dot. One at a time. */
  send(envelope: Envelope, pieces: readonly Buffer[], stands: Stands): Promise<Sent>
  /** False once it can take no more messages. */
  readonly usable: boolean
  close(): void
}

/** What the server offers that matters here (RFC 2920, RFC 6152, RFC 6531). */
type Offers = { readonly pipelining: boolean; readonly eightBit: boolean; readonly international: boolean }

/** How long a server may say nothing before the connection counts as lost. */
const SILENT_FOR_MS = 60_000

/** Opens a session; rejects with the connection's error when there is none to be had. */
export async function openSmtpSession(url: string, silentForMs = SILENT_FOR_MS): Promise<SmtpSession> {
  const { auth, ...options } = parseConnectionUrl(url)
  const connection = new SMTPConnection({ ...options, ...TIMEOUTS, socketTimeout: silentForMs })
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('The server closed the connection')))
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  const offers = readOffers(String(connection.lastServerResponse))
  if (auth) {
    const { user, pass } = auth
    await new Promise<void>((resolve, reject) => {
      connection.login({ credentials: { user, pass } }, (error) => (error ? reject(error) : resolve()))
    })
  }
  const socket = connection._socket
  if (!socket) throw new Error('The server closed the connection')
  // From here on every reply is ours to read.
  socket.removeAllListeners('data')
  socket.setNoDelay(true)
  const replies = readReplies(socket)
  let usable = true
  const lost = (error: unknown) => {
    usable = false
    replies.fail(error)
  }
  connection.on('error', lost)
  connection.on('end', () => lost(new Error('The server closed the connection')))
  return {
    get usable() {
      return usable
    },
    async send(envelope, pieces, stands) {
      const { sent, clean } = await transact(socket, replies, offers, envelope, pieces, stands)
      if (!clean) usable = false
      return sent
    },
    close() {
      usable = false
      connection.close()
    },
  }
}

function readOffers(ehlo: string): Offers {
  const offers = (keyword: string) => new RegExp(`^250[ -]${keyword}\\b`, 'im').test(ehlo)
  return {
    pipelining: offers('PIPELINING'),
    eightBit: offers('8BITMIME'),
    international: offers('SMTPUTF8'),
  }
}

/** `clean`: the connection is ready for the next message. */
type Done = { readonly sent: Sent; readonly clean: boolean }

/** One message, from MAIL to the answer after the final dot (RFC 5321 §3.3). */
async function transact(
  socket: Socket,
  replies: Replies,
  offers: Offers,
  { from, to }: Envelope,
  pieces: readonly Buffer[],
  stands: Stands,
): Promise<Done> {
  const beyondAscii = /[^\x20-\x7e]/.test(to)
  if (beyondAscii && !offers.international)
    return { sent: { outcome: 'permanent', code: 'no-smtputf8' }, clean: true }
  if (!(await stands())) return { sent: WITHDRAWN, clean: true }
  const parameters = beyondAscii ? ` SMTPUTF8${offers.eightBit ? ' BODY=8BITMIME' : ''}` : ''
  const commands = [`MAIL FROM:<${from}>${parameters}`, `RCPT TO:<${to}>`, 'DATA'] as const
  const ask = (command: string) => socket.write(`${command}\r\n`, 'utf8')
  let handedOver = false
  try {
    if (offers.pipelining) ask(commands.join('\r\n'))
    const answered = async (command: string): Promise<Reply> => {
      if (!offers.pipelining) ask(command)
      return replies.next()
    }
    const mail = await answered(commands[0])
    // Without pipelining nothing follows a refusal; with it the answers to what was asked already do.
    if (mail.code >= 300 && !offers.pipelining) return refused('MAIL', mail, await reset())
    const rcpt = await answered(commands[1])
    if (rcpt.code >= 300 && !offers.pipelining) return refused('RCPT', rcpt, await reset())
    const data = await answered(commands[2])
    if (mail.code >= 300 || rcpt.code >= 300) {
      // RFC 2920 §3.1: a server may ask for the data of nobody; it gets none.
      if (data.code === 354) {
        ask('.')
        await replies.next()
      }
      const clean = await reset()
      return mail.code >= 300 ? refused('MAIL', mail, clean) : refused('RCPT', rcpt, clean)
    }
    if (data.code !== 354) return refused('DATA', data, await reset())
    // A slow server may have taken long to come this far; without its data it has nothing.
    if (!(await stands())) return { sent: WITHDRAWN, clean: false }
    handedOver = true
    socket.cork()
    for (const piece of pieces) socket.write(piece)
    socket.write(FINAL_DOT)
    socket.uncork()
    const reply = await replies.next()
    if (reply.code < 300) return { sent: { outcome: 'sent', code: '' }, clean: true }
    return refused('DATA', reply, true)
  } catch (error) {
    return { sent: { outcome: handedOver ? 'unknown' : 'transient', code: codeOf(error) }, clean: false }
  }

  /** Ready for the next message after one was refused. */
  async function reset(): Promise<boolean> {
    ask('RSET')
    return (await replies.next()).code === 250
  }
}

/** RFC 5321 §4.2.1: 4yz may be tried again, 5yz not; what is said of the sender is about us, not the recipient. */
function refused(command: 'MAIL' | 'RCPT' | 'DATA', { code, status }: Reply, clean: boolean): Done {
  const outcome: Outcome = code >= 500 && command !== 'MAIL' ? 'permanent' : 'transient'
  const words = ['smtp', ...(command === 'DATA' ? ['data'] : []), code, ...(status === '' ? [] : [status])]
  return { sent: { outcome, code: words.join('-') }, clean: clean && code !== 421 }
}

const FINAL_DOT = Buffer.from('.\r\n')

/** A coded reason for a connection that failed or was not to be had; never the server's words. */
export function codeOf(error: unknown): string {
  const read = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const [responseCode, code] = [read('responseCode'), read('code')]
  if (typeof responseCode === 'number') return `smtp-${responseCode}`
  return typeof code === 'string' && /^[A-Z_]{2,20}$/.test(code) ? code.toLowerCase() : 'no-answer'
}
