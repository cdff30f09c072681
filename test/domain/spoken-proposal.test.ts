/** What a call would be recorded with, from its words or its invitation's: as the API takes it, and never freer than said. */
import { describe, expect, test } from 'vitest'
import { ScheduleCallInput } from '../../src/commands/schedule-call.ts'
import { proposeCall } from '../../src/domain/spoken/proposal.ts'
import type { Transcript } from '../../src/domain/transcript/model.ts'
import { tell } from '../../src/editing/editing-thread.ts'
import { aCall } from '../support/a-call.ts'
import { aTranscript, heard } from '../support/a-transcript.ts'

const proposed = (transcript: Transcript) => proposeCall(transcript, heard(transcript))

const said = (words: string) => aTranscript(['M', words], ['S', 'Tides.'], ['Q', 'Why?'], ['M', 'Thanks.'])

/** Whether `POST /v1/calls` takes a proposal as it is. */
function isTaken(proposal: object): boolean {
  const { turns: _, ...taken } = { turns: null, ...proposal }
  const without = 'portions' in taken ? { groundRules: undefined, embargo: undefined } : {}
  return ScheduleCallInput.safeParse(JSON.parse(JSON.stringify(aCall({ ...without, ...taken })))).success
}

describe('the embargo', () => {
  test.each([
    ['Embargoed until we hang up.', { until: 'call-end' }],
    [
      'Embargoed until 5 p.m. Rome time tomorrow.',
      { until: 'time', at: '2026-03-17T17:00', timeZone: 'Europe/Rome' },
    ],
    ['Embargoed until the minister speaks.', { until: 'notice', name: 'the-minister-speaks' }],
    ['Embargoed until we notify you.', { until: 'notice', name: 'staff-say-so' }],
    ['Embargoed until the end of the week.', { until: 'notice', name: 'terms-settled' }],
    ['Embargoed until Thursday.', { until: 'notice', name: 'time-settled' }],
    ['There is no embargo.', { until: 'none' }],
    ['Welcome.', { until: 'call-end' }],
  ])('%j is %j, and taken', (words, embargo) => {
    const proposal = proposed(said(words))
    expect(proposal).toMatchObject({ embargo })
    expect(isTaken(proposal)).toBe(true)
  })

  test('a contradiction is proposed as the stricter', () => {
    const proposal = proposed(said('There is no embargo. This call is embargoed until we hang up.'))
    expect(proposal).toMatchObject({ embargo: { until: 'notice', name: 'terms-settled' } })
  })
})

describe('portions', () => {
  test('a basis that changes on the way proposes parts with their turns', () => {
    const proposal = proposed(
      aTranscript(
        ['M', 'We begin on the record. Embargoed until we hang up.'],
        ['S', 'Tides.'],
        ['M', 'We’re now going on background as “senior harbor officials.”'],
        ['Q', 'Why?'],
        ['S', 'Moon.'],
      ),
    )
    expect(proposal).toMatchObject({
      portions: [
        { groundRules: { basis: 'on-the-record' }, embargo: { until: 'call-end' } },
        {
          groundRules: { basis: 'on-background', attribution: 'senior harbor officials' },
          embargo: { until: 'call-end' },
        },
      ],
      turns: [
        { from: 0, to: 2 },
        { from: 2, to: 5 },
      ],
    })
    expect(isTaken(proposal)).toBe(true)
  })

  test('rules for the questions hold from the first of them', () => {
    const proposal = proposed(
      aTranscript(
        ['M', 'The opening is on the record; the questions are on background.'],
        ['S', 'Tides.'],
        ['Q', 'Why?'],
        ['S', 'Moon.'],
      ),
    )
    expect(proposal).toMatchObject({
      turns: [
        { from: 0, to: 2 },
        { from: 2, to: 4 },
      ],
    })
  })

  test('an embargo that is moved on the way proposes parts, the later one with the later terms', () => {
    const proposal = proposed(
      aTranscript(
        ['M', 'On background. This is embargoed until 5 p.m. today.'],
        ['S', 'Tides.'],
        ['M', 'Sorry, we’ve moved the embargo: it’s now 6 p.m. today.'],
        ['S', 'Moon.'],
      ),
    )
    expect(proposal).toMatchObject({
      portions: [{}, { embargo: { until: 'time', at: '2026-03-16T18:00' } }],
      turns: [{ from: 0 }, { from: 2 }],
    })
    expect(isTaken(proposal)).toBe(true)
  })
})

describe('from an invitation', () => {
  const INVITATION = `SUBJECT: Press call on the locks

WHO: Senior harbor officials
WHEN: Monday, March 16, 2026, 3:00 p.m. EDT
GROUND RULES: On background, attributable to "senior harbor officials"
EMBARGO: 5:00 a.m. Eastern, Tuesday, March 17
RSVP: press@harbor.example by noon
DIAL-IN: 202-555-0100
`
  const read = (text: string) => {
    const answer = tell({
      printed: { form: 'text', text },
      context: { callDate: null, timeZone: 'America/New_York' },
    })
    return JSON.parse(typeof answer === 'string' ? answer : '{}')
  }

  test('what stands under its headings is its rules, and nobody’s name', () => {
    const { proposal, callDate } = read(INVITATION)
    expect(callDate).toBe('2026-03-16')
    expect(proposal).toEqual({
      groundRules: { basis: 'on-background', attribution: 'senior harbor officials', speakers: [] },
      embargo: { until: 'time', at: '2026-03-17T05:00', timeZone: 'America/New_York' },
    })
    expect(isTaken(proposal)).toBe(true)
  })

  test('in prose the same', () => {
    const { proposal } = read(
      'Please join us on Monday for a background press call. It will be attributable to “harbor officials” and embargoed until the end of the call.\n\nRSVP: reply to this.',
    )
    expect(proposal).toMatchObject({
      groundRules: { basis: 'on-background', attribution: 'harbor officials', speakers: [] },
      embargo: { until: 'call-end' },
    })
  })
})
