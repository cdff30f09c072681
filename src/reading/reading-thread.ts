/** What the thread does: one function for each thing that is read. */
import type { Spoken, SpokenContext } from '../domain/spoken/model.ts'
import { readSpoken } from '../domain/spoken/read-spoken.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import { type Printed, readPrinted } from './read-printed.ts'

export function read(printed: Printed): Transcript {
  return readPrinted(printed)
}

export function hear(task: { readonly transcript: Transcript; readonly context: SpokenContext }): Spoken {
  return readSpoken(task.transcript, task.context)
}
