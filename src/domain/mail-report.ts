/** What a report says of one of our mails: a bounce or a delay (RFC 3464), or a complaint (RFC 5965). */
import { judgeStatus } from './enhanced-status.ts'
import { type ReportParts, readReportParts } from './report-parts.ts'
import type { Consequence } from './suppression.ts'

/** `undelivered`: failed for a reason that says nothing of the address. `nothing`: delivered, or no concern. */
export type Finding =
  | { readonly kind: 'nothing' | 'complaint' }
  | { readonly kind: 'delayed' | 'undelivered' | 'refused' | 'dead-address'; readonly status: string }

export type MailReport = {
  /** In angle brackets; null when the report does not name the mail it is about. */
  readonly messageId: string | null
  readonly finding: Finding
}

/** What each finding does. Of two about one mail the graver holds; the same or a milder one changes nothing. */
const FINDINGS: Readonly<Record<Finding['kind'], { gravity: number; word: string; means: Consequence }>> = {
  nothing: { gravity: 0, word: '', means: { does: 'note' } },
  delayed: { gravity: 1, word: 'delayed', means: { does: 'note' } },
  undelivered: { gravity: 2, word: 'bounced', means: { does: 'note' } },
  refused: { gravity: 3, word: 'bounced', means: { does: 'count' } },
  'dead-address': { gravity: 4, word: 'bounced', means: { does: 'end', reason: 'bounced' } },
  complaint: { gravity: 5, word: 'complained', means: { does: 'end', reason: 'complained' } },
}

export const gravityOf = (finding: Finding): number => FINDINGS[finding.kind].gravity
export const consequenceOf = (finding: Finding): Consequence => FINDINGS[finding.kind].means

/** As the ledger shows it, such as `bounced-5.1.1`. */
export function findingCode(finding: Finding): string {
  const { word } = FINDINGS[finding.kind]
  return 'status' in finding ? `${word}-${finding.status}` : word
}

/** Reads a raw message; null when it is not a report. */
export async function readMailReport(raw: Uint8Array): Promise<MailReport | null> {
  const parts = await readReportParts(raw)
  const finding = parts && (parts.kind === 'feedback' ? readFeedback(parts) : readDeliveryStatus(parts))
  return finding && { messageId: parts.messageId, finding }
}

/** RFC 5965 §7.3: other types (fraud, virus, not-spam) are about the mail, not about wanting it. */
function readFeedback({ blocks }: ReportParts): Finding | null {
  const type = blocks[0]?.get('feedback-type')
  if (type === undefined) return null
  return { kind: /^abuse\b/i.test(type) ? 'complaint' : 'nothing' }
}

/**
 * Each of our mails has one recipient, whom its Message-ID names. Several in a report come from an address
 * that forwards: what reached one of them has arrived, so that the mildest finding is the mail's.
 */
function readDeliveryStatus({ blocks }: ReportParts): Finding | null {
  const findings = blocks.slice(1).flatMap((fields): readonly Finding[] => {
    const action = /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase()
    const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
    if (action === undefined || status === undefined) return []
    return [findingOf(action, status)]
  })
  return findings.toSorted((a, b) => gravityOf(a) - gravityOf(b))[0] ?? null
}

const BY_VERDICT = { dead: 'dead-address', refuses: 'refused', other: 'undelivered' } as const

/** RFC 3464 §2.3.3: also `delivered`, `relayed` and `expanded`, which are good news. */
function findingOf(action: string, status: string): Finding {
  if (action === 'delayed') return { kind: 'delayed', status }
  if (action === 'failed') return { kind: BY_VERDICT[judgeStatus(status)], status }
  return { kind: 'nothing' }
}
