/** A mail that rendering made, composed once; only address, Message-ID and token differ, and are spliced in. */
import { TOKEN_LENGTH } from './links.ts'

/** What a mail says, with the slot wherever a subscriber's own token belongs. */
export type MessageParts = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly replyTo?: string
  readonly headers: Readonly<Record<string, string>>
}

/** A message to one address: a channel splices what is personal into what it composed once. */
export type Mail = {
  readonly message: Message
  readonly to: string
  /** In angle brackets. */
  readonly messageId: string
  readonly token: string
}

/** Stands for a subscriber's token while a message is composed: as long, and nothing else is like it. */
export const TOKEN_SLOT = 'T0KEN-SLOT-T0KEN-SLOT-'.slice(0, TOKEN_LENGTH)

export class Message {
  readonly #made = true
  readonly parts: MessageParts
  /** What stands in the parts for a subscriber's token. */
  readonly tokenSlot = TOKEN_SLOT
  /** How often the slot stands in all parts together. */
  readonly tokenSlots: number

  private constructor(parts: MessageParts) {
    this.parts = parts
    this.tokenSlots = count(parts.text) + count(parts.html) + count(headerText(parts))
  }

  static isGenuine(value: Message): boolean {
    return #made in value
  }

  /**
   * For the renderers of this folder. `personal`: every part must hold its slot whole, since a mail
   * whose links lead nowhere, or to someone else, must not be sent.
   */
  static compose(parts: MessageParts, personal: boolean): Message {
    const message = new Message({ ...parts, subject: parts.subject.replace(/\s+/g, ' ').trim() })
    if (personal && [parts.text, parts.html, headerText(parts)].some((text) => count(text) === 0))
      throw new Error('A personal link did not survive the composing of a message')
    return message
  }

  /** The mail to one address. `token` is theirs, and as long as its slot. */
  addressed(to: { to: string; messageId: string; token: string }): Mail {
    if (to.token.length !== TOKEN_LENGTH)
      throw new Error('A token of the wrong length would not fit its slot')
    return { message: this, ...to }
  }
}

function headerText({ headers }: MessageParts): string {
  return Object.values(headers).join('\n')
}

function count(text: string): number {
  return text.split(TOKEN_SLOT).length - 1
}
