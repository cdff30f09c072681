/** How words of a release are cited: by name on the record, otherwise by the attribution alone. */
import type { Content } from '../domain/content.ts'
import type { Role, Turn } from '../domain/transcript/model.ts'
import { UNLABELLED } from '../domain/transcript/read.ts'
import { oneLine } from './plain-text.ts'

/** Those who are on a call without being who is quoted. */
const OTHERS: Readonly<Partial<Record<Role, string>>> = {
  reporter: 'a reporter’s question',
  operator: 'the operator',
}

/**
 * Who said a turn. A withheld speaker's label is the attribution in capitals on the record too, and nobody is named
 * where the basis is another one.
 */
export function citedAs({ speaker, role }: Turn, { groundRules }: Content): string {
  const attribution = oneLine(groundRules.attribution)
  const other = OTHERS[role]
  if (other !== undefined) return other
  if (groundRules.basis !== 'on-the-record') return role === 'moderator' ? 'the moderator' : attribution
  const label = oneLine(speaker)
  const isWithheld = label.replace(/[[\]]/g, '').toLowerCase() === attribution.toLowerCase()
  return isWithheld || speaker === UNLABELLED ? attribution : label
}
