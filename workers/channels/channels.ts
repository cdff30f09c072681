/** The table that names every channel. */
import type { Channel as ChannelName } from '../../src/domain/alert.ts'
import type { Channel } from './channel.ts'
import { createEmailChannel } from './email.ts'

export type Channels = Readonly<Record<ChannelName, Channel>>

export function createChannels(settings: { smtpUrl: string; mailFrom: string }): Channels {
  return { email: createEmailChannel({ url: settings.smtpUrl, from: settings.mailFrom }) }
}

export async function closeChannels(channels: Channels): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()))
}
