/** What an editor works through a whole text for: one function for each thing. */
import type { Content } from '../domain/content.ts'
import { draftContent, refuseWithheld, type Source } from '../domain/draft.ts'
import { type Json, jsonOf } from '../domain/json.ts'
import { findProposals, openProposals, type Proposal } from '../domain/proposals.ts'
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import type { Spoken, SpokenContext } from '../domain/spoken/model.ts'
import { readSpoken } from '../domain/spoken/read-spoken.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { refuseUnsettled } from '../domain/unsettled.ts'
import { readInvited } from './read-invited.ts'
import { type Printed, readPrinted } from './read-printed.ts'
import { readingOf } from './reading.ts'
import { type TakenTranscript, type TranscriptTask, takeTranscript } from './take-transcript.ts'

/** A revision and its source as they are sealed; `openProposals`: how many nobody has decided. */
export type Draft = {
  readonly content: Json<Content>
  readonly source: Json<Source>
  readonly openProposals: number
}
/** `withheld`: the guard's refusal, since a correction is public at once. */
export type CorrectedDraft = Draft & { readonly headline: string; readonly withheld: Refusal | null }
export type DraftTask = {
  readonly kind: Content['kind']
  readonly source: Source
  readonly more: Pick<Content, 'call' | 'note'>
}

export const read = (printed: Printed): Transcript | Refusal => readPrinted(printed)

export function hear(task: { readonly transcript: Transcript; readonly context: SpokenContext }): Spoken {
  return readSpoken(task.transcript, task.context)
}

/** As text: what crosses between threads as one string holds neither of them up. */
export function tell(task: { readonly printed: Printed; readonly context: SpokenContext }): string | Refusal {
  const transcript = readPrinted(task.printed)
  if (isRefusal(transcript)) return transcript
  const invitation = readInvited(task.printed, transcript, task.context.timeZone)
  return JSON.stringify(readingOf(invitation ?? transcript, task.context))
}

export const take = (task: TranscriptTask): TakenTranscript | Refusal => takeTranscript(task)

export function draft({ kind, source, more }: DraftTask): Draft {
  return draftOf(draftContent(kind, source, more), source)
}

export function correct({ kind, source, more }: DraftTask): CorrectedDraft {
  const content = draftContent(kind, source, more)
  const withheld = guard({ content, source })
  return { ...draftOf(content, source), headline: content.headline, withheld }
}

function draftOf(content: Content, source: Source): Draft {
  return {
    content: jsonOf(content),
    source: jsonOf(source),
    openProposals: openProposals(source).length,
  }
}

/** The guard: refused while a withheld name, or what staff have not settled, is in it. */
export function guard(task: { readonly content: Content; readonly source: Source }): Refusal | null {
  return refuseWithheld(task.content, task.source.rules) ?? refuseUnsettled(task.content, task.source)
}

export function propose(source: Source): readonly Proposal[] {
  return findProposals(source)
}
