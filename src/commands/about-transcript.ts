/** A portion's transcript as a source to draft from. */
import type { CallDetails } from '../domain/call.ts'
import type { Source } from '../domain/draft.ts'
import type { Edit } from '../domain/edits.ts'
import { type Refusal, refuse } from '../domain/refusals.ts'
import type { Transcript } from '../domain/transcript/model.ts'

/** The source of a portion's transcript, under the call's rules. */
export function transcriptSource(
  details: CallDetails,
  index: number,
  transcript: Transcript,
  edits: readonly Edit[],
): Source | Refusal {
  const portion = details.portions[index]
  if (portion === undefined) return refuse('unknown-portion')
  const { title, topics, contact } = details
  return {
    rules: portion.groundRules,
    inheritsRules: true,
    headline: portion.name === null ? title : `${title}: ${portion.name}`,
    summary: null,
    body: { form: 'transcript', transcript },
    topics,
    contact,
    edits: [...edits],
  }
}
