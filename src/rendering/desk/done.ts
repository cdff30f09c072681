/** What a page says of what was done on the page before it. */
import { z } from 'zod'

const DONE = {
  'signed-in': 'You are signed in.',
  'signed-out': 'You are signed out. Nothing of the desk is kept in this browser.',
  scheduled: 'The call is scheduled.',
  changed: 'Saved.',
  started: 'The call is live.',
  ended: 'The call has ended. What waited for its end lifts now.',
  cancelled: 'The call is cancelled. What waited for its end never lifts.',
  held: 'Held. Nothing under this embargo lifts until you resume it.',
  resumed: 'Resumed.',
  'held-all': 'Everything is held. Nothing lifts anywhere until it is resumed.',
  'resumed-all': 'Resumed. Lifts go on.',
  lifted: 'Lifted by your decision.',
  terms: 'The terms are changed.',
  notice: 'The notice is recorded.',
  breach: 'The breach is recorded. It lifted nothing.',
  transcript: 'The transcript is read. Check it, then clear it.',
  drafted: 'Saved as a draft. Read it as it will be published, then clear it.',
  turn: 'Taken down.',
  reviewed: 'Saved. Read it once more, then clear it.',
  cleared: 'Cleared. This revision, and no other, will be published.',
  published: 'Cleared, and public now. Its subscribers are being told.',
  approved: 'Approved by you. A second person has to clear it.',
  uncleared: 'No longer cleared.',
  corrected: 'Corrected. Everyone who got the release is told.',
  killed: 'Withdrawn. A running alert stops; everyone who got it is told.',
  retried: 'What had failed is sent again.',
} as const satisfies Readonly<Record<string, string>>

export type Done = keyof typeof DONE

const CODES: ReadonlySet<string> = new Set(Object.keys(DONE))
export const DoneCode = z.custom<Done>((code) => typeof code === 'string' && CODES.has(code))

const SENTENCES: ReadonlyMap<string, string> = new Map(Object.entries(DONE))

export function doneSays(code: unknown): string | null {
  return typeof code === 'string' ? (SENTENCES.get(code) ?? null) : null
}
