/** Clock times, days and zones as they are said on a call, and the instant they come to. */
import { describe, expect, it, test } from 'vitest'
import { aTranscript, heard, opening } from '../support/a-transcript.ts'

const NY = 'America/New_York'

function lifts(words: string): string {
  const { terms } = opening(`The contents of this call are embargoed until ${words}.`)
  return [terms.kind, terms.at, terms.timeZone, ...(terms.conflict ? ['conflict'] : [])].join(' ')
}

describe('a clock', () => {
  test.each([
    ['noon', '2026-03-16T12:00'],
    ['12 noon today', '2026-03-16T12:00'],
    ['twelve noon', '2026-03-16T12:00'],
    ['noon tomorrow', '2026-03-17T12:00'],
    ['midnight', '2026-03-17T00:00'],
    ['midnight tonight', '2026-03-17T00:00'],
    ['12:01 a.m. tomorrow', '2026-03-17T00:01'],
    ["five o'clock tomorrow morning", '2026-03-17T05:00'],
    ['five o’clock a.m. tomorrow', '2026-03-17T05:00'],
    ['5 a.m. tomorrow', '2026-03-17T05:00'],
    ['5 am tomorrow', '2026-03-17T05:00'],
    ['5:00am tomorrow', '2026-03-17T05:00'],
    ['5:00 A.M. tomorrow', '2026-03-17T05:00'],
    ['five a.m. tomorrow', '2026-03-17T05:00'],
    ['tomorrow at 5:30 p.m', '2026-03-17T17:30'],
    ['3:45 this afternoon', '2026-03-16T15:45'],
    ['3:45', '2026-03-16T15:45'],
    ['10:30', '2026-03-16T10:30'],
    ['9', '2026-03-16T21:00'],
    ['6 tonight', '2026-03-16T18:00'],
    ['six thirty this evening', '2026-03-16T18:30'],
    ['half past six tonight', '2026-03-16T18:30'],
    ['half past four this afternoon', '2026-03-16T16:30'],
    ['a quarter past two this afternoon', '2026-03-16T14:15'],
    ['quarter to five p.m', '2026-03-16T16:45'],
    ['ten past two p.m', '2026-03-16T14:10'],
    ['17:00', '2026-03-16T17:00'],
    ['1700 hours', '2026-03-16T17:00'],
    ['the top of the hour', '2026-03-16T11:00'],
    ['11', '2026-03-16T11:00'],
    ['about 2 p.m', '2026-03-16T14:00'],
    ['exactly 2 p.m. sharp', '2026-03-16T14:00'],
    ['2:00 p.m., not 1:00 p.m', '2026-03-16T14:00'],
    ['5 — sorry, 6 p.m. tomorrow', '2026-03-17T18:00'],
    ['noon, correction, 1 p.m. today', '2026-03-16T13:00'],
    ['5 p.m., I mean 6 p.m. today', '2026-03-16T18:00'],
  ])('%j is %s', (words, at) => {
    expect(lifts(words)).toBe(`time ${at} ${NY}`)
  })

  it('is counted from the opening or the close, where those are known', () => {
    expect(lifts('30 minutes from now')).toBe(`time 2026-03-16T10:30 ${NY}`)
    const close = aTranscript(
      ['M', 'Welcome.'],
      ['S', 'Tides.'],
      ['Q', 'Why?'],
      ['S', 'Moon.'],
      ['M', 'The embargo lifts in half an hour.'],
    )
    expect(heard(close).terms).toMatchObject({ kind: 'time', at: '2026-03-16T11:10' })
    const middle = aTranscript(
      ['M', 'Welcome.'],
      ['S', 'Tides.'],
      ['M', 'The embargo lifts in half an hour.'],
      ['Q', 'Why?'],
      ['M', 'Thanks.'],
    )
    expect(heard(middle).terms).toMatchObject({ kind: 'time', at: null })
  })

  test.each([
    '5 tomorrow',
    '3:45 a.m. this afternoon',
    '9 a.m. today',
    '5 a.m. on Monday',
    'Tuesday, March 19th, at 5 a.m',
  ])('%j leaves a doubt', (words) => {
    expect(lifts(words)).toMatch(/^time .* conflict$/)
  })
})

describe('a day', () => {
  test.each([
    ['5 a.m. tomorrow', '2026-03-17'],
    ['5 a.m. tomorrow, Tuesday', '2026-03-17'],
    ['5 a.m. tomorrow, Tuesday, March 17th', '2026-03-17'],
    ['tomorrow, March 17, 2026, at 5 a.m', '2026-03-17'],
    ['5 a.m. on the 17th of March', '2026-03-17'],
    ['5 a.m. on the 30th', '2026-03-30'],
    ['5 a.m. on the 2nd', '2026-04-02'],
    ['5 a.m. on March the twentieth', '2026-03-20'],
    ['5 a.m. Saturday', '2026-03-21'],
    ['Saturday morning at 5', '2026-03-21'],
    ['5 a.m. on Sunday', '2026-03-22'],
    ['5 a.m. the day after tomorrow', '2026-03-18'],
    ['January 2nd at 5 a.m', '2027-01-02'],
  ])('%j is %s', (words, date) => {
    expect(lifts(words)).toBe(`time ${date}T05:00 ${NY}`)
  })

  it('said without a clock is waited for, its instant not known', () => {
    expect(lifts('tomorrow')).toBe('time  America/New_York')
  })

  it('is not known where the day of the call is not', () => {
    const said = { ...aTranscript(['M', 'This call is embargoed until 5 a.m. tomorrow.']) }
    expect(heard({ ...said }, NY).terms.at).toBe('2026-03-17T05:00')
  })
})

