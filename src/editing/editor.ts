/** Works through texts without holding up the requests beside it: what is long is worked on in a thread. */
import { Piscina } from 'piscina'
import type { Content } from '../domain/content.ts'
import type { Source } from '../domain/draft.ts'
import type { Proposal } from '../domain/proposals.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Spoken, SpokenContext } from '../domain/spoken/model.ts'
import type { Transcript } from '../domain/transcript/model.ts'
import type { Printed } from './read-printed.ts'
import type { TakenTranscript, TranscriptTask } from './take-transcript.ts'
import {
  type CorrectedDraft,
  correct,
  type Draft,
  type DraftTask,
  draft,
  guard,
  hear,
  propose,
  read,
  take,
  tell,
} from './tasks.ts'

/** Characters that are worked through at once, in a few milliseconds; most press calls have half of them. */
const SHORT = 64 * 1024
/** So much more, as `nice`, than its process, which may have come first: lifts and readers come before it. */
const NICE = 20
const IDLE_MS = 30_000
/** What takes longer has found a fault here; its request fails, and nothing else. */
const LONGEST_MS = 10_000

type TaskName = 'read' | 'hear' | 'tell' | 'take' | 'draft' | 'correct' | 'guard' | 'propose'

export type Editor = {
  /** What is printed: heading, turns, clocks. */
  read(printed: Printed): Promise<Transcript | Refusal>
  /** What staff said of the call's rules. */
  hear(transcript: Transcript, context: SpokenContext): Promise<Spoken>
  /** Both at once, as the JSON of an answer. */
  tell(printed: Printed, context: SpokenContext): Promise<string | Refusal>
  /** All of it at once for a portion's release, ready to be sealed and answered. */
  take(task: TranscriptTask): Promise<TakenTranscript | Refusal>
  /** The revision as it would be published, and how much of it waits for a decision. */
  draft(task: DraftTask): Promise<Draft>
  /** The same of what is public already, and guarded. */
  correct(task: DraftTask): Promise<CorrectedDraft>
  /** Refused while a withheld name, or what is not settled, is in it. */
  guard(content: Content, source: Source): Promise<Refusal | null>
  propose(source: Source): Promise<readonly Proposal[]>
  close(): Promise<void>
}

export function createEditor(): Editor {
  const pool = new Piscina({
    filename: new URL('./editing-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE,
  })
  const inThread = (name: TaskName, task: object) =>
    pool.run(task, { name, signal: AbortSignal.timeout(LONGEST_MS) })
  return {
    async read(printed) {
      return isShort(printed.text) ? read(printed) : inThread('read', printed)
    },
    async hear(transcript, context) {
      const task = { transcript, context }
      return isShort(transcript) ? hear(task) : inThread('hear', task)
    },
    async tell(printed, context) {
      const task = { printed, context }
      return isShort(printed.text) ? tell(task) : inThread('tell', task)
    },
    async take(task) {
      const { words } = task
      const isHere = isShort(words.form === 'turns' ? words.transcript : words.text)
      return isHere ? take(task) : inThread('take', task)
    },
    async draft(task) {
      return isShort(wordsOf(task.source)) ? draft(task) : inThread('draft', task)
    },
    async correct(task) {
      return isShort(wordsOf(task.source)) ? correct(task) : inThread('correct', task)
    },
    async guard(content, source) {
      const task = { content, source }
      return isShort(wordsOf(source)) ? guard(task) : inThread('guard', task)
    },
    async propose(source) {
      return isShort(wordsOf(source)) ? propose(source) : inThread('propose', source)
    },
    close: () => pool.destroy(),
  }
}

function wordsOf({ body }: Source): string | Transcript {
  return body.form === 'markdown' ? body.text : body.transcript
}

function isShort(words: string | Transcript): boolean {
  if (typeof words === 'string') return words.length <= SHORT
  let length = 0
  for (const { paragraphs } of words.turns)
    for (const paragraph of paragraphs) {
      length += paragraph.length
      if (length > SHORT) return false
    }
  return true
}
