/** Openings as press offices of many houses say them, each for a rule that it keeps. */
import { describe, expect, test } from 'vitest'
import { aTranscript, heard } from '../support/a-transcript.ts'

type Turn = readonly ['M' | 'S' | 'Q' | 'O', string]

/** What follows an opening that stands alone. */
const REST: readonly Turn[] = [
  ['S', 'Good morning.'],
  ['Q', 'Why?'],
  ['S', 'Tides.'],
  ['M', 'Thanks.'],
]

/** Kind, instant and zone but New York's, conflict and lift, as far as there are any. */
function termsIn(said: string | readonly Turn[]): string {
  const turns: readonly Turn[] = typeof said === 'string' ? [['M', said], ...REST] : said
  const { terms, liftAnnounced } = heard(aTranscript(...turns))
  const { kind, at, timeZone, conflict } = terms
  const zone = timeZone === null || timeZone === 'America/New_York' ? [] : [timeZone]
  const parts = [kind, ...(at === null ? [] : [at]), ...zone, ...(conflict ? ['in conflict'] : [])]
  return [...parts, ...(liftAnnounced === null ? [] : ['lifted'])].join(' ')
}

type Rule = readonly (readonly [string | readonly Turn[], string])[]

const RULES: Readonly<Record<string, Rule>> = {
  'no embargo, and yet something held back: never free': [
    ['There is no formal embargo, but we ask that you not publish before 5 p.m.', 'time 2026-03-16T17:00'],
    ['There’s no embargo, other than that it can’t be used until we’re off the phone.', 'call-end'],
    [
      'This call isn’t under embargo per se, but please don’t report any of it until the Secretary has finished speaking.',
      'event',
    ],
    [
      'It isn’t embargoed in the sense that you can start writing, but nothing publishes until the President announces it.',
      'event',
    ],
    [
      'This is on background with no embargo, although I’d ask that you let us finish before you tweet.',
      'mixed in conflict',
    ],
    ['There’s no embargo. We’d only ask you to keep it quiet until she lands.', 'event in conflict'],
    [
      'No embargo on this one. Just please wait until we’ve finished the call to file.',
      'call-end in conflict',
    ],
  ],
  'of embargoes in general nothing is said of the call': [
    ['By the way, embargoes work: the grain embargo ended in a year.', 'unstated'],
  ],
  'what is done as a rule, or was on another call, is not done today': [
    ['We usually embargo these, but there is no embargo today.', 'none'],
    ['Yesterday’s call was embargoed until this morning. Today’s isn’t embargoed at all.', 'none'],
    ['As I said in my email, this is not embargoed.', 'none'],
  ],
  'four figures are a clock, with their zone, where they are no year': [
    ['Embargoed until 1600 today.', 'time 2026-03-16T16:00'],
    ['The embargo is 2200 GMT this evening, 6 p.m. in Washington.', 'time 2026-03-16T22:00 Etc/UTC'],
    ['Embargoed until 2230 UK time tonight.', 'time 2026-03-16T22:30 Europe/London'],
    ['It is embargoed until 2100 zulu.', 'time 2026-03-16T21:00 Etc/UTC'],
    ['This is embargoed until 10:30 a.m. Eastern, that is 1430 GMT.', 'time 2026-03-16T10:30'],
    ['The goal is nothing less than zero by 2050, and there is no embargo.', 'none'],
  ],
  'a full stop may part hours and minutes': [
    ['Embargoed till 10.30 pm tonight.', 'time 2026-03-16T22:30'],
    ['Embargoed until 22.30 tonight.', 'time 2026-03-16T22:30'],
    ['Embargoed until 8.30 tomorrow morning.', 'time 2026-03-17T08:30'],
  ],
  'the night runs on past midnight': [
    ['Embargoed until 12:01 tonight.', 'time 2026-03-17T00:01'],
    ['Embargoed until 12:01 a.m. tonight.', 'time 2026-03-17T00:01'],
    ['Embargoed until 11:59 tonight.', 'time 2026-03-16T23:59'],
  ],
  'half past twelve without a half of the day is after noon': [
    [
      'You can use it from 12:30 Brussels time today — sorry, tomorrow.',
      'time 2026-03-17T12:30 Europe/Brussels',
    ],
  ],
  'a day that is put right takes the place of the whole day': [
    ['It’s embargoed until 5 p.m. today — sorry, tomorrow.', 'time 2026-03-17T17:00'],
    ['It’s embargoed until 5 p.m. Tuesday — sorry, Thursday.', 'time 2026-03-19T17:00'],
  ],
  'a clock said again with its half is that half': [
    ['We’re embargoed until 8. And that’s 8 tomorrow morning, not tonight.', 'time 2026-03-17T08:00'],
    ['We’re embargoed until 8. Eight tomorrow morning, not tonight.', 'time 2026-03-17T08:00'],
  ],
  'what is put right is put right, as a change': [
    [
      [
        ['M', 'There’s an embargo till 3 p.m.'],
        ['S', 'Tides.'],
        ['M', 'Correction from me on the embargo. Not 3:00 but 3:30.'],
        ['M', 'Thanks.'],
      ],
      'time 2026-03-16T15:30',
    ],
    [
      [
        ['M', 'The embargo will be 3:00 p.m.'],
        ['Q', 'You said 3:00? The email said 4:00.'],
        ['M', '4:00, sorry. The email’s right.'],
        ['S', 'Tides.'],
        ['M', 'Thanks.'],
      ],
      'time 2026-03-16T16:00',
    ],
  ],
  'one clock for print and another for television are no one time': [
    ['It’s embargoed until 6 a.m. tomorrow for print and digital, and 7 a.m. for TV.', 'mixed'],
  ],
  'days are counted from the call': [
    ['All of this is under embargo till a week from today, at 6 in the morning.', 'time 2026-03-23T06:00'],
    ['It is embargoed until two days from now at 5 a.m.', 'time 2026-03-18T05:00'],
  ],
  'an embargo is named by its end': [
    ['We’ll call it a 6 p.m. embargo.', 'time 2026-03-16T18:00'],
    ['It’s a noon embargo tomorrow.', 'time 2026-03-17T12:00'],
    ['End of call embargo.', 'call-end'],
    ['The embargo is as in the invitation: 5:00 a.m. Eastern tomorrow.', 'time 2026-03-17T05:00'],
  ],
  '"until then" is until the clock before it': [
    [
      'The announcement is tomorrow at 10 a.m. Nothing you hear is for publication until then.',
      'time 2026-03-17T10:00',
    ],
    [
      'The review publishes tomorrow at noon, so everything here is embargoed until then.',
      'time 2026-03-17T12:00',
    ],
  ],
  'until after a clock is until it, until after something else is no clock': [
    ['It’s embargoed until after 4 p.m. today, when the markets close.', 'time 2026-03-16T16:00'],
    ['This call is embargoed until after the call.', 'call-end'],
    ['It’s embargoed until after the President’s call with the Prime Minister.', 'event'],
  ],
  'the start or the end of something else is waited for': [
    ['The embargo on this call will lift at the start of the President’s remarks.', 'event'],
    ['It’s embargoed until the conclusion of the signing ceremony this afternoon.', 'event'],
    ['The embargo lifts at the close of the summit.', 'event'],
  ],
  'what is expected of an event makes no guess of the embargo': [
    [
      'It’s embargoed until the rule is on public inspection, which we expect to be 8:45 tomorrow morning.',
      'event',
    ],
    [
      'Everything is embargoed until 9:30 tonight, when the readout is expected to post.',
      'time 2026-03-16T21:30',
    ],
  ],
  'held back in other words': [
    ['As to timing: use it from 4 p.m.', 'time 2026-03-16T16:00'],
    ['Stories should go live no earlier than 4 p.m.', 'time 2026-03-16T16:00'],
    [
      'Nothing is to be reported, quoted, posted, or shared with anyone not on this call until 7:30 p.m. this evening.',
      'time 2026-03-16T19:30',
    ],
    ['Number three, it’s embargoed until 6 p.m. tonight.', 'time 2026-03-16T18:00'],
    ['We’re holding this for when the proclamation gets signed tomorrow.', 'event'],
    ['Do me a favor and don’t tweet, post or otherwise publish while we’re talking.', 'call-end'],
    ['This is reportable as of the end of the call.', 'call-end'],
    ['For release upon delivery of the speech.', 'event'],
    ['Hold for release: 6 p.m.', 'time 2026-03-16T18:00'],
    ['We’re asking you to sit on this for an hour.', 'time 2026-03-16T11:00'],
    ['The information is under lock and key until 6 p.m.', 'time 2026-03-16T18:00'],
    ['To simplify, let’s just all go at 11 p.m. Rome.', 'time 2026-03-16T23:00 Europe/Rome'],
  ],
  'questions and lines are held, and no news': [
    ['Please hold your questions until the end of the call.', 'unstated'],
    ['We’ll hold this line open until 4.', 'unstated'],
    ['We’ll keep everyone on mute until we call on you.', 'unstated'],
  ],
  'what holds of papers is not held of the call, unless that is said': [
    [
      'The embargo on the paper you were sent, and on this call, is 5 a.m. tomorrow.',
      'time 2026-03-17T05:00',
    ],
    [
      'You’ve received a fact sheet under embargo until 5 a.m.; this call is under the same embargo.',
      'time 2026-03-17T05:00',
    ],
    [
      'The sheet is embargoed until Friday, but please don’t report on this call before 6 p.m.',
      'time 2026-03-16T18:00',
    ],
    [
      'The papers to follow won’t be embargoed. This call, on the other hand, is: until tomorrow at 6 a.m.',
      'time 2026-03-17T06:00',
    ],
  ],
  'parts named by what is said in them have terms of their own': [
    [
      'What you hear on the sanctions is embargoed until the end of the call. What you hear on the trip is embargoed until 7:00 a.m. tomorrow.',
      'mixed',
    ],
  ],
  'a reporter may ask without the word, and the answer may begin with an apology': [
    [
      [
        ['M', 'This is on background.'],
        ['S', 'Tides.'],
        ['Q', 'What’s the embargo on this?'],
        ['M', 'Sorry, I should have said that up top: 10 p.m. Eastern tonight.'],
        ['M', 'Thanks.'],
      ],
      'time 2026-03-16T22:00',
    ],
    [
      [
        ['M', 'This is on background.'],
        ['S', 'Tides.'],
        ['Q', 'And when can we publish?'],
        ['M', 'As soon as we hang up.'],
        ['M', 'Thanks.'],
      ],
      'call-end',
    ],
    [
      [
        ['M', 'This is on background.'],
        ['S', 'Tides.'],
        ['Q', 'What time can we report this?'],
        ['M', 'Seven tomorrow morning.'],
        ['M', 'Thanks.'],
      ],
      'time 2026-03-17T07:00',
    ],
  ],
  'lifted because something happened, whatever it was': [
    [
      [
        ['M', 'This is embargoed until the end of the call.'],
        ['S', 'Tides.'],
        ['M', 'The statement just went out, so the embargo is lifted as of now.'],
        ['M', 'Thanks.'],
      ],
      'call-end lifted',
    ],
    [
      [
        ['M', 'This is embargoed until 6 p.m.'],
        ['S', 'Tides.'],
        ['M', 'We’re going to lift the embargo now.'],
        ['M', 'Thanks.'],
      ],
      'time 2026-03-16T18:00 in conflict lifted',
    ],
  ],
  'lifted, in the sentence after the word': [
    [
      [
        ['M', 'This is under embargo.'],
        ['S', 'Tides.'],
        ['M', 'I’m told the embargo can be lifted. So it’s lifted.'],
      ],
      'call-end lifted',
    ],
  ],
  'what stands in the wait is no paper that is embargoed': [
    ['Until you see white smoke — meaning, our press release — this is embargoed.', 'mixed'],
  ],
  'of trade, whatever the preposition': [
    ['We’ve had a lot of questions on the embargo of Russian oil.', 'unstated'],
  ],
  'an operator’s script counts where staff say nothing': [
    [
      [
        ['O', 'Welcome. Please note that this call is embargoed until 12 noon Eastern Time today.'],
        ['M', 'Thank you, operator.'],
        ['S', 'Tides.'],
        ['O', 'This concludes the conference. The embargo is lifted.'],
      ],
      'time 2026-03-16T12:00',
    ],
    [
      [
        ['O', 'Please stand by until the call begins. Do not use speaker phones until we open the lines.'],
        ['M', 'Thank you, operator. This is on the record.'],
        ['S', 'Tides.'],
      ],
      'unstated',
    ],
  ],
}