describe('a zone', () => {
  test.each([
    ['5:00 a.m. Eastern tomorrow', '2026-03-17T05:00', NY],
    ['5:00 a.m. Eastern Standard Time tomorrow', '2026-03-17T05:00', NY],
    ['5:00 a.m. ET tomorrow', '2026-03-17T05:00', NY],
    ['5:00 a.m. Central tomorrow', '2026-03-17T05:00', 'America/Chicago'],
    ['5:00 a.m. Pacific Time tomorrow', '2026-03-17T05:00', 'America/Los_Angeles'],
    ['5:00 a.m. Central European Time tomorrow', '2026-03-17T05:00', 'Europe/Brussels'],
    ['5:00 a.m. CET tomorrow', '2026-03-17T05:00', 'Europe/Brussels'],
    ['5:00 a.m. GMT tomorrow', '2026-03-17T05:00', 'Etc/UTC'],
    ['5:00 a.m. BST tomorrow', '2026-03-17T05:00', 'Europe/London'],
    ['5:00 a.m. Japan Standard Time on March 17th', '2026-03-17T05:00', 'Asia/Tokyo'],
    ['5:00 a.m. Tokyo time tomorrow', '2026-03-17T05:00', 'Asia/Tokyo'],
    ['5:00 a.m. local time in Oslo, tomorrow, Tuesday, March 17th', '2026-03-17T05:00', 'Europe/Oslo'],
    ['5:00 a.m. tomorrow in Nairobi', '2026-03-17T05:00', 'Africa/Nairobi'],
    ['5:00 a.m. tomorrow, local time here in Geneva', '2026-03-17T05:00', 'Europe/Zurich'],
    ['5:00 a.m. Israeli Standard Time tomorrow', '2026-03-17T05:00', 'Asia/Jerusalem'],
    ['5:00 a.m. Germany tomorrow', '2026-03-17T05:00', 'Europe/Berlin'],
    ['5:00 a.m. local time tomorrow', '2026-03-17T05:00', NY],
    ['noon Eastern, 9 a.m. Pacific', '2026-03-16T12:00', NY],
    [
      '6:00 a.m. tomorrow in Manila and 6:00 p.m. today in Washington, D.C',
      '2026-03-17T06:00',
      'Asia/Manila',
    ],
    [
      '6:00 a.m. Israeli Standard Time tomorrow, which is midnight Eastern',
      '2026-03-17T06:00',
      'Asia/Jerusalem',
    ],
    ['6:00 p.m. in Berlin; 1:00 p.m. in Washington', '2026-03-16T18:00', 'Europe/Berlin'],
    ['5:00 a.m. GMT and 1:00 a.m. Eastern time', '2026-03-17T05:00', 'Etc/UTC'],
    [
      '2:15 p.m. Central European Time on Tuesday, or 9:15 a.m. Eastern Time',
      '2026-03-17T14:15',
      'Europe/Brussels',
    ],
    ['noon tomorrow — that’s March 17th, noon Eastern Time', '2026-03-17T12:00', NY],
  ])('%j is %s in %s', (words, at, zone) => {
    expect(lifts(words)).toBe(`time ${at} ${zone}`)
  })

  it('of two statements that are not one instant leaves the later, and a conflict', () => {
    expect(lifts('6:00 p.m. in Berlin today, which is 2:00 p.m. in Washington today')).toBe(
      'time 2026-03-16T19:00 Europe/Berlin conflict',
    )
  })

  test.each([
    ['Welcome from Jerusalem.', 'Asia/Jerusalem'],
    ['Welcome from New Delhi.', 'Asia/Kolkata'],
    ['Welcome from Dublin.', 'Europe/Dublin'],
    ['Welcome.', 'Asia/Kolkata'],
  ])('after %j, IST is %s', (words, zone) => {
    const { terms } = opening(`${words} This call is embargoed until 5:00 p.m. IST tomorrow.`)
    expect(terms).toMatchObject({ at: '2026-03-17T17:00', timeZone: zone, conflict: false })
  })

  test.each([
    // The clocks skip from two to three on 29 March in Paris.
    ['2:30 a.m. on March 29th in Paris', '2026-03-29T03:30'],
    ['2:30 a.m. on October 25th in Paris', '2026-10-25T02:30'],
  ])('moves its clocks: %j is %s', (words, at) => {
    expect(lifts(words)).toBe(`time ${at} Europe/Paris`)
  })
})
