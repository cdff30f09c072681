/** Where alerts go: an e-mail address or a phone number; which of them it is decides the channel. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import type { Channel } from './alert.ts'

/**
 * An address with letters beyond ASCII (RFC 6531): words of letters, digits and what RFC 5322 calls atext, so
 * that none can end a header field or begin another address. A server that does not take it says so.
 */
const WORD = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?'
const INTERNATIONAL = new RegExp(`^${WORD}(?:\\.${WORD})*@(?:${LABEL}\\.)+${LABEL}$`, 'u')

/** An address as typed, in the form it is kept. Length is RFC 5321 §4.5.3.1.3 less the brackets. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text.normalize('NFC').toLowerCase())
  .pipe(z.union([z.email(), z.string().regex(INTERNATIONAL)]))

/** Longer than any number with its separators. */
const TYPED = 40

/** A number as typed with its country code, kept in E.164 (`+12025550123`): digits only, 15 at most. */
export const PhoneNumber = z
  .string()
  .trim()
  .max(TYPED)
  .transform((text, context) => {
    const parsed = text.startsWith('+') ? parsePhoneNumberFromString(text, { extract: false }) : undefined
    if (parsed?.isValid() && parsed.ext === undefined) return String(parsed.number)
    context.addIssue({ code: 'custom', message: 'A phone number with + and its country code' })
    return z.NEVER
  })

/** A number in a query: a + that nobody encoded comes as a blank. */
export const PhoneInQuery = z
  .string()
  .transform((text) => text.replace(/^ /, '+'))
  .pipe(PhoneNumber)

/** An address under the name that says what it is, as everything outside the store has it. */
export type NamedAddress = { readonly email: string } | { readonly phone: string }

export function addressOf(named: NamedAddress): string {
  return 'email' in named ? named.email : named.phone
}

/** `channel` is given where the address is erased, and so says no more which it was. */
export function namedAddress(address: string, channel: Channel = channelOf(address)): NamedAddress {
  return channel === 'email' ? { email: address } : { phone: address }
}

/** No number has an @; the scripts of the store decide by the same. */
export function channelOf(address: string): Channel {
  return address.includes('@') ? 'email' : 'sms'
}