describe.each(Object.entries(RULES))('%s', (_, cases) => {
  test.each(cases)('%j', (said, wanted) => {
    expect(termsIn(said)).toBe(wanted)
  })
})

describe('the phrase to attribute by', () => {
  test.each([
    ['This is on background, senior military official.', 'senior military official'],
    ['This one’s on background, government sources.', 'government sources'],
    ['We’ll be on background tonight as senior administration officials.', 'senior administration officials'],
    ['This is on background. A “senior U.S. official,” please.', 'senior U.S. official'],
    ['Background. Senior White House official. Embargoed till we hang up.', 'Senior White House official'],
    ['It’s on background. You can say “senior finance official” and that’s it.', 'senior finance official'],
    ['This is on background, our officials will take questions.', undefined],
    ['This is on background. Officials.', undefined],
  ])('%j', (said, phrase) => {
    expect(heard(aTranscript(['M', said], ...REST)).attribution[0]?.phrase).toBe(phrase)
  })
})

describe('the basis', () => {
  test.each([
    ['This is unattributable background, and it’s embargoed until 10 p.m.', 'on-background'],
    ['The usual rules apply: background and embargoed until the call is over.', 'on-background'],
    ['On background, and embargoed until — what did we say? — 7:00 a.m.?', 'on-background'],
    ['Are we on background?', null],
  ])('%j', (said, basis) => {
    expect(heard(aTranscript(['M', said], ...REST)).basis).toBe(basis)
  })
})
