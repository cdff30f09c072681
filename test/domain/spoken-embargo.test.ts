/** What a call is embargoed until, in the many ways staff say it, and what of it is dangerous to mishear. */
import { describe, expect, it, test } from 'vitest'
import { aTranscript, heard, opening } from '../support/a-transcript.ts'

const kindOf = (words: string) => opening(words).terms.kind

describe("the call's end", () => {
  test.each([
    'It is embargoed until the end of the call.',
    'It is embargoed until its conclusion.',
    'The contents are embargoed until the call concludes.',
    "This call is embargo'd till the end of the call.",
    'This call is embargo’d until its conclusion.',
    'Everything is under embargo until completion of the call.',
    'This briefing is embargoed upon completion of the call.',
    'The contents are embargoed for the duration of the call.',
    'The embargo lifts when this call ends.',
    'The embargo will lift at the conclusion of the call.',
    'The embargo lifts once we hang up.',
    'We are embargoed till we hang up.',
    'Once we hang up, the embargo lifts.',
    'The embargo goes away as soon as this call wraps.',
    'The embargo breaks when the briefing is over.',
    'The embargo expires at the end of this call.',
    'It is embargoed until — at its conclusion, and I will let you know at the end of the call.',
    'It is embargoed unto the call — until the call concludes.',
    'The contents are embargoed for the conclusion of the call.',
    'The contents are embargoed until the call is completed.',
    "The contents are embargoed until the call's conclusion.",
    'You can report once the call ends.',
    'Please hold this until the call is over.',
    'The contents of this call are embargoed until we are done here.',
    'The call is embargoed until the end.',
    'All of it is imbargoed until this call ends.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'call-end', conflict: false })
  })
})

describe('a time', () => {
  test.each([
    ['The embargo breaks at 5 p.m.', '17:00'],
    ['The embargo expires at noon today.', '12:00'],
    ['The embargo goes away at 2 p.m. Eastern.', '14:00'],
    ['This is embargoed for 5 p.m.', '17:00'],
    ['You can report at 5 p.m. Eastern.', '17:00'],
    ['You may publish at noon.', '12:00'],
    ['You are free to report this after 3 p.m.', '15:00'],
    ['Please hold your stories until 3 p.m.', '15:00'],
    ['The contents will lift at 3:30 p.m.', '15:30'],
    ['The embargo on this call and the fact sheet lifts at 3 p.m.', '15:00'],
    ['At 3 p.m. the embargo lifts.', '15:00'],
    ['Until 3 p.m., this call is embargoed.', '15:00'],
    ['The embargo is 3 p.m.', '15:00'],
    ['The embargo is currently set to noon.', '12:00'],
    ['We will lift the embargo today at 2 p.m.', '14:00'],
    ['We have one more hour under embargo, until 11:30.', '11:30'],
    ['It’s embargoed — as well as the sheet that I sent out — until 3 p.m.', '15:00'],
    ['This is not for publication until 3 p.m.', '15:00'],
    ['Do not report any of this before 3 p.m.', '15:00'],
    ['If you joined late, the call is embargoed until 3 p.m.', '15:00'],
    ['The call is embargoed until 3 p.m., and the President speaks at 4 p.m.', '15:00'],
    ['We will send the sheet at noon, and the call is embargoed until 3 p.m.', '15:00'],
    ['The embargo comes off at the top of the hour.', '11:00'],
    ['The call is embargoed until 3 p.m. today, okay?', '15:00'],
  ])('%j', (words, wall) => {
    expect(opening(words).terms).toMatchObject({ kind: 'time', at: `2026-03-16T${wall}`, conflict: false })
  })
})

