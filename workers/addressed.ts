/** A message to one address, with the ids that stay the same at every try. `number` 0: nobody who is subscribed. */
import type { Links } from '../src/rendering/links.ts'
import type { Mail, Message } from '../src/rendering/message.ts'
import type { Text, TextMessage } from '../src/rendering/text-message.ts'

/** What it is about, an alert or a notice, and whom it goes to. */
export type Addressee = { readonly about: string; readonly number: number; readonly address: string }

export function mailTo(links: Links, message: Message, { about, number, address }: Addressee): Mail {
  const [messageId, token] = [links.messageId(about, number), links.subscriberToken(number)]
  return message.addressed({ to: address, messageId, token })
}

export function textTo(links: Links, message: TextMessage, { about, number, address }: Addressee): Text {
  const [id, token] = [links.textId(about, number), links.subscriberToken(number)]
  return message.addressed({ to: address, id, token })
}
