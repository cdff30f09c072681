/** The thread's entry: the tasks by name. Bytes that it made are handed over, not copied. */
import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { Json } from '../domain/json.ts'
import { isRefusal } from '../domain/refusals.ts'
import type { TranscriptTask } from './take-transcript.ts'
import {
  correct as correctDraft,
  type DraftTask,
  draft as draftRevision,
  guard,
  hear,
  propose,
  read,
  take as takeTranscript,
  tell,
} from './tasks.ts'

export { guard, hear, propose, read, tell }

export function draft(task: DraftTask) {
  const drafted = draftRevision(task)
  return handedOver(drafted, drafted.content, drafted.source)
}

export function correct(task: DraftTask) {
  const corrected = correctDraft(task)
  return handedOver(corrected, corrected.content, corrected.source)
}

export function take(task: TranscriptTask) {
  const taken = takeTranscript(task)
  return isRefusal(taken) ? taken : handedOver(taken, taken.read, taken.content, taken.source)
}

function handedOver(value: object, ...made: readonly Json<unknown>[]) {
  return move({ [transferableSymbol]: made.map(({ bytes }) => bytes.buffer), [valueSymbol]: value })
}