describe('something else', () => {
  test.each([
    ['This call is embargoed until the President speaks.', 'event', 'the President speaks'],
    ['It is embargoed until the start of her remarks.', 'event', 'the start of her remarks'],
    [
      'The contents are embargoed until they’re released by the Harbor Office later today.',
      'event',
      'they’re released by the Harbor Office later today',
    ],
    [
      'The embargo lifts when the minister begins her speech at 3 p.m.',
      'event',
      'the minister begins her speech at 3 p.m',
    ],
    ['The embargo lifts once the order is signed.', 'event', 'the order is signed'],
    ["This is embargoed until tomorrow's announcement.", 'event', "tomorrow's announcement"],
    ['This is embargoed until we notify you.', 'notice', null],
    ['This is embargoed until further notice.', 'notice', null],
    ['It stays under embargo until you hear from us.', 'notice', null],
    ['It is embargoed until we tell you otherwise.', 'notice', null],
    ['The call is held under strict embargo until we notify everyone that the ship is safe.', 'notice', null],
    ['Please hold this until our team gives you the go-ahead.', 'notice', null],
    ['This is embargoed until 3 p.m. or the speech, whichever comes first.', 'mixed', null],
    ['This is embargoed until 3 p.m. or until the minister speaks.', 'mixed', null],
    ['This is embargoed until 30 minutes after the call ends.', 'mixed', null],
    ['This is embargoed until the end of the week.', 'mixed', null],
    ['This call is embargoed.', 'mixed', null],
    [
      'The first part is embargoed until the call ends; the second part is embargoed until 3 p.m.',
      'mixed',
      null,
    ],
  ])('%j is %s', (words, kind, event) => {
    expect(opening(words).terms).toMatchObject({ kind, event, conflict: false })
  })
})

describe('that there is none', () => {
  test.each([
    'There is no embargo on this call.',
    'There’s no embargo.',
    'This call is not embargoed.',
    'This call is not under embargo.',
    'This call is not held under any embargo.',
    'We will do this on the record with no embargo.',
    'The call is unembargoed.',
    'There is no embargo on the contents, so you can report once the call ends.',
    'There is no embargo on this call. The fact sheet is embargoed until 3 p.m.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'none', conflict: false })
  })

  test.each([
    'There is no embargo on the fact sheet.',
    'The fact sheet is not embargoed.',
    'You have our fact sheet. It is not embargoed.',
    'There is no arms embargo.',
    'There is no embargo on Atlantis.',
    'No embargo breaks, please.',
    'I do not think there is no embargo.',
    'If there is no embargo, I will say so.',
    'The invitation said there is no embargo.',
    'The first part is not embargoed.',
    'There is no embargo on the opening remarks, but questions are embargoed until 3 p.m.',
    'There is no embargo once the call ends.',
    'This is not embargoed any more than it was.',
    'Is there no embargo?',
    'We are not only embargoed, we are on background.',
    'The call is no longer embargoed.',
    'There is no change to the embargo.',
  ])('is not heard in %j', (words) => {
    expect(kindOf(words)).not.toBe('none')
  })

  test.each([
    'This call is embargoed until the end of the call. There is no embargo on the fact sheet.',
    'This call is embargoed until the end of the call. The arms embargo is lifted.',
    'This call is embargoed until the end of the call. The fact sheet is embargoed until 3 p.m.',
    'This call is embargoed until the end of the call. You have an embargoed report.',
  ])('of something else leaves the call alone: %j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'call-end', conflict: false })
  })

  it('against an embargo is a conflict, and the embargo stays', () => {
    const words = 'The call is not under embargo — sorry, the embargo lifts after the call ends.'
    expect(opening(words).terms).toMatchObject({ kind: 'call-end', conflict: true })
    expect(opening('This call is embargoed until 3 p.m.', 'There is no embargo.').terms).toMatchObject({
      kind: 'time',
      conflict: true,
    })
  })

  it('is not believed of an official who may speak of trade', () => {
    const said = heard(
      aTranscript(
        ['M', 'This call is embargoed.'],
        ['Q', 'What of the oil embargo?'],
        ['S', 'There is no embargo.'],
        ['M', 'Thanks.'],
      ),
    )
    expect(said.terms.kind).toBe('mixed')
  })
})

describe('an embargo on something else', () => {
  test.each([
    'You have the embargoed sheet.',
    'The oil embargo holds until the war ends.',
    'We will not lift the arms embargo until they vote.',
    'The embargo on Atlantis lifts at noon.',
    'The fact sheet is embargoed until 3 p.m.',
    'The report will be published at 3 p.m.',
    'We hold them accountable until they pay.',
    'Is it embargoed until 3 p.m.?',
    'Welcome.',
  ])('is none of the call: %j', (words) => {
    expect(kindOf(words)).toBe('unstated')
  })

  test.each([
    'The call and the fact sheet are embargoed until 3 p.m.',
    'The materials you received prior to the call and the contents of this call are embargoed until 3 p.m.',
    'The embargo for the statement and this call will both lift at 3 p.m.',
    'The call content and the sheet that we will circulate at the end of the call will be embargoed until 3 p.m.',
  ])('may be one with the call: %j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'time', at: '2026-03-16T15:00', conflict: false })
  })
})

