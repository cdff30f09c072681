/** Each way in which a call can differ from what is declared: its code, both sides of it, and how bad it is. */
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { findConflicts } from '../../src/domain/spoken/conflicts.ts'
import type { Terms } from '../../src/domain/terms.ts'
import type { Transcript } from '../../src/domain/transcript/model.ts'
import { aTranscript, heard } from '../support/a-transcript.ts'

const CALL_END: Terms = { until: 'call-end' }

/** A time as it is declared: its instant and the wall time as typed. */
function time(local: string, timeZone: string): Terms {
  return { until: 'time', at: DateTime.fromISO(local, { zone: timeZone }).toMillis(), local, timeZone }
}

function found(
  transcript: Transcript,
  terms: Terms,
  basis: 'on-background' | 'on-the-record' = 'on-background',
) {
  const declared = { basis, attribution: 'senior harbor official', terms }
  return findConflicts(transcript, heard(transcript), declared)
}

const said = (words: string) => aTranscript(['M', words], ['S', 'Tides.'], ['Q', 'Why?'], ['M', 'Thanks.'])

test.each<[string, Terms, string, string, string]>([
  ['Embargoed until 5 p.m. Eastern.', CALL_END, 'terms-differ', 'high', 'until the end of the call'],
  ['Embargoed until we hang up.', { until: 'none' }, 'terms-differ', 'high', 'no embargo'],
  ['There is no embargo on this call.', CALL_END, 'terms-differ', 'low', 'until the end of the call'],
  [
    'Embargoed until 5 p.m. Eastern.',
    time('2026-03-16T16:00', 'America/New_York'),
    'instant-differs',
    'high',
    '4:00 p.m.',
  ],
  [
    'Embargoed until 5 p.m. Eastern.',
    time('2026-03-16T18:00', 'America/New_York'),
    'instant-differs',
    'medium',
    '6:00 p.m.',
  ],
  [
    'Embargoed until 5 p.m. Pacific.',
    time('2026-03-16T17:00', 'America/New_York'),
    'zone-differs',
    'high',
    'America/New_York',
  ],
  [
    'Embargoed until 5 p.m. Rome time.',
    time('2026-03-16T17:00', 'America/New_York'),
    'zone-differs',
    'medium',
    'America/New_York',
  ],
  [
    'Attributable to a “harbor aide.” Embargoed until we hang up.',
    CALL_END,
    'attribution-differs',
    'medium',
    'senior harbor official',
  ],
  ['This is off the record. Embargoed until we hang up.', CALL_END, 'basis-differs', 'high', 'on-background'],
  [
    'This is on the record. Embargoed until we hang up.',
    CALL_END,
    'basis-differs',
    'medium',
    'on-background',
  ],
])('%j beside %j is %s, %s', (words, terms, code, severity, declared) => {
  expect(found(said(words), terms)).toMatchObject([
    {
      code,
      severity,
      said: expect.stringMatching(/mbargo|record|Attributable/u),
      declared: expect.stringContaining(declared),
      place: { turn: 0, paragraph: 0 },
    },
  ])
})

test('two sayings that cannot both hold are one, each quoted', () => {
  const transcript = aTranscript(
    ['M', 'This call is embargoed until 5 p.m.'],
    ['S', 'Tides.'],
    ['M', 'This call is embargoed until 6 p.m.'],
  )
  const [, twice] = found(transcript, time('2026-03-16T17:00', 'America/New_York'))
  expect(twice).toMatchObject({ code: 'said-twice', severity: 'high' })
  expect(`${twice?.said} ${twice?.declared}`).toContain('6 p.m.')
})

test('an end before the start is reported as printed, and refuses nothing', () => {
  const transcript = { ...said('Welcome.'), end: { wall: '09:07', zone: 'EDT' } }
  expect(found(transcript, CALL_END)).toMatchObject([
    { code: 'end-before-start', severity: 'low', said: '09:07 EDT', declared: '10:00 EDT' },
  ])
})

test('what is said as it is declared is none', () => {
  const agreed = said('On background, a “senior harbor official,” embargoed until 5 p.m. Eastern.')
  expect(found(agreed, time('2026-03-16T17:00', 'America/New_York'))).toEqual([])
  expect(found(said('Welcome.'), CALL_END)).toEqual([])
})
