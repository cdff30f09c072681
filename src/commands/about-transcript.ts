/** What the source of a portion's transcript takes from its call. */
import type { CallDetails } from '../domain/call.ts'
import type { Source } from '../domain/draft.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'

/** What a portion's transcript release says beside its words, under the call's rules. */
export function aboutTranscript(
  details: CallDetails,
  index: number,
): Omit<Source, 'body' | 'edits'> | Refusal {
  const portion = details.portions[index]
  if (portion === undefined) return refuse('unknown-portion')
  const { title, topics, contact } = details
  return {
    rules: portion.groundRules,
    inheritsRules: true,
    headline: portion.name === null ? title : `${title}: ${portion.name}`,
    summary: null,
    topics,
    contact,
  }
}
