/** The table that names every channel. */
import type { Channel as ChannelName } from '../../src/domain/alert.ts'
import type { Mail } from '../../src/rendering/message.ts'
import type { Text } from '../../src/rendering/text-message.ts'
import type { Channel } from './channel.ts'
import { createEmailChannel, type EmailSettings } from './email.ts'
import { createSmsChannel, type SmsSettings } from './sms.ts'

/** What each of them sends. */
type Sends = { readonly email: Mail; readonly sms: Text }

export type Channels = { readonly [Name in ChannelName]: Channel<Sends[Name]> }

/** `sms` null: texts are not set up. */
export function createChannels(settings: { email: EmailSettings; sms: SmsSettings | null }): Channels {
  return {
    email: createEmailChannel(settings.email),
    sms: settings.sms === null ? NO_GATEWAY : createSmsChannel(settings.sms),
  }
}

/** What is owed waits its turns in the retry table, and fails when nobody sets texts up meanwhile. */
const NO_GATEWAY: Channel<Text> = {
  connections: 1,
  send: async () => ({ outcome: 'transient', code: 'no-gateway', away: true }),
  close: async () => {},
}

export async function closeChannels({ email, sms }: Channels): Promise<void> {
  await Promise.all([email.close(), sms.close()])
}
