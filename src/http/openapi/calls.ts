/** `/v1/calls` and `/v1/transcripts`: schedule, change, start, end, cancel, and take what was said. */
import { z } from 'zod'
import { AppendTurnsInput } from '../../commands/append-turns.ts'
import { ChangeCallInput } from '../../commands/change-call.ts'
import { EndCallInput } from '../../commands/end-call.ts'
import { ScheduleCallInput } from '../../commands/schedule-call.ts'
import { CallAnswer } from '../intake/call-answer.ts'
import { ReadingAnswer } from '../intake/reading-answer.ts'
import { TranscriptAnswer } from '../intake/release-answer.ts'
import { TranscriptBody } from '../intake/transcript-body.ts'
import { ReadInput } from '../intake/transcripts.ts'
import { BRIEFING, PORTIONS, SAID } from './examples.ts'
import type { Operation } from './operation.ts'
import { changes, jsonAnswer, lists, reads } from './press-operation.ts'

const Portion = z.object({
  portion: z.string().optional().meta({
    description: 'Its id, its place from 1, or its name; needed where the call has several.',
  }),
})

export const CALLS: readonly Operation[] = [
  lists({ id: 'listCalls', path: '/v1/calls', summary: 'List calls', answer: CallAnswer }),
  changes({
    ...{ id: 'scheduleCall', method: 'post', path: '/v1/calls', summary: 'Schedule a call' },
    says: 'Past calls may be recorded too. A call of one portion states `groundRules` and `embargo`; one of several, `portions`. It is private to press staff unless `announce` is true.',
    input: ScheduleCallInput,
    examples: { 'one portion': BRIEFING, 'two portions': PORTIONS },
    answer: CallAnswer,
    status: 201,
    guarded: false,
  }),
  reads({
    ...{ id: 'readCall', path: '/v1/calls/{id}', summary: 'Read a call' },
    answer: CallAnswer,
    hasRevision: true,
  }),
  changes({
    ...{ id: 'changeCall', method: 'patch', path: '/v1/calls/{id}', summary: 'Change a call' },
    says: 'What is not given stays. Terms are changed through the embargo. What was drafted under old ground rules is drafted afresh.',
    input: ChangeCallInput,
    examples: { 'later by ten minutes': { startsAt: '2026-12-14T15:09' } },
    answer: CallAnswer,
  }),
  changes({
    ...{ id: 'startCall', method: 'post', path: '/v1/calls/{id}/start', summary: 'Start a call' },
    answer: CallAnswer,
  }),
  changes({
    ...{ id: 'endCall', method: 'post', path: '/v1/calls/{id}/end', summary: 'End a call' },
    says: 'Every embargo that waited for it learns so in the same commit, and lifts if nothing else keeps it. Repeated it answers the same; with another instant 409.',
    input: EndCallInput,
    examples: { now: {}, 'a minute ago': { endedAt: '2026-12-14T15:18' } },
    answer: CallAnswer,
  }),
  changes({
    ...{ id: 'cancelCall', method: 'post', path: '/v1/calls/{id}/cancel', summary: 'Cancel a call' },
    says: 'Embargoes that wait for its end become void.',
    answer: CallAnswer,
  }),
  {
    ...changes({
      ...{
        id: 'putTranscript',
        method: 'put',
        path: '/v1/calls/{id}/transcript',
        summary: 'Load a transcript',
      },
      says: 'Makes or revises the transcript release of a portion. Answers the release, what was read, and conflicts between what was said and what is declared. Up to 2 MB.',
      query: Portion,
      answer: TranscriptAnswer,
    }),
    body: {
      media: [
        { type: 'text/plain', schema: z.string(), examples: { transcript: SAID } },
        { type: 'text/html', schema: z.string() },
        { type: 'application/json', schema: TranscriptBody },
      ],
    },
  },
  changes({
    ...{
      id: 'appendTurns',
      method: 'post',
      path: '/v1/calls/{id}/turns',
      summary: 'Add the turns of a live call',
    },
    says: 'After the turns that are there; no other order is taken. A moderator’s “the embargo is now lifted” comes back as a `prompt`, and ends the call that has `endOnAnnouncement`.',
    query: Portion,
    input: AppendTurnsInput,
    examples: {
      next: {
        after: 12,
        turns: [{ speaker: 'MODERATOR', role: 'moderator', paragraphs: ['Thanks, everyone.'] }],
      },
    },
    answer: TranscriptAnswer,
    guarded: false,
  }),
  {
    method: 'post',
    path: '/v1/transcripts/read',
    id: 'readTranscript',
    who: 'press',
    summary: 'Have a transcript or an invitation read',
    says: 'Nothing is kept. `proposal` is what `POST /v1/calls` takes; events that were said become notices.',
    body: {
      media: [
        {
          type: 'application/json',
          schema: ReadInput,
          examples: { transcript: { text: SAID, callDate: '2026-12-14', timeZone: 'America/New_York' } },
        },
      ],
    },
    answers: { 200: jsonAnswer('What it says.', ReadingAnswer) },
    problems: [400, 413, 415, 422, 500, 503],
  },
]
