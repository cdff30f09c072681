/** What was said on a call against what is declared for it. */
import type { Call } from '../domain/call.ts'
import type { GroundRules } from '../domain/ground-rules.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import { findConflicts as compare } from '../domain/spoken/conflicts.ts'
import type { SpokenContext } from '../domain/spoken/model.ts'
import type { Terms } from '../domain/terms.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import type { Work } from './work.ts'

export async function findConflicts(
  { editor }: Pick<Work, 'editor'>,
  call: Call,
  transcript: Transcript,
  declared: { readonly rules: GroundRules; readonly terms: Terms },
): Promise<readonly Conflict[]> {
  const { basis, attribution } = declared.rules
  const spoken = await editor.hear(transcript, contextOf(call))
  return compare(transcript, spoken, { basis, attribution, terms: declared.terms })
}

/** "Tomorrow" counts from the day of the call as recorded: a page prints the day it was put up. */
export function contextOf({ starts }: Call): SpokenContext {
  return { callDate: starts.local.slice(0, 10), timeZone: starts.timeZone }
}
