/** DKIM (RFC 6376): each copy is signed by itself, since its links are its own. */
import { createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'

/** `privateKey` in PEM; the public one lies in the DNS at `<keySelector>._domainkey.<domainName>`. */
export type DkimKey = {
  readonly domainName: string
  readonly keySelector: string
  readonly privateKey: string
}

/** Signs messages: the same bytes, with a signature before them. */
export type Sign = (bytes: Buffer) => Promise<Buffer>

/** The key is read once; reading it for each message would cost as much as signing. */
export function createSign(key: DkimKey): Sign {
  const dkim = new DKIM({ ...key, privateKey: createPrivateKey(key.privateKey) })
  return (bytes) => buffer(dkim.sign(bytes))
}
