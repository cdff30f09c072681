/** An alert on its way out of one channel: composed for it, and addressed to one claim after the other. */
import type { Alert, Channel as ChannelName } from '../src/domain/alert.ts'
import type { Links } from '../src/rendering/links.ts'
import type { Mails } from '../src/rendering/mails.ts'
import type { Texts } from '../src/rendering/texts.ts'
import type { Claim } from '../src/store/ledger.ts'
import type { Store } from '../src/store/store.ts'
import { type Addressee, mailTo, textTo } from './addressed.ts'
import type { Channel, Sent, Stands } from './channels/channel.ts'
import type { Channels } from './channels/channels.ts'
import { type ComposeAlert, createComposeAlert } from './compose-alert.ts'

export type SendTo = (claim: Claim, stands: Stands) => Promise<Sent>

export type Outlet = {
  /** How many messages may be under way at once. */
  readonly connections: number
  /** Null: nothing of the alert may be said any more. */
  compose(alert: Alert): Promise<SendTo | null>
}

export type Outlets = Readonly<Record<ChannelName, Outlet>>

export function createOutlets(dependencies: {
  readonly store: Store
  readonly links: Links
  readonly mails: Mails
  readonly texts: Texts
  readonly channels: Channels
}): Outlets {
  const { store, links, mails, texts, channels } = dependencies
  return {
    email: outletOf(channels.email, createComposeAlert(store, mails), (message, to) =>
      mailTo(links, message, to),
    ),
    sms: outletOf(channels.sms, createComposeAlert(store, texts), (message, to) =>
      textTo(links, message, to),
    ),
  }
}

/** `Composed` is the same for everyone, `Addressed` one claim's: a channel takes only its own kind. */
function outletOf<Composed, Addressed>(
  channel: Channel<Addressed>,
  compose: ComposeAlert<Composed>,
  address: (message: Composed, to: Addressee) => Addressed,
): Outlet {
  return {
    connections: channel.connections,
    async compose(alert) {
      const message = await compose(alert)
      if (message === null) return null
      return (claim, stands) => channel.send(address(message, { about: alert.id, ...claim }), stands)
    },
  }
}
