/** Reads transcripts without holding up the requests beside them: what is long is read in a thread. */
import { Piscina } from 'piscina'
import type { Refusal } from '../domain/refusals.ts'
import type { Spoken, SpokenContext } from '../domain/spoken/model.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import type { Printed } from './read-printed.ts'
import { hear, read, tell } from './reading-thread.ts'

/** Characters that are read at once, in a few milliseconds; a long press call has a tenth of them. */
const SHORT = 64 * 1024
/** As `nice`, where the system has it: lifts and readers come first. */
const NICE = 10
const IDLE_MS = 30_000
/** What takes longer has found a fault here; its request fails, and nothing else. */
const LONGEST_MS = 10_000

export type Reader = {
  /** What is printed: heading, turns, clocks. */
  read(printed: Printed): Promise<Transcript | Refusal>
  /** What staff said of the call's rules. */
  hear(transcript: Transcript, context: SpokenContext): Promise<Spoken>
  /** All of it at once, as the JSON of an answer. */
  tell(printed: Printed, context: SpokenContext): Promise<string | Refusal>
  close(): Promise<void>
}

export function createReader(): Reader {
  const pool = new Piscina({
    filename: new URL('./reading-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE,
  })
  const inThread = (name: string, task: object) =>
    pool.run(task, { name, signal: AbortSignal.timeout(LONGEST_MS) })
  return {
    async read(printed) {
      return printed.text.length <= SHORT ? read(printed) : inThread('read', printed)
    },
    async hear(transcript, context) {
      const task = { transcript, context }
      return isShort(transcript) ? hear(task) : inThread('hear', task)
    },
    async tell(printed, context) {
      const task = { printed, context }
      return printed.text.length <= SHORT ? tell(task) : inThread('tell', task)
    },
    close: () => pool.destroy(),
  }
}

function isShort({ turns }: Transcript): boolean {
  let length = 0
  for (const { paragraphs } of turns)
    for (const paragraph of paragraphs) {
      length += paragraph.length
      if (length > SHORT) return false
    }
  return true
}
