/** A mail that rendering made, composed once; only address, Message-ID and token differ, and are spliced in. */
import { TOKEN_LENGTH } from './links.ts'

/** A mail to one address, ready to send. */
export type Mail = {
  readonly to: string
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly replyTo?: string
  readonly headers: Readonly<Record<string, string>>
}

type Parts = Omit<Mail, 'to' | 'messageId'>

/** Stands for a subscriber's token while a message is composed: as long, and nothing else is like it. */
export const TOKEN_SLOT = 'T0KEN-SLOT-T0KEN-SLOT-'.slice(0, TOKEN_LENGTH)

export class Message {
  readonly #parts: Parts
  readonly #slots: Readonly<Record<'text' | 'html' | 'headers', number>>
  readonly subject: string

  private constructor(parts: Parts) {
    this.#parts = parts
    this.subject = parts.subject
    this.#slots = {
      text: count(parts.text),
      html: count(parts.html),
      headers: count(JSON.stringify(parts.headers)),
    }
  }

  static isGenuine(value: Message): boolean {
    return #parts in value
  }

  /**
   * For the renderers of this folder. `personal`: every part must hold its slot whole, since a mail
   * whose links lead nowhere, or to someone else, must not be sent.
   */
  static compose(parts: Parts, personal: boolean): Message {
    const message = new Message({ ...parts, subject: parts.subject.replace(/\s+/g, ' ').trim() })
    if (personal && Object.values(message.#slots).some((slots) => slots === 0))
      throw new Error('A personal link did not survive the composing of a message')
    return message
  }

  /** The mail to one address. `token` is theirs, and as long as its slot. */
  addressed(to: { to: string; messageId: string; token: string }): Mail {
    if (to.token.length !== TOKEN_LENGTH)
      throw new Error('A token of the wrong length would not fit its slot')
    const fill = (text: string) => text.replaceAll(TOKEN_SLOT, to.token)
    const { subject, text, html, replyTo, headers } = this.#parts
    return {
      to: to.to,
      messageId: to.messageId,
      subject,
      text: fill(text),
      html: fill(html),
      ...(replyTo !== undefined && { replyTo }),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
    }
  }
}

function count(text: string): number {
  return text.split(TOKEN_SLOT).length - 1
}
