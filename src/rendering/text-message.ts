/** A text message that rendering made, composed once; only number, id and token differ for each who gets it. */
import { TOKEN_LENGTH } from './links.ts'
import { TOKEN_SLOT } from './message.ts'

/** A text to one number. */
export type Text = {
  readonly message: TextMessage
  /** E.164. */
  readonly to: string
  /** The same at every try, for a gateway to know it again. */
  readonly id: string
  readonly token: string
}

export class TextMessage {
  readonly #made = true
  /** With the slot wherever a subscriber's own token belongs. */
  readonly body: string

  private constructor(body: string) {
    this.body = body
  }

  static isGenuine(value: TextMessage): boolean {
    return #made in value
  }

  /** For the renderers of this folder. `personal`: it must hold the slot, since who gets it must be able to leave. */
  static compose(body: string, personal: boolean): TextMessage {
    if (personal && !body.includes(TOKEN_SLOT))
      throw new Error('A personal link did not survive the composing of a text')
    return new TextMessage(body)
  }

  /** `token` is theirs, and as long as its slot. */
  addressed(to: { to: string; id: string; token: string }): Text {
    if (to.token.length !== TOKEN_LENGTH)
      throw new Error('A token of the wrong length would not fit its slot')
    return { message: this, ...to }
  }

  bodyFor(token: string): string {
    return this.body.replaceAll(TOKEN_SLOT, token)
  }
}
