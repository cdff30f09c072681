/** Content codings: which one a request gets, and a body in it. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** RFC 9110 §12.5.3, as far as it is used: what is named, unless with a weight of nothing. Brotli is the smaller. */
export function chooseEncoding(field: string | undefined): Encoding {
  if (field === undefined) return 'identity'
  if (BROTLI.test(field)) return 'br'
  return GZIP.test(field) ? 'gzip' : 'identity'
}

const BROTLI = /(?:^|,)\s*br\s*(?:,|$|;\s*q=(?:1|0\.0{0,2}[1-9]))/i
const GZIP = /(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?:1|0\.0{0,2}[1-9]))/i

const brotli = promisify(brotliCompress)
const deflated = promisify(gzip)
/** More effort takes many times as long and gains a few percent. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

/** In a thread of its own, a few milliseconds for a long transcript. */
export function encode(body: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  return encoding === 'br' ? brotli(body, QUALITY) : deflated(body)
}
