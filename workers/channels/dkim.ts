/** DKIM (RFC 6376): each copy is signed by itself, since its links are its own. */
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'

/** `privateKey` in PEM; the public one lies in the DNS at `<keySelector>._domainkey.<domainName>`. */
export type DkimKey = {
  readonly domainName: string
  readonly keySelector: string
  readonly privateKey: string
}

export function signed(bytes: Buffer, key: DkimKey): Promise<Buffer> {
  return buffer(new DKIM({ ...key }).sign(bytes))
}
