/** Links that are a subscriber's own, and Message-IDs: opaque, fixed in length, the same each time. */
import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from 'node:crypto'
import { createMessageIds, MESSAGE_KEY_LENGTH } from './message-ids.ts'

export type Links = ReturnType<typeof createLinks>

/** Characters of a subscriber's token: one AES block in base64url. */
export const TOKEN_LENGTH = 22

const BLOCK = 16
const NUMBER = 6

/** `publicUrl` without a slash at its end. */
export function createLinks(secret: string, publicUrl: string) {
  const key = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes))
  const tokenKey = key('subscriber tokens', 32)
  const host = new URL(publicUrl).hostname
  const messageIds = createMessageIds(key('message ids', MESSAGE_KEY_LENGTH), host)

  return {
    /**
     * The token that stands for a subscriber's number: one block enciphered, ten bytes of it zero, so
     * that one made up opens to anything else with a chance of 2⁻⁸⁰.
     */
    subscriberToken(number: number): string {
      const block = Buffer.alloc(BLOCK)
      block.writeUIntBE(number, 0, NUMBER)
      const cipher = createCipheriv('aes-256-ecb', tokenKey, null).setAutoPadding(false)
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
    },
    /** The number a token stands for, or null when it is not one of ours. */
    readSubscriberToken(token: string): number | null {
      const bytes = Buffer.from(token, 'base64url')
      // Only as written: base64 also decodes other letters of its last bits, and another alphabet.
      if (bytes.length !== BLOCK || bytes.toString('base64url') !== token) return null
      const decipher = createDecipheriv('aes-256-ecb', tokenKey, null).setAutoPadding(false)
      const block = Buffer.concat([decipher.update(bytes), decipher.final()])
      const genuine = timingSafeEqual(block.subarray(NUMBER), Buffer.alloc(BLOCK - NUMBER))
      return genuine ? block.readUIntBE(0, NUMBER) : null
    },
    /** One for each alert and subscriber, the same at every try; neither can be read from it. */
    messageId: messageIds.write,
    /** What one of our Message-IDs stands for; null for any other. */
    readMessageId: messageIds.read,
    /** The same for a text, which has no host in it. */
    textId: messageIds.writeLocal,
    host,
    newsroom: publicUrl,
    release: (slug: string) => `${publicUrl}/releases/${slug}`,
    deskCall: (id: string) => `${publicUrl}/desk/calls/${id}`,
    deskEmbargo: (id: string) => `${publicUrl}/desk/embargoes/${id}`,
    deskRelease: (id: string) => `${publicUrl}/desk/releases/${id}`,
    confirm: (token: string) => `${publicUrl}/subscribers/confirm?token=${encodeURIComponent(token)}`,
    signIn: (token: string) => `${publicUrl}/desk/sign-in/link?token=${token}`,
    preferences: (token: string) => `${publicUrl}/preferences?token=${token}`,
    /** Short enough for a text. */
    leave: (token: string) => `${publicUrl}/u/${token}`,
    unsubscribe: (token: string) => `${publicUrl}/unsubscribe?token=${token}`,
  }
}
