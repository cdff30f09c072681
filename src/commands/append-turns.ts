/** Takes the turns of a live call as they come, each after the last. */
import { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { type Transcript, Turn } from '../domain/transcript/model.ts'
import { loadPortion } from './load-portion.ts'
import { planTranscript, type TranscriptView } from './put-transcript.ts'
import { openRevision } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export const AppendTurnsInput = z.strictObject({
  after: z.int().nonnegative(),
  turns: z.array(Turn).min(1).max(20_000),
})
export type AppendTurnsInput = z.infer<typeof AppendTurnsInput>

/** More turns of a live call, after the `after` that are there; no other order is taken. */
export function appendTurns(
  work: Work<TranscriptView>,
  callId: string,
  portion: string | null,
  input: AppendTurnsInput,
): Promise<TranscriptView | Refusal> {
  const { store, actor } = work
  return attempt(work, async (now) => {
    const loaded = await loadPortion(work, callId, portion)
    if (isRefusal(loaded)) return loaded
    if (loaded.view.call.state !== 'live') return refuse('call-not-live')
    const { release } = loaded
    const before =
      release && (await openRevision(store, release.release, release.release.content, actor, now))
    const body = before?.source.body
    const said: Transcript = body?.form === 'transcript' ? body.transcript : NOTHING_SAID
    if (said.turns.length !== input.after)
      return refuse('turns-out-of-order', { path: 'after', message: `There are ${said.turns.length} turns` })
    const turns = [...said.turns, ...input.turns]
    return planTranscript(work, loaded, { ...said, turns }, now, null)
  })
}

const NOTHING_SAID: Transcript = { callDate: null, venue: null, start: null, end: null, turns: [] }
