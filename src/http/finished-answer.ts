/** An answer that is finished: kept or not, it is sent from here, in the coding its reader takes. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { chooseEncoding, type Encoding, encode } from './encoding.ts'

type Copy = { readonly etag: string | null; readonly body: Buffer; readonly headers: OutgoingHttpHeaders }

export type FinishedAnswer = {
  readonly status: number
  readonly plain: Copy
  /** Copies in other codings, each made when it is first asked for; null: none are to be made. */
  readonly encoded: Map<Encoding, Promise<Copy>> | null
}

/** Below this a coding gains nothing. */
const WORTH_ENCODING = 1000

/** `headers`: all there are, in small letters. `etag` null: it is not to be asked for again by one. */
export function finishAnswer(given: {
  readonly status: number
  readonly body: string
  readonly etag: string | null
  readonly headers: OutgoingHttpHeaders
  readonly mayEncode: boolean
}): FinishedAnswer {
  const { status, etag, mayEncode } = given
  const body = Buffer.from(given.body)
  const plain = { etag, body, headers: copyHeaders(given.headers, etag, body) }
  const encodes = mayEncode && body.length >= WORTH_ENCODING
  return { status, plain, encoded: encodes ? new Map() : null }
}

export function sendFinished(req: IncomingMessage, res: ServerResponse, answer: FinishedAnswer): void {
  const field = req.headers['accept-encoding']
  const encoding = field === undefined || answer.encoded === null ? 'identity' : chooseEncoding(field)
  if (encoding === 'identity') send(req, res, answer.status, answer.plain)
  else void encodedCopy(answer, encoding).then((copy) => send(req, res, answer.status, copy))
}

/** RFC 9110 §8.8.3.3: a strong ETag names the bytes, so that each coding has one of its own. */
function encodedCopy(answer: FinishedAnswer, encoding: Exclude<Encoding, 'identity'>): Promise<Copy> {
  const made = answer.encoded?.get(encoding)
  if (made !== undefined) return made
  const { plain } = answer
  const copy = encode(plain.body, encoding).then(
    (body) => {
      const etag = plain.etag?.replace(/"$/, `-${encoding}"`) ?? null
      const headers = { ...plain.headers, 'content-encoding': encoding }
      return { etag, body, headers: copyHeaders(headers, etag, body) }
    },
    () => plain,
  )
  answer.encoded?.set(encoding, copy)
  return copy
}

function copyHeaders(headers: OutgoingHttpHeaders, etag: string | null, body: Buffer): OutgoingHttpHeaders {
  return { ...headers, ...(etag !== null && { etag }), 'content-length': body.length }
}

function send(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  { etag, body, headers }: Copy,
): void {
  if (status === 200 && etag !== null && matches(req.headers['if-none-match'], etag)) {
    const {
      'content-length': _length,
      'content-type': _type,
      'content-encoding': _encoding,
      ...rest
    } = headers
    res.writeHead(304, rest).end()
    return
  }
  res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body)
}

/** RFC 9110 §13.1.2: any of a list, compared weakly, or `*`. */
function matches(field: string | undefined, etag: string): boolean {
  if (field === undefined) return false
  return field.split(',').some((one) => {
    const tag = one.trim()
    return tag === '*' || tag === etag || tag === `W/${etag}`
  })
}
