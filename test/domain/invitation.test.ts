/** What invitations say of a call, in the ways that press offices write them. */
import { describe, expect, test } from 'vitest'
import { readInvitation } from '../../src/domain/spoken/invitation.ts'

const TODAY = '2027-10-25'
const read = (text: string) => readInvitation(text, TODAY, 'America/New_York')

const IN_PROSE = `Subject: Background press call on the meeting in Rome

MEDIA ADVISORY
The office will hold a background press call on Friday, October 29 at 12:30 PM EDT to preview the meeting in Rome.

This call will be on background, attributable to “senior administration officials.” The contents of the call will be embargoed until 5:00 a.m. local time in Rome on Saturday, October 30.

Speakers (for your awareness, not for reporting):
Jane Q. Doe, Senior Director for Europe
- Max Moe – Deputy Assistant

RSVP: by Thursday, October 28 at 5:00 p.m. to press@example.gov`

const WITH_HEADINGS = `WHAT: Press call on the river talks
WHEN: Tuesday, November 30, 2027
TIME: 2:30 p.m. ET
WHERE: Via Teleconference
GROUND RULES: On background, attributable to a “senior official.”
EMBARGO: the end of the call
WHO: Jane Doe, Special Envoy`

describe('an invitation', () => {
  test('in prose tells its title, when it is, and who speaks', () => {
    expect(read(IN_PROSE)).toMatchObject({
      title: { value: 'Background press call on the meeting in Rome' },
      starts: {
        value: { date: '2027-10-29', time: '12:30', timeZone: 'America/New_York' },
        quote: expect.stringContaining('on Friday, October 29 at 12:30 PM EDT'),
      },
      speakers: {
        value: [
          { name: 'Jane Q. Doe', title: 'Senior Director for Europe' },
          { name: 'Max Moe', title: 'Deputy Assistant' },
        ],
      },
    })
  })

  test('under headings tells the same, and its rules as a host would say them', () => {
    const { prose, ...told } = read(WITH_HEADINGS)
    expect(told).toMatchObject({
      title: { value: 'Press call on the river talks' },
      venue: { value: 'Via Teleconference' },
      starts: { value: { date: '2027-11-30', time: '14:30', timeZone: 'America/New_York' } },
      speakers: { value: [{ name: 'Jane Doe', title: 'Special Envoy' }] },
    })
    expect(prose).toContain('This call is on background, attributable to a “senior official.”')
    expect(prose).toContain('The contents of this call are embargoed until the end of the call')
    expect(prose).not.toContain('Jane Doe')
  })

  test.each([
    ['Join us tomorrow at 9:00 a.m.', '2027-10-26', '09:00'],
    ['The call is on Thursday at noon.', '2027-10-28', '12:00'],
    ['Join us on Thursday at 3:00 in the afternoon.', '2027-10-28', '15:00'],
    ['Join us on Thursday at 14:00.', '2027-10-28', '14:00'],
    ['Join us on Thursday at 3:00.', '2027-10-28', null],
  ])('%s', (text, date, time) => {
    expect(read(text).starts?.value).toMatchObject({ date, time })
  })

  test.each([
    'Embargoed until 5:00 a.m. on Tuesday.',
    'RSVP: by Monday at 5:00 p.m.',
    'The program turns ten on Tuesday.',
    '',
  ])('“%s” tells nothing of the start', (text) => {
    expect(read(text).starts).toBeNull()
  })

  test.each([
    ['EMBARGO: None', 'There is no embargo on this call.'],
    ['Embargo: none. On the record.', 'There is no embargo on this call. On the record.'],
    ['EMBARGO: No reporting before 5:00 a.m.', 'No reporting before 5:00 a.m.'],
    ['EMBARGO: Noon Eastern', 'The contents of this call are embargoed until Noon Eastern'],
  ])('its embargo is that, and none only where it is said that there is none: %j', (line, prose) => {
    expect(read(line).prose).toBe(prose)
  })
})

test('a long text is read in a moment', () => {
  const from = performance.now()
  read('Tuesday at 5 '.repeat(200_000))
  read(`${'A:'.repeat(100_000)}\n`.repeat(5))
  read('\n'.repeat(500_000))
  expect(performance.now() - from).toBeLessThan(5000)
})
