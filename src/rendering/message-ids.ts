/** Message-IDs: opaque, fixed in length, the same at every try, and ours to read again when a report names one. */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'

/** Characters of the part before the @: two AES blocks in base64url. */
export const MESSAGE_ID_LENGTH = 43

const BLOCK = 16
const NUMBER = 6
/** Bytes of a ULID that are its time; the ten after them are random. */
const TIME = 6
/** Crockford's base 32, as ULIDs are written in. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Whose copy of what: the ULID of an alert or a notice without its prefix, and a subscriber's number. */
export type MailName = { readonly ulid: string; readonly number: number }

/** XTS enciphers each block for its place; with one unit in all, the unit's own number says nothing. */
const CIPHER = 'aes-256-xts'
export const MESSAGE_KEY_LENGTH = 64
const UNIT = Buffer.alloc(BLOCK)

/**
 * The first block is the ULID; the second the number, and the ULID's random part again, so that one made up,
 * or put together from others, opens to parts that agree with a chance of 2⁻⁸⁰. One call of a cipher and no
 * more, since this is done for every mail.
 */
export function createMessageIds(key: Buffer, host: string) {
  /** `id`: a prefix and a ULID. */
  function writeLocal(id: string, number: number): string {
    const blocks = Buffer.alloc(2 * BLOCK)
    writeUlid(id.slice(id.indexOf('_') + 1), blocks)
    blocks.writeUIntBE(number, BLOCK, NUMBER)
    blocks.copy(blocks, BLOCK + NUMBER, TIME, BLOCK)
    const cipher = createCipheriv(CIPHER, key, UNIT)
    return Buffer.concat([cipher.update(blocks), cipher.final()]).toString('base64url')
  }
  return {
    /** The part before the @ alone. */
    writeLocal,
    /** In angle brackets. */
    write: (id: string, number: number): string => `<${writeLocal(id, number)}@${host}>`,
    /** What a Message-ID stands for, or null when it is not one of ours. The host may have changed since. */
    read(messageId: string): MailName | null {
      const local = /^<([\w-]+)@[^<>@\s]+>$/.exec(messageId)?.[1] ?? ''
      const bytes = Buffer.from(local, 'base64url')
      // Only as written: base64 also decodes other letters of its last bits.
      if (bytes.length !== 2 * BLOCK || bytes.toString('base64url') !== local) return null
      const decipher = createDecipheriv(CIPHER, key, UNIT)
      const blocks = Buffer.concat([decipher.update(bytes), decipher.final()])
      if (!timingSafeEqual(blocks.subarray(TIME, BLOCK), blocks.subarray(BLOCK + NUMBER))) return null
      return { ulid: readUlid(blocks), number: blocks.readUIntBE(BLOCK, NUMBER) }
    },
  }
}

/** 26 digits of five bits are 130: the first two are zero in every ULID. */
function writeUlid(ulid: string, into: Buffer): void {
  let bits = 0
  let held = 0
  let at = 0
  for (const [index, digit] of [...ulid].entries()) {
    const value = DIGITS.indexOf(digit)
    if (value < 0 || ulid.length !== 26) throw new Error('A Message-ID was asked for what has no ULID')
    held = (held << 5) | value
    bits += index === 0 ? 3 : 5
    if (bits >= 8) {
      bits -= 8
      into[at] = held >>> bits
      held &= (1 << bits) - 1
      at += 1
    }
  }
}

function readUlid(bytes: Buffer): string {
  const value = BigInt(`0x${bytes.subarray(0, BLOCK).toString('hex')}`)
  return Array.from(
    { length: 26 },
    (_, index) => DIGITS[Number((value >> BigInt(5 * (25 - index))) & 31n)],
  ).join('')
}
