/** What wall times keep: one instant or a refusal with both candidates, and an offset settles it. */
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import { isRefusal } from '../../src/domain/refusals.ts'
import { resolveTime, TimeInput } from '../../src/domain/wall-time.ts'

const ZONES = ['America/New_York', 'Europe/Rome', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Apia']

function resolve(text: string, zone: string) {
  const planned = resolveTime(text, zone, 'startsAt')
  if (isRefusal(planned)) throw new Error(`Refused ${text} in ${zone}: ${planned.refused}`)
  return planned
}

function refusalOf(text: string, zone: string) {
  const planned = resolveTime(text, zone, 'startsAt')
  if (!isRefusal(planned)) throw new Error(`Took ${text} in ${zone}`)
  return planned
}

function candidatesIn(message = ''): readonly string[] {
  return message.replace('Choose one of: ', '').split(', ')
}

// The changes of the IANA database: https://data.iana.org/time-zones/releases/
describe('a wall time that the clocks skip is refused with both candidates', () => {
  test.each([
    ['2026-03-08T02:30', ZONES[0], ['2026-03-08T01:30:00-05:00', '2026-03-08T03:30:00-04:00']],
    ['2026-03-29T02:00', ZONES[1], ['2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00']],
    ['2026-10-04T02:15', ZONES[2], ['2026-10-04T01:45:00+10:30', '2026-10-04T02:45:00+11:00']],
    ['2026-09-06T00:30', ZONES[3], ['2026-09-05T23:30:00-04:00', '2026-09-06T01:30:00-03:00']],
    // Samoa skipped a whole day when it crossed the date line.
    ['2011-12-30T12:00', ZONES[4], ['2011-12-29T12:00:00-10:00', '2011-12-31T12:00:00+14:00']],
  ])('%s in %s', (text, zone = '', candidates) => {
    const { refused, faults } = refusalOf(text, zone)
    expect(refused).toBe('nonexistent-local-time')
    expect(faults[0]?.path).toBe('startsAt')
    expect([...candidatesIn(faults[0]?.message)].sort()).toEqual(candidates)
    for (const candidate of candidates)
      expect(resolve(candidate, zone).at).toBe(DateTime.fromISO(candidate).toMillis())
  })
})

describe('a wall time that comes twice is refused with both candidates', () => {
  test.each([
    ['2026-11-01T01:30', ZONES[0], ['2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00']],
    ['2026-10-25T02:59:59', ZONES[1], ['2026-10-25T02:59:59+01:00', '2026-10-25T02:59:59+02:00']],
    ['2026-04-05T01:45', ZONES[2], ['2026-04-05T01:45:00+10:30', '2026-04-05T01:45:00+11:00']],
    ['2026-04-04T23:30', ZONES[3], ['2026-04-04T23:30:00-03:00', '2026-04-04T23:30:00-04:00']],
  ])('%s in %s', (text, zone = '', candidates) => {
    const { refused, faults } = refusalOf(text, zone)
    expect(refused).toBe('ambiguous-local-time')
    expect([...candidatesIn(faults[0]?.message)].sort()).toEqual(candidates)
    const settled = candidates.map((candidate) => resolve(candidate, zone))
    expect(new Set(settled.map(({ at }) => at)).size).toBe(2)
    for (const { local } of settled) expect(local.startsWith(text)).toBe(true)
  })
})

describe('the edges of a change of clocks are ordinary times', () => {
  test.each([
    ['2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
    ['2026-03-08T03:00', '2026-03-08T07:00:00Z'],
    ['2026-11-01T00:59:59', '2026-11-01T04:59:59Z'],
    ['2026-11-01T02:00', '2026-11-01T07:00:00Z'],
  ])('%s in New York is %s', (text, iso) => {
    expect(resolve(text, 'America/New_York').at).toBe(DateTime.fromISO(iso).toMillis())
  })
})

/** Every instant at which clocks in the zone show this wall time, by trying the offsets around it. */
function instantsOf(local: string, zone: string): readonly number[] {
  const asUtc = DateTime.fromISO(local, { zone: 'utc' })
  const offsets = Array.from(
    { length: 53 },
    (_, hour) => asUtc.plus({ hours: hour - 26 }).setZone(zone).offset,
  )
  return [...new Set(offsets)]
    .map((offset) => asUtc.minus({ minutes: offset }))
    .filter((at) => at.setZone(zone).toFormat(WALL) === asUtc.toFormat(WALL))
    .map((at) => at.toMillis())
}
const WALL = "yyyy-MM-dd'T'HH:mm:ss"

/** Wall times by the minute, most of them near a change of clocks. */
const localAndZone = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    day: fc.constantFrom(
      ...['2026-03-08', '2026-03-29', '2026-04-04', '2026-04-05', '2026-09-06', '2026-10-04'],
      ...['2026-10-25', '2026-11-01', '2026-12-25', '2011-12-29', '2011-12-30', '2011-12-31'],
    ),
    minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  })
  .map(({ zone, day, minute }) => ({
    zone,
    local: DateTime.fromISO(day, { zone: 'utc' }).plus({ minutes: minute }).toFormat(WALL),
  }))

it('takes a wall time exactly when there is one such instant, and then gives that one', () => {
  fc.assert(
    fc.property(localAndZone, ({ local, zone }) => {
      const instants = instantsOf(local, zone)
      const planned = resolveTime(local, zone, 'at')
      if (!isRefusal(planned)) expect([planned.at]).toEqual(instants)
      else if (planned.refused === 'nonexistent-local-time') expect(instants).toEqual([])
      else expect([planned.refused, instants.length]).toEqual(['ambiguous-local-time', 2])
    }),
    { numRuns: 500 },
  )
})

it('gives candidates of which every one settles it', () => {
  fc.assert(
    fc.property(localAndZone, ({ local, zone }) => {
      const planned = resolveTime(local, zone, 'at')
      if (!isRefusal(planned)) {
        expect(planned).toMatchObject({ local, timeZone: zone })
        return
      }
      const candidates = candidatesIn(planned.faults[0]?.message)
      expect(candidates).toHaveLength(2)
      for (const candidate of candidates) {
        expect(TimeInput.safeParse(candidate).success).toBe(true)
        expect(resolve(candidate, zone).at).toBe(DateTime.fromISO(candidate).toMillis())
      }
    }),
    { numRuns: 300 },
  )
})

it('gives the same instant for an offset in whatever zone it is kept', () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000)
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), fc.constantFrom(...ZONES), (at, written, kept) => {
      const text = DateTime.fromMillis(at, { zone: written }).toISO({ suppressMilliseconds: true }) ?? ''
      expect(resolve(text, kept).at).toBe(at)
    }),
  )
})

describe('what is no time is refused by name', () => {
  test.each([
    ['2026-02-30T10:00', 'UTC', 'invalid-time'],
    ['2026-02-28T25:00', 'UTC', 'invalid-time'],
    ['1969-12-31T23:59:59Z', 'UTC', 'invalid-time'],
    ['2026-02-28T10:00', 'Mars/Olympus', 'unknown-time-zone'],
    ['2026-02-28T10:00', '', 'unknown-time-zone'],
  ])('%s in "%s" is %s', (text, zone, code) => {
    expect(refusalOf(text, zone).refused).toBe(code)
  })

  test.each(['tomorrow', '2026-02-28', '10:00', '2026-02-28 10:00', '2026-02-28T10:00 EST', '1772272800000'])(
    '%s is not even read',
    (text) => expect(TimeInput.safeParse(text).success).toBe(false),
  )
})
