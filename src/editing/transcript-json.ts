/** The JSON of a transcript and of its redaction, which has most of its turns: what they share is made once. */
import { type JsonPieces, jsonWith, listOf, runOf } from '../domain/json.ts'
import type { Transcript, Turn } from '../domain/transcript/model.ts'

/** Turns that are made into JSON together. */
const RUN = 128

/** In the order given. Turns that both have are the same objects in both. */
export function transcriptsJson(
  transcript: Transcript,
  redacted: Transcript,
): readonly [JsonPieces<Transcript>, JsonPieces<Transcript>] {
  const [own, others] = [runsOf(transcript.turns), runsOf(redacted.turns)]
  const made = own.map(runOf)
  const changed = others.map((run, at) => (isSame(run, own[at]) ? made[at] : undefined) ?? runOf(run))
  return [withTurns(transcript, made), withTurns(redacted, changed)]
}

function runsOf(turns: readonly Turn[]): readonly (readonly Turn[])[] {
  return Array.from({ length: Math.ceil(turns.length / RUN) }, (_, at) =>
    turns.slice(at * RUN, (at + 1) * RUN),
  )
}

function isSame(run: readonly Turn[], other: readonly Turn[] | undefined): boolean {
  return run.every((turn, at) => turn === other?.[at])
}

function withTurns(
  { turns: _, ...rest }: Transcript,
  runs: readonly JsonPieces<Turn>[],
): JsonPieces<Transcript> {
  return jsonWith(rest, 'turns', listOf(runs))
}
