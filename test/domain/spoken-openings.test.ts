/** Openings of calls in words of their own, each written before it was ever read: what a desk editor hears. */
import { expect, test } from 'vitest'
import { aTranscript, heard } from '../support/a-transcript.ts'

type Turn = readonly ['M' | 'S' | 'Q', string]

/** What follows an opening that stands alone. */
const REST: readonly Turn[] = [
  ['S', 'Good morning.'],
  ['Q', 'Why?'],
  ['S', 'Tides.'],
  ['M', 'Thanks.'],
]

/** Kind and instant, basis, first phrase and lift, as far as there are any. */
function inShort(turns: readonly Turn[]): string {
  const { terms, basis, attribution, liftAnnounced } = heard(
    aTranscript(...turns, ...(turns.length === 1 ? REST : [])),
  )
  return [
    `${terms.kind}${terms.at === null ? '' : ` ${terms.at}`}${terms.conflict ? ' in conflict' : ''}`,
    ...(basis === null ? [] : [basis]),
    ...attribution.slice(0, 1).map(({ phrase }) => phrase),
    ...(liftAnnounced === null ? [] : ['lifted']),
  ].join(', ')
}

const OPENINGS: readonly (readonly [readonly Turn[], string])[] = [
  [
    [
      [
        'M',
        'Good morning, all. Ground rules first: background, and you can quote “a port authority engineer.” Please sit tight on all of it till ten tonight.',
      ],
    ],
    'time 2026-03-16T22:00, on-background, port authority engineer',
  ],
  [
    [['M', 'Everything said in the next half hour stays in this room until six p.m. Eastern.']],
    'time 2026-03-16T18:00',
  ],
  [[['M', 'This is an embargoed briefing. You’ll be able to publish the moment it’s over.']], 'call-end'],
  [
    [['M', 'We’re on the record today, and there are no restrictions on when you can use this.']],
    'unstated, on-the-record',
  ],
  [
    [
      [
        'M',
        'Same rules as ever: on background as a “ferry service spokesperson,” and the embargo’s good through 7 a.m. tomorrow.',
      ],
    ],
    'time 2026-03-17T07:00, on-background, ferry service spokesperson',
  ],
  [
    [['M', 'The embargo comes off when the Senate has voted, and I can’t tell you when that’ll be.']],
    'event',
  ],
  [[['M', 'Nothing here is embargoed. Tweet as we talk if you like.']], 'none'],
  [[['M', 'What follows is embargoed to 0600 tomorrow, Central.']], 'time 2026-03-17T06:00'],
  [[['M', 'You’ve got the embargoed copy already. The call itself carries no embargo.']], 'none'],
  [
    [['M', 'For the call, the embargo drops once we ring off. For the report, it’s Thursday at nine.']],
    'call-end',
  ],
  [[['M', 'We’ll ask you to keep all this to yourselves until you see our tweet.']], 'event'],
  [[['M', 'Don’t run anything until one in the afternoon tomorrow, please.']], 'time 2026-03-17T13:00'],
  [
    [
      [
        'M',
        'These remarks can be attributed by name to the Director; his deputies, who’ll take questions, are background only, “lab managers.”',
      ],
    ],
    'unstated, on-background, lab managers',
  ],
  [
    [['M', 'The speakers will go by “relief coordinators” in anything you write. This is deep background.']],
    'unstated, deep-background, relief coordinators',
  ],
  [[['M', 'It’s off the record until I tell you it isn’t.']], 'unstated, off-the-record'],
  [
    [
      [
        'M',
        'Our embargo, which covers every word of this, ends at a quarter to eight this evening, London time.',
      ],
    ],
    'time 2026-03-16T19:45',
  ],
  [
    [['M', 'The information is under embargo. It lifts at eleven tonight, Pacific.']],
    'time 2026-03-16T23:00',
  ],
  [
    [['M', 'This call is embargoed till 5 p.m. Then I got a note: they want 5:30. So 5:30, everyone.']],
    'time 2026-03-16T17:30',
  ],
  [[['M', 'Until the motorcade leaves the bridge, none of this exists.']], 'event'],
  [[['M', 'Please treat it all as embargoed until the Prime Minister sits down.']], 'event'],
  [[['M', 'Embargoed? Yes. Till Wednesday, 9 a.m.']], 'time 2026-03-18T09:00'],
  [[['M', 'Kindly don’t post until we’ve all got off this line.']], 'call-end'],
  [
    [
      [
        'M',
        'It’s for background use, sourced to “two people close to the talks,” with no names and no agency.',
      ],
    ],
    'unstated, on-background, two people close to the talks',
  ],
  [[['M', 'We’re embargoing this for twenty-four hours: 10 a.m. tomorrow.']], 'time 2026-03-17T10:00'],
  [[['M', 'I’ll release you from the embargo by text message.']], 'notice'],
  [
    [['M', 'The first speaker is embargoed until he testifies at two; the second, until we adjourn.']],
    'mixed',
  ],
  [
    [['M', 'Before we start: not for broadcast, print or online before 3 p.m. Eastern on Tuesday.']],
    'time 2026-03-17T15:00',
  ],
  [
    [['M', 'The usual: “a trade office official,” on background, embargoed until the call’s over.']],
    'call-end, on-background, trade office official',
  ],
  [
    [
      [
        'M',
        'Welcome. Is everyone on? Good. So this is embargoed until the close of the call, though the annexes are not.',
      ],
    ],
    'call-end',
  ],
  [
    [['M', 'The story can go at half past nine tomorrow morning and not a minute sooner.']],
    'time 2026-03-17T09:30',
  ],
  [
    [
      [
        'M',
        'Afternoon. You’ll hear from two of us, on background, as “grid operators.” None of what we say sees print before eight tomorrow morning Eastern.',
      ],
    ],
    'time 2026-03-17T08:00, on-background, grid operators',
  ],
  [
    [['M', 'All right, so it’s a background conversation and the embargo is the end of the conversation.']],
    'call-end, on-background',
  ],
  [[['M', 'The embargo will be lifted as soon as the Board posts its decision.']], 'event'],
  [[['M', 'We’re not putting any embargo on this one.']], 'none'],
  [
    [['M', 'I’d remind everyone that the briefing is embargoed. I’ll let you know by email when it isn’t.']],
    'notice',
  ],
  [
    [['M', 'You’re bound by an embargo till a quarter past four this afternoon, Eastern.']],
    'time 2026-03-16T16:15',
  ],
  [
    [['M', 'It’s embargoed until 4 p.m. Pacific — that’s 7 p.m. here in Washington.']],
    'time 2026-03-16T16:00',
  ],
  [
    [
      [
        'M',
        'This call, its contents and the fact of its existence are all embargoed until she lands in Oslo.',
      ],
    ],
    'event',
  ],
  [
    [['M', 'Attribution is “an official briefed on the matter.” The embargo expires when I say goodbye.']],
    'call-end, official briefed on the matter',
  ],
  [[['M', 'Embargo terms: midday Wednesday, Paris.']], 'time 2026-03-18T12:00'],
  [
    [['M', 'This is on the record. The embargo is Tuesday 6 a.m. Eastern.']],
    'time 2026-03-17T06:00, on-the-record',
  ],
  [
    [
      ['M', 'We’re on background and embargoed.'],
      ['S', 'Tides.'],
      ['M', 'I neglected to give you a time. It’s 2 p.m. Eastern today.'],
      ['S', 'Moon.'],
      ['M', 'Thanks.'],
    ],
    'time 2026-03-16T14:00, on-background',
  ],
  [
    [
      ['M', 'The contents are embargoed until the end of the call.'],
      ['S', 'Tides.'],
      ['M', 'That’s it. The embargo ends here.'],
    ],
    'call-end, lifted',
  ],
  [
    [
      ['M', 'Embargoed until we finish.'],
      ['S', 'Tides.'],
      ['M', 'That brings us to the end, and you’re out from under the embargo.'],
    ],
    'call-end, lifted',
  ],
  [
    [
      ['M', 'This call is on background.'],
      ['S', 'We support the embargo on Ruritanian timber.'],
      ['Q', 'Is the embargo working?'],
      ['S', 'The embargo has halved their exports.'],
      ['M', 'Thanks.'],
    ],
    'unstated, on-background',
  ],
  [
    [
      ['M', 'This call’s embargoed until noon.'],
      ['Q', 'So we can go at noon?'],
      ['S', 'Yes.'],
      ['M', 'Thanks. Again: noon.'],
    ],
    'time 2026-03-16T12:00',
  ],
  [
    [
      ['M', 'Welcome.'],
      ['Q', 'Is there an embargo on any of this?'],
      ['M', 'No, none.'],
      ['S', 'Tides.'],
      ['M', 'Thanks.'],
    ],
    'none',
  ],
  [
    [
      ['M', 'Welcome.'],
      ['Q', 'What’s the embargo?'],
      ['M', 'End of call.'],
      ['S', 'Tides.'],
      ['M', 'Thanks.'],
    ],
    'call-end',
  ],
  [[['M', 'Please hold off on publishing until the agency has told the families.']], 'event'],
  [[['M', 'For your planning, stories should not appear before 10 p.m. tonight.']], 'time 2026-03-16T22:00'],
  [
    [
      [
        'M',
        'The rules: no names, no titles; “budget analysts” will do. Use nothing before the bill is filed.',
      ],
    ],
    'event, budget analysts',
  ],
  [
    [['M', 'It’s all on background up to the questions. The questions are on the record.']],
    'unstated, mixed',
  ],
  [[['M', 'Everything’s embargoed till we’re off. After that, you’re free to use it.']], 'call-end'],
  [
    [['M', 'The embargo on this material and on what we tell you is 12:01 a.m. Friday.']],
    'time 2026-03-20T00:01',
  ],
  [
    [
      [
        'M',
        'This was going to be embargoed until tomorrow, but it isn’t any more; go ahead whenever you like.',
      ],
    ],
    'mixed',
  ],
  [[['M', 'There’s a three-hour embargo: 1 p.m.']], 'time 2026-03-16T13:00'],
  [
    [
      [
        'M',
        'By joining you agreed to an embargo, and it lifts at nine this evening in Lisbon, five in the afternoon here.',
      ],
    ],
    'time 2026-03-16T21:00',
  ],
  [[['M', 'Nobody publishes until everybody’s off the call.']], 'call-end'],
  [
    [['M', 'The advisory said no embargo. That was an error. It’s embargoed until 6 p.m.']],
    'time 2026-03-16T18:00',
  ],
  [
    [
      [
        'M',
        'Morning. Reminder that we’re on background here; call our guest “a senior fisheries official.” The embargo is lifted when the regulations go up on the website.',
      ],
    ],
    'event, on-background, senior fisheries official',
  ],
  [
    [
      [
        'M',
        'You’ll find that everything you’re about to hear is embargoed till the markets close, 4 p.m. Eastern.',
      ],
    ],
    'time 2026-03-16T16:00',
  ],
  [
    [['M', 'This call, like yesterday’s, is under a hard embargo: 5 a.m. Eastern, Wednesday the 18th.']],
    'time 2026-03-18T05:00',
  ],
  [[['M', 'No embargo today. We’re on the record.']], 'none, on-the-record'],
  [
    [
      [
        'M',
        'Treat this as on background from “officials at the Lock Authority,” please, and we’d appreciate it if nothing moved on the wires until 11:30.',
      ],
    ],
    'time 2026-03-16T11:30, on-background, officials at the Lock Authority',
  ],
  [[['M', 'We’re holding this one until the close of the call, as always.']], 'call-end'],
  [[['M', 'The embargo will be in effect through the end of our conversation.']], 'call-end'],
  [[['M', 'Embargo-wise: you can go with this at seven tonight.']], 'time 2026-03-16T19:00'],
  [[['M', 'You have the report under embargo until Thursday. This conversation isn’t embargoed.']], 'none'],
  [[['M', 'The embargo is for the end of the day.']], 'mixed'],
  [[['M', 'Please respect the embargo, which is 2 p.m. Eastern, 11 a.m. Pacific.']], 'time 2026-03-16T14:00'],
  [
    [['M', 'It’s strictly embargoed until, let me check, 8:15 tomorrow morning Eastern.']],
    'time 2026-03-17T08:15',
  ],
  [[['M', 'We will embargo the call until its completion.']], 'call-end'],
  [
    [
      [
        'M',
        'The call is embargoed until the White House puts out its statement, which should be around three.',
      ],
    ],
    'event',
  ],
  [
    [['M', 'Off the record for the first few minutes, please, and then we’ll go on background.']],
    'unstated, mixed',
  ],
  [
    [
      ['M', 'This is embargoed until 6.'],
      ['S', 'Tides.'],
      ['M', 'Before I forget, I said 6; it’s 6 a.m., tomorrow.'],
      ['S', 'Moon.'],
      ['M', 'Thanks.'],
    ],
    'time 2026-03-17T06:00',
  ],
  [
    [
      ['M', 'Contents embargoed until noon.'],
      ['Q', 'Can you push it to one?'],
      ['M', 'No. It stays at noon.'],
      ['S', 'Moon.'],
      ['M', 'Thanks.'],
    ],
    'time 2026-03-16T12:00',
  ],
  [
    [
      ['M', 'Embargoed until we’re finished.'],
      ['S', 'Tides.'],
      ['M', 'And with that we’re done. You may report.'],
    ],
    'call-end',
  ],
  [
    [
      ['M', 'Embargoed until we’re finished.'],
      ['S', 'Tides.'],
      ['M', 'Thanks. The embargo has now come off.'],
    ],
    'call-end, lifted',
  ],
  [
    [
      ['M', 'Welcome.'],
      ['S', 'Tides.'],
      ['Q', 'Is the call embargoed?'],
      ['M', 'Yes, until it’s over.'],
      ['M', 'Thanks.'],
    ],
    'call-end',
  ],
  [
    [
      [
        'M',
        'On background, you can quote our speaker as a “senior lock keeper”; the embargo lifts with the minister’s speech at two.',
      ],
    ],
    'event, on-background, senior lock keeper',
  ],
  [
    [['M', 'We’re doing this on the record but embargoed, so 10 p.m. Eastern tonight.']],
    'time 2026-03-16T22:00, on-the-record',
  ],
  [[['M', 'It’s embargoed. How long? Until I come back on the line and tell you otherwise.']], 'notice'],
  [[['M', 'This is under embargo until the first of April.']], 'time'],
  [
    [['M', 'The material in your inbox is embargoed until tomorrow, 9 a.m. The same goes for this call.']],
    'time 2026-03-17T09:00',
  ],
  [
    [
      [
        'M',
        'The embargo on what you hear today will lift Friday at 5 a.m. in Tokyo, which is 4 p.m. Thursday here.',
      ],
    ],
    'time 2026-03-20T05:00',
  ],
  [[['M', 'Let’s say it is embargoed for an hour, so until eleven.']], 'time 2026-03-16T11:00'],
  [[['M', 'No part of this may be broadcast live. It’s all yours once we end.']], 'call-end'],
  [
    [['M', 'Attribution for both speakers: “people familiar with the audit.”']],
    'unstated, people familiar with the audit',
  ],
  [[['M', 'This is on background, and I’ll say now that there isn’t any embargo.']], 'none, on-background'],
]

test.each(OPENINGS)('%j is %j', (turns, wanted) => {
  expect(inShort(turns)).toBe(wanted)
})
