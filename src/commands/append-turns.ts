/** Takes the turns of a live call as they come, each after the last. */
import { z } from 'zod'
import type { Call } from '../domain/call.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusals.ts'
import { type Transcript, Turn } from '../domain/transcript/model.ts'
import { endCall } from './end-call.ts'
import { contextOf } from './find-conflicts.ts'
import { loadPortion } from './load-portion.ts'
import { planTranscript, type TranscriptView } from './put-transcript.ts'
import { openRevision } from './release-view.ts'
import { attempt, type Work } from './work.ts'

export const AppendTurnsInput = z.strictObject({
  after: z.int().nonnegative().meta({ description: 'How many turns there are; 409 where that is not so.' }),
  turns: z.array(Turn).min(1).max(20_000),
})
export type AppendTurnsInput = z.infer<typeof AppendTurnsInput>

/**
 * More turns of a live call, after the `after` that are there; no other order is taken. A moderator's word
 * that the embargo is lifted is kept for people to see, and ends the call where the call says that it does.
 */
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
    const { call } = loaded.view
    if (call.state !== 'live') return refuse('call-not-live')
    const { release } = loaded
    const before =
      release && (await openRevision(store, release.release, release.release.content, actor, now))
    const body = before?.source.body
    const said: Transcript = body?.form === 'transcript' ? body.transcript : NOTHING_SAID
    if (said.turns.length !== input.after)
      return refuse('turns-out-of-order', { path: 'after', message: `There are ${said.turns.length} turns` })
    const announcedAt = call.announcedAt ?? ((await announces(work, call, input.turns)) ? now : null)
    const transcript = { ...said, turns: [...said.turns, ...input.turns] }
    const plan = await planTranscript(work, loaded, { form: 'turns', transcript }, now, announcedAt)
    if (isRefusal(plan) || announcedAt === null || !call.endOnAnnouncement) return plan
    // Lost in a crash: the announcement stands in the record, and the next turns, or a person, end the call.
    return { ...plan, wake: () => endAnnounced(work, callId) }
  })
}

const NOTHING_SAID: Transcript = { callDate: null, venue: null, start: null, end: null, turns: [] }

/** Only a moderator's own turn says so: an official may speak of another embargo, a reporter ask for it. */
async function announces({ editor }: Work, call: Call, turns: readonly Turn[]): Promise<boolean> {
  const moderated = turns.filter((turn) => turn.role === 'moderator')
  const spoken = await editor.hear({ ...NOTHING_SAID, turns: moderated }, contextOf(call))
  return spoken.liftAnnounced !== null
}

async function endAnnounced({ alsoCommit: _, ...work }: Work, callId: string): Promise<void> {
  await endCall(work, callId, {}, null)
}
