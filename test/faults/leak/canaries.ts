/** Canary strings: one in every field that holds content, and withheld names that must never leave at all. */

/** Words found nowhere else, so that a hit is a leak. */
export const CONTENT = {
  title: 'zanquillotitle',
  venue: 'zanquillovenue',
  portion: 'zanquilloportion',
  topic: 'zanquillotopic',
  contactName: 'zanquillocontact',
  turn: 'zanquilloturn',
  question: 'zanquilloquestion',
  headline: 'zanquilloheadline',
  summary: 'zanquillosummary',
  body: 'zanquillobody',
} as const

/** For press staff only, before and after the lift. */
export const NEVER = {
  name: 'Xiomara Vandersloot',
  surname: 'Vandersloot',
  alias: 'Quetzalina',
  title: 'Envoy for Zanquillonames',
  holdReason: 'zanquilloholdreason',
  termsReason: 'zanquillotermsreason',
  breach: 'zanquillobreachplace',
  killReason: 'zanquillokillreason',
  report: 'zanquilloreport',
  announcement: 'zanquilloannounced',
  says: 'zanquillosays',
} as const

/** An identifier, which stands unsealed in records; it is at no exit but Redis. */
export const NOTICE = 'zanquillonotice'

/** Subscribers' numbers, one known and one that only asks: they are at no exit but Redis, where addresses are too. */
export const PHONES = ['+12025550142', '+12025550143'] as const

const speaker = { name: NEVER.name, title: NEVER.title, aliases: [NEVER.alias], withheld: true }

export const call = {
  title: `Background call on ${CONTENT.title} with ${NEVER.name}`,
  venue: CONTENT.venue,
  startsAt: '2026-03-14T14:59',
  // It is overdue as soon as it is live, so that what is said of that is watched too.
  expectedEndsAt: '2026-03-14T15:20',
  timeZone: 'America/New_York',
  portions: [
    {
      name: CONTENT.portion,
      groundRules: {
        basis: 'on-background',
        attribution: 'senior administration official',
        speakers: [speaker],
      },
      embargo: { until: 'call-end' },
    },
  ],
  topics: [CONTENT.topic],
  contact: { name: CONTENT.contactName, email: 'press@example.gov' },
  // Written down, and not announced.
  announce: false,
  announcement: { title: NEVER.announcement, says: NEVER.says },
}

/** Announced: its page says what was chosen for it, and nothing of the call. */
export const announcedCall = {
  ...call,
  announce: true,
  announcement: { title: 'A call on water', says: 'At three.' },
}

export const transcript = `${CONTENT.venue}

2:59 P.M. EDT

MODERATOR:  This call is on background, attributable to a “senior administration official,” and embargoed until the end of the call.

MS. VANDERSLOOT:  I am ${NEVER.name}, ${NEVER.title}; call me ${NEVER.alias}.  ${CONTENT.turn} went well.

Q    Thanks, Xiomara.  What of ${CONTENT.question}?

MODERATOR:  Thank you.

3:18 P.M. EDT
`

export const statement = {
  kind: 'statement',
  headline: `On ${CONTENT.headline}`,
  summary: `In short: ${CONTENT.summary}.`,
  body: `At length: ${CONTENT.body}, says ${NEVER.name}.`,
  topics: [CONTENT.topic],
}
