/** The table that names every channel. */
import type { Channel as ChannelName } from '../../src/domain/alert.ts'
import type { Channel } from './channel.ts'
import { createEmailChannel, type EmailSettings } from './email.ts'

export type Channels = Readonly<Record<ChannelName, Channel>>

export function createChannels(settings: { email: EmailSettings }): Channels {
  return { email: createEmailChannel(settings.email) }
}

export async function closeChannels(channels: Channels): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()))
}
