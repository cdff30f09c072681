/** A call's form: what is typed becomes a call, what is wrong is said at its field, and nothing is lost on the way. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ScheduleCallInput } from '../../src/commands/schedule-call.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import { zoneOf } from '../../src/domain/zone-names.ts'
import { readCallForm, writeCallForm } from '../../src/http/desk/call-form.ts'
import { type Fields, readList, writeList } from '../../src/http/desk/form-fields.ts'
import { timeChoices } from '../../src/rendering/desk/time-field.ts'

const ROME: Fields = {
  title: 'Background press call on the meeting in Rome',
  venue: '',
  startsDate: '2026-12-14',
  startsTime: '14:59',
  timeZone: 'America/New_York',
  portions: '1',
  'p1-basis': 'on-background',
  'p1-attribution': 'senior administration official',
  'p1-speakers': '3',
  'p1-join': 'one',
  'p1-t1-until': 'call-end',
}

const rules = {
  basis: 'on-background',
  attribution: 'senior administration official',
  speakers: [],
}

describe('what is typed', () => {
  test.each<[string, Fields, object]>([
    ['the least there is', {}, { embargo: { until: 'call-end' }, groundRules: rules, topics: [] }],
    ['minutes after the end', { 'p1-t1-plus': '10' }, { embargo: { until: 'call-end', plus: 'PT10M' } }],
    [
      'a clock time in a city',
      {
        'p1-t1-until': 'time',
        'p1-t1-atDate': '2026-12-15',
        'p1-t1-atTime': '05:00',
        'p1-t1-zone': 'rome',
        'p1-t1-plus': 'of no account',
      },
      { embargo: { until: 'time', at: '2026-12-15T05:00', timeZone: 'Europe/Rome' } },
    ],
    [
      'the later of two',
      { 'p1-join': 'latest', 'p1-t2-until': 'notice', 'p1-t2-notice': 'Statement released' },
      { embargo: { latestOf: [{ until: 'call-end' }, { until: 'notice', name: 'statement-released' }] } },
    ],
    ['a second part that is not chosen', { 'p1-t2-until': 'time' }, { embargo: { until: 'call-end' } }],
    [
      'who speaks',
      {
        'p1-s1-name': 'Jane Q. Doe',
        'p1-s1-title': 'Senior Director',
        'p1-s1-aliases': 'Janie; JD',
        'p1-s3-name': 'Max Moe',
        'p1-s3-print': 'named',
      },
      {
        groundRules: {
          ...rules,
          speakers: [
            { name: 'Jane Q. Doe', title: 'Senior Director', aliases: ['Janie', 'JD'], withheld: true },
            { name: 'Max Moe', aliases: [], withheld: false },
          ],
        },
      },
    ],
    [
      'an end without its day is on the day of the start',
      { endsTime: '15:20' },
      { expectedEndsAt: '2026-12-14T15:20' },
    ],
    ['topics as words', { topics: 'Foreign Policy, china' }, { topics: ['foreign-policy', 'china'] }],
    ['late lifts', { lateAfter: '10', lateDo: 'hold' }, { lateLift: { after: 'PT10M', do: 'hold' } }],
    ['letters of a zone', { timeZone: 'EST' }, { timeZone: 'America/New_York' }],
  ])('%s', (_name, fields, call) => {
    expect(readCallForm({ ...ROME, ...fields })).toMatchObject(call)
  })

  test.each<[string, Fields, string]>([
    ['no title', { title: ' ' }, 'title'],
    ['no day', { startsDate: '' }, 'startsDate'],
    ['no clock', { startsTime: '' }, 'startsTime'],
    ['a day that is none', { startsDate: '2026-02-30' }, 'startsDate'],
    ['a zone that is none', { timeZone: 'Atlantis' }, 'timeZone'],
    ['no basis', { 'p1-basis': '' }, 'p1-basis'],
    ['background, attributed to nobody', { 'p1-attribution': '' }, 'p1-attribution'],
    ['a title without its name', { 'p1-s2-title': 'Senior Director' }, 'p1-s2-name'],
    ['half a contact', { contactName: 'Press Office' }, 'contactEmail'],
    ['until a time, with none', { 'p1-t1-until': 'time' }, 'p1-t1-atTime'],
    ['until a notice, with none', { 'p1-t1-until': 'notice' }, 'p1-t1-notice'],
    ['until nothing', { 'p1-t1-until': '' }, 'p1-t1-until'],
    ['an odd second part', { 'p1-join': 'latest', 'p1-t2-until': 'time' }, 'p1-t2-atTime'],
    ['a clock time that comes twice', { startsDate: '2026-11-01', startsTime: '01:30' }, 'startsSettled'],
    ['a clock time that is skipped', { startsDate: '2027-03-14', startsTime: '02:30' }, 'startsSettled'],
  ])('%s is said at its field, alone', (_name, fields, path) => {
    const read = readCallForm({ ...ROME, ...fields })
    expect(isRefusal(read) && read.faults.map((fault) => fault.path)).toEqual([path])
  })

  test('all that is wrong is said at once', () => {
    const read = readCallForm({ ...ROME, title: '', 'p1-basis': '', 'p1-t1-until': '' })
    expect(isRefusal(read) && read.faults.map((fault) => fault.path)).toEqual([
      'title',
      'p1-basis',
      'p1-t1-until',
    ])
  })
})

describe('a clock time that comes twice', () => {
  const twice = { ...ROME, startsDate: '2026-11-01', startsTime: '01:30' }
  const [first, second] = timeChoices(twice, 'starts', 'America/New_York')?.options ?? []

  test('is settled by either choice', () => {
    const chosen = (startsSettled = '') => readCallForm({ ...twice, startsSettled })
    expect(chosen(first?.value)).toMatchObject({ startsAt: '2026-11-01T01:30:00-04:00' })
    expect(chosen(second?.value)).toMatchObject({ startsAt: '2026-11-01T01:30:00-05:00' })
  })

  test('a choice does not outlive the time, day or zone it was made for', () => {
    const chosen = { ...twice, startsSettled: first?.value ?? '' }
    expect(readCallForm({ ...chosen, startsTime: '09:30' })).toMatchObject({ startsAt: '2026-11-01T09:30' })
    expect(readCallForm({ ...chosen, startsDate: '2026-12-01' })).toMatchObject({
      startsAt: '2026-12-01T01:30',
    })
    expect(readCallForm({ ...chosen, timeZone: 'Europe/Rome' })).toMatchObject({
      startsAt: '2026-11-01T01:30',
    })
    expect(isRefusal(readCallForm({ ...chosen, timeZone: 'America/Chicago' }))).toBe(true)
  })
})

test.each([
  ['Rome', 'Europe/Rome'],
  ['europe/rome', 'europe/rome'],
  ['ET', 'America/New_York'],
  ['tokyo', 'Asia/Tokyo'],
  ['Port Moresby', 'Pacific/Port_Moresby'],
  ['UTC', 'UTC'],
  ['Atlantis', undefined],
  ['Mars/Olympus', undefined],
])('the zone of %s is %s', (text, zone) => {
  expect(zoneOf(text)).toBe(zone)
})

/** What a line of a form can hold. */
const line = (maxLength: number) =>
  fc.string({ minLength: 2, maxLength, unit: fc.constantFrom(...'aB1 ,;"’é日-') }).filter(isLine)