describe('what is said later', () => {
  const close = (first: string, last: string) =>
    heard(
      aTranscript(
        ['M', first],
        ['S', 'Tides.'],
        ['Q', 'Can we move the embargo?'],
        ['M', last],
        ['S', 'Moon.'],
        ['M', 'Thanks.'],
      ),
    ).terms

  test.each([
    ['This call is embargoed until 5 p.m. Eastern today.', "Let's make that 6.", '2026-03-16T18:00', false],
    [
      'This call is embargoed until 5 a.m. tomorrow.',
      'We are moving the embargo to 6.',
      '2026-03-17T06:00',
      false,
    ],
    ['This call is embargoed until 5 p.m.', 'Actually, the embargo is now 4 p.m.', '2026-03-16T16:00', false],
    [
      'This call is embargoed until noon.',
      'We are extending the embargo one more hour, until 1:30.',
      '2026-03-16T13:30',
      false,
    ],
    ['This call is embargoed until noon.', 'This call is embargoed until 2 p.m.', '2026-03-16T14:00', true],
    [
      'This call is embargoed until 5 a.m. Eastern tomorrow.',
      'Again, it is embargoed until 5 tomorrow morning.',
      '2026-03-17T05:00',
      false,
    ],
    ['This call is embargoed until 3:45 p.m.', 'This is embargoed until 3:45.', '2026-03-16T15:45', false],
    [
      'This call is embargoed until 5 a.m. tomorrow.',
      'It is likely that we will move the embargo up to 4.',
      '2026-03-17T05:00',
      false,
    ],
  ])('%j, then %j, is %s', (first, last, at, conflict) => {
    expect(close(first, last)).toMatchObject({ kind: 'time', at, conflict })
  })

  it('wins over the kind too, with a conflict where nobody says that it changed', () => {
    expect(close('Embargoed until the end of the call.', 'The call is embargoed until 3 p.m.')).toMatchObject(
      { kind: 'time', conflict: true },
    )
    expect(close('Embargoed until 3 p.m.', 'The call is now embargoed until we hang up.')).toMatchObject({
      kind: 'call-end',
      conflict: false,
    })
  })

  it('is proposed as a change, from its turn on', () => {
    const said = heard(
      aTranscript(
        ['M', 'This call is embargoed until noon.'],
        ['S', 'Tides.'],
        ['M', 'We are moving the embargo to 2 p.m.'],
        ['S', 'Moon.'],
      ),
    )
    expect(said.changes).toMatchObject([
      { turn: 2, basis: null, terms: { kind: 'time', at: '2026-03-16T14:00' } },
    ])
  })
})

describe('that it is lifted', () => {
  test.each([
    ['The embargo is now lifted.', true],
    ['The embargo on the contents of this call have now lifted.', true],
    ['The contents are now lifted.', true],
    ['The embargo has been lifted.', true],
    ['With that, the call is now over and the embargo has lifted.', true],
    ['As we have reached the end of the call, the embargo is now lifted.', true],
    ['With the conclusion of this call, the embargo is lifted.', true],
    ['The embargo lifts now.', true],
    ['This call was on background, and the embargo is now over.', true],
    ['You are no longer under embargo.', true],
    ['We are now off embargo.', true],
    ['The embargo ends now.', true],
    ['The embargo will be lifted at noon.', false],
    ['The embargo will lift soon.', false],
    ['Once the embargo is lifted, write.', false],
    ['The embargo has not been lifted.', false],
    ['The embargo hasn’t lifted.', false],
    ['The embargo is lifted at the end of the call.', false],
    ['The embargo is lifted when I say so.', false],
    ['If the embargo is lifted, write.', false],
    ['The embargo would be lifted.', false],
    ['The embargo on the fact sheet is lifted.', false],
    ['The grain embargo is lifted.', false],
    ['Is the embargo lifted?', false],
  ])('%j: %s', (words, lifted) => {
    const said = heard(
      aTranscript(['M', 'Embargoed until the end of the call.'], ['S', 'Tides.'], ['M', words]),
    )
    expect(said.liftAnnounced !== null).toBe(lifted)
  })

  it('at the close, with no term said, means until the end of the call', () => {
    expect(heard(aTranscript(['S', 'Tides.'], ['M', 'The embargo has lifted.'])).terms.kind).toBe('call-end')
  })

  it('before the time that was said is a conflict', () => {
    const said = heard(
      aTranscript(['M', 'Embargoed until 5 p.m.'], ['S', 'Tides.'], ['M', 'The embargo is lifted.']),
    )
    expect(said.terms).toMatchObject({ kind: 'time', conflict: true })
  })
})
