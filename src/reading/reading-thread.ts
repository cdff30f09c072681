/** What the thread does: one function for each thing that is read. */
import { isRefusal, type Refusal } from '../domain/refusals.ts'
import type { Spoken, SpokenContext } from '../domain/spoken/model.ts'
import { readSpoken } from '../domain/spoken/read-spoken.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { type Printed, readPrinted } from './read-printed.ts'
import { readingOf } from './reading.ts'

export const read = (printed: Printed): Transcript | Refusal => readPrinted(printed)

export function hear(task: { readonly transcript: Transcript; readonly context: SpokenContext }): Spoken {
  return readSpoken(task.transcript, task.context)
}

/** As text: what crosses between threads as one string holds neither of them up. */
export function tell(task: { readonly printed: Printed; readonly context: SpokenContext }): string | Refusal {
  const transcript = readPrinted(task.printed)
  return isRefusal(transcript) ? transcript : JSON.stringify(readingOf(transcript, task.context))
}