function isLine(text: string): boolean {
  return text.trim().length >= 2 && text === text.trim()
}

test('a list is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(line(12)), (items) => {
      expect(readList(writeList(items))).toEqual(items)
    }),
  )
})

describe('a written form', () => {
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/Rome',
    'UTC',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  )
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString())
  // At noon no zone's clocks change.
  const wall = day.map((iso) => `${iso.slice(0, 10)}T12:${iso.slice(14, 16)}`)
  const instant = day.map((iso) => `${iso.slice(0, 16)}Z`)
  const at = fc.oneof(wall, instant)
  const plus = fc.constantFrom('PT10M', 'PT1H', 'PT90S', 'PT0M')
  const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/)
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const part = fc.oneof(
    fc.constant({ until: 'none' }),
    optional(plus).map((given) => ({ until: 'call-end', ...(given && { plus: given }) })),
    fc.record({ until: fc.constant('time'), at, timeZone: zone }, { requiredKeys: ['until', 'at'] }),
    fc.record({ until: fc.constant('notice'), name: slug }),
    fc.record({ until: fc.constant('notice'), name: slug, expectedAt: at, timeZone: zone }),
  )
  const parts = fc.array(part, { minLength: 2, maxLength: 4 })
  const terms = fc.oneof(
    part,
    parts.map((latestOf) => ({ latestOf })),
    parts.map((earliestOf) => ({ earliestOf })),
  )
  const speaker = fc.record(
    {
      name: line(20),
      title: line(20),
      aliases: fc.array(line(10), { maxLength: 3 }),
      withheld: fc.boolean(),
    },
    { requiredKeys: ['name', 'aliases', 'withheld'] },
  )
  const groundRules = fc.record({
    basis: fc.constantFrom('on-the-record', 'on-background', 'deep-background', 'off-the-record'),
    attribution: line(30),
    speakers: fc.array(speaker, { maxLength: 5 }),
  })
  const portion = fc.record({ name: line(20), groundRules, embargo: terms })
  const facts = fc.record(
    {
      title: line(40),
      venue: line(20),
      startsAt: at,
      expectedEndsAt: at,
      timeZone: zone,
      topics: fc.array(slug, { maxLength: 3 }),
      contact: fc.record({ name: line(20), email: fc.constant('press@example.gov') }),
      announce: fc.constant(false),
      endOnAnnouncement: fc.boolean(),
      lateLift: fc.record({ after: plus, do: fc.constantFrom('lift', 'hold') }),
    },
    { requiredKeys: ['title', 'startsAt', 'timeZone', 'topics', 'announce', 'endOnAnnouncement'] },
  )
  const shown = fc.record({
    announce: fc.constant(true),
    announcement: fc.record(
      { title: line(20), says: line(40), showTime: fc.boolean() },
      { requiredKeys: ['showTime'] },
    ),
  })
  const declared = fc.oneof(
    fc.record({ groundRules, embargo: terms }),
    fc.record({ portions: fc.array(portion, { minLength: 1, maxLength: 3 }) }),
  )

  test('is read as the call that it was written from', () => {
    fc.assert(
      fc.property(facts, declared, fc.option(shown), (top, rest, told) => {
        const call = ScheduleCallInput.parse({ ...top, ...rest, ...told })
        expect(readCallForm(writeCallForm(call))).toEqual(call)
      }),
      { numRuns: 300 },
    )
  })
})
