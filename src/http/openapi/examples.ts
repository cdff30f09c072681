/** Invented bodies that show what requests hold; held to the schemas by their types, and by a test. */
import type { z } from 'zod'
import type { CreateReleaseInput } from '../../commands/create-release.ts'
import type { ScheduleCallInput } from '../../commands/schedule-call.ts'

type Call = z.input<typeof ScheduleCallInput>
type Release = z.input<typeof CreateReleaseInput>

const RULES: NonNullable<Call['groundRules']> = {
  basis: 'on-background',
  attribution: 'senior administration official',
  speakers: [
    { name: 'Jane Q. Doe', title: 'Senior Director for Europe', aliases: ['Janie'], withheld: true },
  ],
}

/** A call of one portion, embargoed until its end. */
export const BRIEFING: Call = {
  title: 'Background press call on the meeting in Rome',
  venue: 'Via Teleconference',
  startsAt: '2026-12-14T14:59',
  expectedEndsAt: '2026-12-14T15:20',
  timeZone: 'America/New_York',
  groundRules: RULES,
  embargo: { until: 'call-end' },
  topics: ['foreign-policy', 'china'],
  contact: { name: 'Press Office', email: 'press@example.gov' },
  announce: false,
  lateLift: { after: 'PT10M', do: 'lift' },
}

/** One that opens on the record, and goes on background under another embargo. */
export const PORTIONS: Call = {
  title: 'Press call on the harbor compact',
  startsAt: '2026-12-14T14:59',
  timeZone: 'America/New_York',
  portions: [
    {
      name: 'Opening remarks',
      groundRules: { basis: 'on-the-record' },
      embargo: { until: 'call-end' },
    },
    {
      name: 'Questions',
      groundRules: RULES,
      embargo: { until: 'time', at: '2026-12-15T05:00', timeZone: 'Europe/Rome' },
    },
  ],
}

export const READOUT: Release = {
  kind: 'readout',
  callId: 'cal_01KCFA3Q8ZC4W2J7N5T0R6XGHV',
  headline: 'Readout of the meeting in Rome',
  body: 'The two sides met for *five* hours.',
  topics: ['foreign-policy'],
}

export const STATEMENT: Release = {
  kind: 'statement',
  headline: 'Statement on the harbor compact',
  body: 'The compact is in force.',
  embargo: { until: 'time', at: '2026-12-15T05:00', timeZone: 'Europe/Rome' },
  groundRules: { basis: 'on-the-record' },
}

export const SAID = `Via Teleconference

2:59 P.M. EST

MODERATOR:  Thanks, everyone.  This call is on background, attributable to a “senior administration official,” and its contents are embargoed until the end of the call.

SENIOR ADMINISTRATION OFFICIAL:  Thank you.  The two sides met for five hours.

Q    Will they meet again?

SENIOR ADMINISTRATION OFFICIAL:  In the spring.

3:18 P.M. EST
`

export const SUBSCRIBER_LINES = `{"email": "desk@paper.example", "topics": ["foreign-policy"]}
{"email": "wire@agency.example"}
{"phone": "+12025550123"}
`

export const LIVE = `id: 1702585084117-0
event: release
data: {"slug":"readout-of-the-meeting-in-rome-5f0a1c","headline":"Readout of the meeting in Rome","publishedAt":"2026-12-14T20:18:04.117Z","upcoming":null}

`
