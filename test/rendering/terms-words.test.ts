/** Terms as sentences, and an instant in each zone. */
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Terms } from '../../src/domain/terms.ts'
import { cityOf, inZones, lengthOf, termsSentence } from '../../src/rendering/desk/terms-words.ts'

const HERE = 'America/New_York'

function time(local: string, timeZone: string) {
  return {
    until: 'time',
    at: DateTime.fromISO(local, { zone: timeZone }).toMillis(),
    local,
    timeZone,
  } as const
}

describe('terms are said as people say them', () => {
  const rome = time('2026-12-15T05:00:00', 'Europe/Rome')
  const { until: _, ...expected } = rome
  test.each<[string, Terms, string]>([
    ['none', { until: 'none' }, 'under no embargo'],
    ['the end', { until: 'call-end' }, 'until the end of the call'],
    ['some minutes on', { until: 'call-end', plus: 'PT10M' }, 'until 10 minutes after the end of the call'],
    [
      'another day here',
      rome,
      'until 5:00 a.m. on Tuesday, December 15 in Rome, which is 11:00 p.m. on Monday here',
    ],
    [
      'the same day here',
      time('2026-12-15T18:30:00', 'Europe/Rome'),
      'until 6:30 p.m. on Tuesday, December 15 in Rome, which is 12:30 p.m. here',
    ],
    ['here', time('2026-12-15T05:00:00', HERE), 'until 5:00 a.m. on Tuesday, December 15 in New York'],
    [
      'the same clocks by another name',
      time('2026-12-15T05:00:00', 'America/Toronto'),
      'until 5:00 a.m. on Tuesday, December 15 in Toronto',
    ],
    [
      'a notice',
      { until: 'notice', name: 'statement-released', expected: null },
      'until notice “statement released” is given',
    ],
    [
      'a notice expected',
      { until: 'notice', name: 'go', expected },
      'until notice “go” is given, expected at 5:00 a.m. on Tuesday, December 15 in Rome, which is 11:00 p.m. on Monday here',
    ],
    [
      'the later of two',
      { latestOf: [{ until: 'call-end' }, time('2026-12-15T05:00:00', HERE)] },
      'until the later of: the end of the call; 5:00 a.m. on Tuesday, December 15 in New York',
    ],
    [
      'the earliest of three',
      {
        earliestOf: [
          { until: 'call-end', plus: 'PT1H30M' },
          { until: 'notice', name: 'go', expected: null },
          time('2026-12-15T05:00:00', HERE),
        ],
      },
      'until the earliest of: 1 hour 30 minutes after the end of the call; notice “go” is given; 5:00 a.m. on Tuesday, December 15 in New York',
    ],
  ])('%s', (_name, terms, says) => {
    expect(termsSentence(terms, HERE)).toBe(says)
  })

  test('across the night that clocks go back, both sides say what clocks show there', () => {
    // Rome went back on October 25, 2026; New York a week later.
    const terms = time('2026-10-25T05:00:00', 'Europe/Rome')
    expect(termsSentence(terms, HERE)).toBe(
      'until 5:00 a.m. on Sunday, October 25 in Rome, which is 12:00 a.m. here',
    )
  })
})

test.each([
  ['Europe/Rome', 'Rome'],
  ['America/New_York', 'New York'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
])('the city of %s is %s', (zone, city) => {
  expect(cityOf(zone)).toBe(city)
})

test('an instant reads in each zone once, that of its terms first', () => {
  const { at } = time('2026-12-15T05:00:00', 'Europe/Rome')
  expect(inZones(at, ['Europe/Rome', HERE, 'UTC', HERE])).toEqual([
    { zone: 'Rome', says: '5:00 a.m. on Tuesday, December 15 (CET)' },
    { zone: 'New York', says: '11:00 p.m. on Monday, December 14 (EST)' },
    { zone: 'UTC', says: '4:00 a.m. on Tuesday, December 15 (UTC)' },
  ])
})

test.each([
  [45_000, '45 seconds'],
  [60_000, '1 minute'],
  [5_400_000, '1 hour 30 minutes'],
  [0, 'no time'],
])('%i ms is %s', (ms, says) => {
  expect(lengthOf(ms)).toBe(says)
})
