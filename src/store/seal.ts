/** Sealing: AES-256-GCM with a key per value, itself wrapped by one of `SEAL_KEYS`. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Sealed } from '../domain/record.ts'

const KEY = 32
const NONCE = 12
const TAG = 16
const KEY_ID = 4
const HEADER = KEY_ID + NONCE + KEY + TAG

export type Sealing = {
  /** Seals text for one place (`context`, such as a key): it opens nowhere else. */
  seal(text: string, context: string): Sealed
  open(sealed: Sealed, context: string): string
  sealBytes(plain: Buffer, context: string): Sealed
  openBytes(sealed: Sealed, context: string): Buffer
}

/** `keys`: 32 bytes each, newest first; the first seals, any opens. Layout: key id, wrapped key, value. */
export function createSealing(keys: readonly Buffer[]): Sealing {
  const named = keys.map((key) => ({ id: keyId(key), key }))
  const byId = new Map(named.map(({ id, key }) => [id.toString('hex'), key]))
  const newest = named[0]
  if (newest === undefined) throw new Error('Sealing needs a key')
  const { id, key } = newest
  function sealBytes(plain: Buffer, context: string): Sealed {
    const valueKey = randomBytes(KEY)
    const wrapped = encrypt(key, valueKey, context)
    const value = encrypt(valueKey, plain, context)
    return Sealed.parse(Buffer.concat([id, wrapped, value]).toString('base64url'))
  }
  function openBytes(sealed: Sealed, context: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64url')
    const wrappedBy = byId.get(bytes.subarray(0, KEY_ID).toString('hex'))
    if (wrappedBy === undefined) throw new Error('No key of SEAL_KEYS opens this value')
    const valueKey = decrypt(wrappedBy, bytes.subarray(KEY_ID, HEADER), context)
    return decrypt(valueKey, bytes.subarray(HEADER), context)
  }
  return {
    seal: (text, context) => sealBytes(Buffer.from(text, 'utf8'), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    sealBytes,
    openBytes,
  }
}

function keyId(key: Buffer): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, KEY_ID)
}

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, bytes: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
}
