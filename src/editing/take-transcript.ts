/** What was said on a call, as it is handed in, to all that is kept and answered of it: in one go, with one result. */
import type { Content } from '../domain/content.ts'
import { draftContent, type Source } from '../domain/draft.ts'
import { type Edit, refit } from '../domain/edits.ts'
import { type Json, joined, jsonWith } from '../domain/json.ts'
import { openProposals } from '../domain/proposals.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import type { Conflict } from '../domain/spoken/conflict.ts'
import { findConflicts } from '../domain/spoken/conflicts.ts'
import type { SpokenContext } from '../domain/spoken/model.ts'
import { readSpoken } from '../domain/spoken/read-spoken.ts'
import type { Terms } from '../domain/terms.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { type Printed, readPrinted } from './read-printed.ts'
import { transcriptsJson } from './transcript-json.ts'

/** Printed, or in turns already. */
export type Words = Printed | { readonly form: 'turns'; readonly transcript: Transcript }

export type TranscriptTask = {
  readonly words: Words
  /** What the release says beside them. */
  readonly about: Omit<Source, 'body' | 'edits'>
  /** The words before, and what staff edited in them. */
  readonly before: Pick<Source, 'body' | 'edits'> | null
  readonly more: Pick<Content, 'call' | 'note'>
  readonly context: SpokenContext
  readonly terms: Terms
}

export type TakenTranscript = {
  readonly read: Json<Transcript>
  readonly content: Json<Content>
  readonly source: Json<Source>
  readonly conflicts: readonly Conflict[]
  /** How many proposals nobody has decided. */
  readonly openProposals: number
  readonly edited: boolean
  /** Edits whose words stand nowhere any more. */
  readonly dropped: readonly Edit[]
}

/** Refused: too many turns for a call, or none. */
export function takeTranscript(task: TranscriptTask): TakenTranscript | Refusal {
  const { words, about, before, more, context, terms } = task
  const transcript = words.form === 'turns' ? words.transcript : readPrinted(words)
  if (isRefusal(transcript)) return transcript
  if (transcript.turns.length === 0) return refuse('empty-transcript')
  const body = { form: 'transcript' as const, transcript }
  const { edits, dropped } = refit(before?.edits ?? [], before?.body ?? body, body)
  const source = { ...about, body, edits: [...edits] }
  const { basis, attribution } = about.rules
  const { body: drafted, ...content } = draftContent('transcript', source, more)
  if (drafted.form !== 'transcript') throw new Error('A transcript was drafted as something else')
  const [read, redacted] = transcriptsJson(transcript, drafted.transcript)
  const bodyOf = (pieces: typeof read) => jsonWith({ form: body.form }, 'transcript', pieces)
  return {
    read: joined(read),
    content: joined(jsonWith(content, 'body', bodyOf(redacted))),
    source: joined(jsonWith({ ...about, edits: source.edits }, 'body', bodyOf(read))),
    conflicts: findConflicts(transcript, readSpoken(transcript, context), { basis, attribution, terms }),
    openProposals: openProposals(source).length,
    edited: edits.length > 0,
    dropped,
  }
}
