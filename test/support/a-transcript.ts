/** Small transcripts to hear rules in: who said what, on Monday, 16 March 2026, from 10:00 to 10:40 in New York. */
import type { Spoken } from '../../src/domain/spoken/model.ts'
import { readSpoken } from '../../src/domain/spoken/read-spoken.ts'
import type { Role, Transcript } from '../../src/domain/transcript/model.ts'

export const CALL_DATE = '2026-03-16'

/** Turns of a moderator (`M`), an official (`S`), a reporter (`Q`), an operator (`O`) or nobody known (`U`). */
export function aTranscript(
  ...turns: readonly (readonly ['M' | 'S' | 'Q' | 'O' | 'U', ...string[]])[]
): Transcript {
  return {
    callDate: null,
    venue: null,
    start: { wall: '10:00', zone: 'EDT' },
    end: { wall: '10:40', zone: 'EDT' },
    turns: turns.map(([who, ...paragraphs]) => ({ ...SPEAKERS[who], paragraphs })),
  }
}

const SPEAKERS: Readonly<Record<'M' | 'S' | 'Q' | 'O' | 'U', { speaker: string; role: Role }>> = {
  M: { speaker: 'MODERATOR', role: 'moderator' },
  S: { speaker: 'SENIOR HARBOR OFFICIAL', role: 'speaker' },
  Q: { speaker: 'Q', role: 'reporter' },
  O: { speaker: 'OPERATOR', role: 'operator' },
  U: { speaker: 'MS. ABEL', role: 'unknown' },
}

/** What is heard of a transcript, with New York's time where none is named. */
export function heard(transcript: Transcript, timeZone = 'America/New_York'): Spoken {
  return readSpoken(transcript, { callDate: CALL_DATE, timeZone })
}

/** What is heard when a moderator opens with these paragraphs. */
export function opening(...paragraphs: readonly [string, ...string[]]): Spoken {
  return heard(
    aTranscript(
      ['M', ...paragraphs],
      ['S', 'Good morning.'],
      ['Q', 'Why?'],
      ['S', 'Tides.'],
      ['M', 'Thanks.'],
    ),
  )
}
