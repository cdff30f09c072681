/** The sample of a first start: fit to be cleared as it is, and with nobody's name in it. */
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { ScheduleCallInput } from '../../src/commands/schedule-call.ts'
import { findWithheld, redactTranscript } from '../../src/domain/redaction.ts'
import { findConflicts } from '../../src/domain/spoken/conflicts.ts'
import { readSpoken } from '../../src/domain/spoken/read-spoken.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'
import { sampleCall, sampleTranscript } from '../../src/embedded/sample.ts'

const startsAt = DateTime.fromISO('2026-12-14T14:59', { zone: 'America/New_York' })

describe('the sample call', () => {
  test('is what the API takes', () => {
    expect(ScheduleCallInput.safeParse(sampleCall(startsAt)).error).toBeUndefined()
  })

  test('is declared as it is spoken', async () => {
    const transcript = readTranscript(await sampleTranscript(startsAt))
    expect(transcript.start).toEqual({ wall: '14:59', zone: 'EST' })
    expect(transcript.turns.length).toBeGreaterThan(14)
    const declared = {
      basis: 'on-background',
      attribution: 'senior administration official',
      terms: { until: 'call-end' },
    } as const
    const spoken = readSpoken(transcript, { callDate: null, timeZone: 'UTC' })
    expect(findConflicts(transcript, spoken, declared)).toEqual([])
  })

  test('names its speaker when it comes in and not when it goes out', async () => {
    const { speakers, attribution } = ScheduleCallInput.parse(sampleCall(startsAt)).groundRules ?? {
      speakers: [],
      attribution: '',
    }
    const transcript = readTranscript(await sampleTranscript(startsAt))
    expect(findWithheld(JSON.stringify(transcript), speakers).length).toBeGreaterThan(5)
    const out = JSON.stringify(redactTranscript(transcript, speakers, attribution))
    expect(findWithheld(out, speakers)).toEqual([])
  })
})
