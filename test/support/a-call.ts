/** An invented call and its transcript, for journeys. */

const WITHHELD = {
  name: 'Marguerite Q. Oduya',
  title: 'Deputy Envoy for River Treaties',
  aliases: ['Daisy'],
}

/** A background call under an embargo until its end, with one withheld official. */
export function aCall(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: 'Background press call on the river talks',
    venue: 'Via Teleconference',
    startsAt: '2026-03-14T14:59',
    timeZone: 'America/New_York',
    groundRules: {
      basis: 'on-background',
      attribution: 'senior administration official',
      speakers: [{ ...WITHHELD, withheld: true }],
    },
    embargo: { until: 'call-end' },
    topics: ['water'],
    contact: { name: 'Press Office', email: 'press@example.gov' },
    ...change,
  }
}

export const TRANSCRIPT = `Via Teleconference

2:59 P.M. EDT

MODERATOR:  Thanks, everyone, for joining.  This call is on background, attributable to a “senior administration official,” and its contents are embargoed until the end of the call.

SENIOR ADMINISTRATION OFFICIAL:  Thank you.  The two delegations met for five hours on the lower river.

Marguerite Oduya will not be quoted by name, of course.

Q    Thanks.  Did they agree on the gauges?

SENIOR ADMINISTRATION OFFICIAL:  They agreed to meet again in the spring.

MODERATOR:  Thanks, everyone.  The embargo on the contents of this call is now lifted.

3:18 P.M. EDT
`
