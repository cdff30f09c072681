/** A report taken apart (RFC 6522): the fields a program reads, and the Message-ID of the mail it is about. */
import PostalMime, { type Email, type Header } from 'postal-mime'

/** Fields by their names in small letters; of one that is repeated, the first. */
type Fields = ReadonlyMap<string, string>

export type ReportParts = {
  readonly kind: 'delivery-status' | 'feedback'
  /** Of a delivery status: the message's own fields first, then a block for each recipient (RFC 3464 §2.1). */
  readonly blocks: readonly Fields[]
  /** In angle brackets; null when nothing of the mail came back. */
  readonly messageId: string | null
}

const KINDS = new Map<string, ReportParts['kind']>([
  ['message/delivery-status', 'delivery-status'],
  ['message/global-delivery-status', 'delivery-status'],
  ['message/feedback-report', 'feedback'],
])
/** The mail itself or its headers, also as RFC 6533 §4 has them. */
const RETURNED = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
])

/** Our mails have one recipient each; what expands to more than this is read no further. */
const BLOCKS_READ = 50
/** More than a megabyte has in lines as mail wraps them; of empty lines it would keep the parser for seconds. */
const LINES_READ = 20_000
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 } as const

/** Null: not a report of a kind that is known here, or nothing that can be read as mail. */
export async function readReportParts(raw: Uint8Array): Promise<ReportParts | null> {
  if (isBeyond(raw, LINES_READ)) return null
  const mail = await parse(raw)
  if (mail === null || !/^multipart\/report\b/i.test(field(mail.headers, 'content-type') ?? '')) return null
  const parts = mail.attachments.map(({ mimeType, content }) => ({ mimeType, text: String(content) }))
  const report = parts.find((part) => KINDS.has(part.mimeType))
  const kind = report && KINDS.get(report.mimeType)
  if (report === undefined || kind === undefined) return null
  const blocks = await Promise.all(blocksOf(report.text).slice(0, BLOCKS_READ).map(readFields))
  const returned = parts.find((part) => RETURNED.has(part.mimeType))
  const headers = returned ? await readFields(blocksOf(returned.text)[0] ?? '') : null
  const messageId =
    idIn(headers?.get('message-id')) ??
    // Some large providers return nothing, but name the mail in a field of their own, or answer to it.
    idIn(blocks[0]?.get('x-original-message-id')) ??
    idIn(field(mail.headers, 'in-reply-to'))
  return { kind, blocks, messageId }
}

function isBeyond(raw: Uint8Array, lines: number): boolean {
  let at = -1
  for (let left = lines; left >= 0; left -= 1) {
    at = raw.indexOf(0x0a, at + 1)
    if (at < 0) return false
  }
  return true
}

async function parse(raw: Uint8Array | string): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, {
      ...LIMITS,
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
    })
  } catch {
    // The parser gives up on what is nested or headed beyond its limits: no report of ours is.
    return null
  }
}

/** Blocks of fields, with blank lines between them; a mail's headers are the first. */
function blocksOf(text: string): readonly string[] {
  return text.split(/\r?\n(?:[ \t]*\r?\n)+/).filter((block) => block.trim() !== '')
}

async function readFields(block: string): Promise<Fields> {
  const headers = (await parse(`${block.trimStart()}\r\n\r\n`))?.headers ?? []
  return new Map(headers.toReversed().map(({ key, value }) => [key, value]))
}

function field(headers: readonly Header[], name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value
}

function idIn(value: string | undefined): string | null {
  return /<[^<>\s]{1,250}>/.exec(value ?? '')?.[0] ?? null
}
