/** E-mail by SMTP: a few sessions kept open, and each message composed once for all who get it. */
import addressparser from 'nodemailer/lib/addressparser'
import type { Mail, Message } from '../../src/rendering/message.ts'
import type { Channel, Sent } from './channel.ts'
import { composeMime, type MimeTemplate } from './mime-template.ts'
import { codeOf, openSmtpSession, type SmtpSession } from './smtp-session.ts'

const CONNECTIONS = 5

/** `from` as the configuration has it: an address, with or without a name. */
export function createEmailChannel(settings: { url: string; from: string }): Channel {
  const idle: SmtpSession[] = []
  const composed = new WeakMap<Message, Promise<MimeTemplate>>()
  const sender = addressparser(settings.from)[0]?.address ?? ''
  let closed = false

  const templateOf = (message: Message): Promise<MimeTemplate> => {
    const known = composed.get(message) ?? composeMime(message, settings.from)
    composed.set(message, known)
    return known
  }

  function takeIdle(): SmtpSession | undefined {
    const session = idle.pop()
    return session === undefined || session.usable ? session : takeIdle()
  }

  async function use(session: SmtpSession, envelope: { from: string; to: string }, bytes: Buffer) {
    const sent = await session.send(envelope, bytes)
    if (session.usable && !closed && idle.length < CONNECTIONS) idle.push(session)
    else session.close()
    return sent
  }

  return {
    connections: CONNECTIONS,
    async send(mail: Mail): Promise<Sent> {
      const bytes = (await templateOf(mail.message)).fill(mail)
      const envelope = { from: sender, to: mail.to }
      // A server may have closed what lay idle: nothing was handed over then, and a new session is asked.
      for (let kept = takeIdle(); kept !== undefined; kept = takeIdle()) {
        const sent = await use(kept, envelope, bytes)
        if (!isLost(sent)) return sent
      }
      try {
        return await use(await openSmtpSession(settings.url), envelope, bytes)
      } catch (error) {
        return { outcome: 'transient', code: codeOf(error) }
      }
    },
    async close() {
      closed = true
      for (const session of idle.splice(0)) session.close()
    },
  }
}

/** Lost before the message was handed over, with no reply that says why. */
function isLost({ outcome, code }: Sent): boolean {
  return outcome === 'transient' && !code.startsWith('smtp-')
}
