/** The basis and the attribution of a call as its staff state them, and whose words count. */
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it, test } from 'vitest'
import { aTranscript, CALL_DATE, heard, opening } from '../support/a-transcript.ts'

describe('the basis', () => {
  test.each([
    ['This call is on background.', 'on-background'],
    ['Welcome to our background call on tides.', 'on-background'],
    ['Thanks for joining this background briefing.', 'on-background'],
    ['Our backgrounder on tides begins.', 'on-background'],
    ['The contents are all on background.', 'on-background'],
    ['We will do this on deep background.', 'deep-background'],
    ['Today is on the record.', 'on-the-record'],
    ['Thanks for joining this on-the-record call.', 'on-the-record'],
    ['We’ll do this on the record with no embargo.', 'on-the-record'],
    ['This call will be on the record and embargoed until tomorrow at 5:00 a.m. Eastern.', 'on-the-record'],
    ['This is off the record.', 'off-the-record'],
    ['The opening is on the record; questions are on background.', 'mixed'],
    ['The first part is on the record. We will then go on background for the Q&A.', 'mixed'],
    [
      'The first part was on the record, and the remaining Q&A is attributable to “senior harbor officials.”',
      'mixed',
    ],
    [
      'The call is on background. We hope to have someone at the podium tomorrow, on the record.',
      'on-background',
    ],
    ['The invitation said this call is on background.', null],
    ['I will give some background on the tides.', null],
    ['For background information, see the sheet.', null],
    ['Tides reached a record high.', null],
    ['This is not on the record.', null],
    ['Is this on the record?', null],
    ['Welcome.', null],
  ])('%j is %s', (words, basis) => {
    expect(opening(words).basis).toBe(basis)
  })

  it('that changes in mid-call is proposed from its turn on', () => {
    const said = heard(
      aTranscript(
        ['M', 'This part is on the record.'],
        ['S', 'Tides.'],
        ['M', 'We now switch to on background.'],
        ['S', 'Moon.'],
      ),
    )
    expect(said.basis).toBe('mixed')
    expect(said.changes).toMatchObject([{ turn: 2, basis: 'on-background', terms: null }])
  })

  it('of the questions is proposed from the first question on', () => {
    const said = heard(
      aTranscript(
        ['M', 'The remarks are on the record; the questions are on background.'],
        ['S', 'Tides.'],
        ['Q', 'Why?'],
        ['S', 'Moon.'],
      ),
    )
    expect(said.changes).toMatchObject([{ turn: 2, basis: 'on-background' }])
  })
})

describe('the attribution', () => {
  test.each([
    ['It is attributable to a “senior harbor official.”', ['senior harbor official']],
    ['It is on background, attributable to “a senior harbor official.”', ['senior harbor official']],
    ['The call is on background as “harbor officials.”', ['harbor officials']],
    [
      'The call is on background from senior harbor officials and it is embargoed.',
      ['senior harbor officials'],
    ],
    ['For attribution to “harbor officials,” please.', ['harbor officials']],
    ['Our briefers should be referred to as senior harbor officials.', ['senior harbor officials']],
    ['You can attribute what you heard today to a “harbor aide.”', ['harbor aide']],
    ['You may attribute the contents of the call to a “harbor official.”', ['harbor official']],
    [
      'It is attributable to a senior navy official and a senior harbor official.',
      ['senior navy official', 'senior harbor official'],
    ],
    ['We go on background, attributable to an SHO, or a “harbor official.”', ['harbor official']],
    ['It is attributable to an SAO.', ['SAO']],
    ['They formally attribute the flood to the moon.', []],
    ['Not for attribution, our speaker is here.', []],
    ['Welcome.', []],
  ])('%j is %j', (words, phrases) => {
    expect(opening(words).attribution.map(({ phrase }) => phrase)).toEqual(phrases)
  })
})

describe('whose words count', () => {
  const rules = 'This call is on background, attributable to a “harbor official,” and embargoed until 5 p.m.'

  it('those of a turn without a role, and of whoever opens and closes', () => {
    for (const who of ['M', 'S', 'U'] as const) {
      const said = heard(aTranscript([who, rules], ['Q', 'Why?'], ['S', 'Tides.']))
      expect(said).toMatchObject({ basis: 'on-background', terms: { kind: 'time', at: '2026-03-16T17:00' } })
    }
  })

  it('never those of a reporter', () => {
    const bare = heard(aTranscript(['M', 'Welcome.'], ['S', 'Tides.']))
    const said = heard(
      aTranscript(['M', 'Welcome.'], ['Q', rules, 'The embargo is now lifted.'], ['S', 'Tides.']),
    )
    expect(said).toEqual({ ...bare, changes: [] })
  })

  it('an operator’s where staff state none, but never that it is lifted', () => {
    const said = heard(
      aTranscript(['O', rules, 'The embargo is now lifted.'], ['M', 'Welcome.'], ['S', 'Tides.']),
    )
    expect(said).toMatchObject({
      basis: 'on-background',
      liftAnnounced: null,
      terms: { kind: 'time', at: '2026-03-16T17:00' },
    })
  })

  it('an operator’s beside what staff state only where they say there is no embargo: a doubt', () => {
    const script = ['O', 'This call is embargoed until noon tomorrow, Eastern.'] as const
    const free = heard(aTranscript(script, ['M', 'There is no embargo on this call.'], ['S', 'Tides.']))
    expect(free.terms).toMatchObject({ kind: 'mixed', conflict: true })
    const held = heard(aTranscript(script, ['M', 'Embargoed until we hang up.'], ['S', 'Tides.']))
    expect(held.terms).toMatchObject({ kind: 'call-end', conflict: false })
  })

  it('are quoted with their place', () => {
    const said = heard(aTranscript(['M', 'Welcome.', `Hello. ${rules} Thanks.`], ['S', 'Tides.']))
    expect(said.terms.quotes).toEqual([{ text: rules, turn: 0, paragraph: 1 }])
    expect(said.basisQuotes).toEqual([{ text: rules, turn: 0, paragraph: 1 }])
  })
})

const ZONES = [
  ['Eastern', 'America/New_York'],
  ['Pacific Time', 'America/Los_Angeles'],
  ['CET', 'Europe/Brussels'],
  ['Tokyo time', 'Asia/Tokyo'],
  ['in Nairobi', 'Africa/Nairobi'],
  ['local time in Manila', 'Asia/Manila'],
  ['GMT', 'Etc/UTC'],
] as const

describe('for any words', () => {
  const clock = fc.record({
    hour: fc.integer({ min: 1, max: 12 }),
    minute: fc.integer({ min: 0, max: 59 }),
    half: fc.constantFrom('a.m.', 'p.m.'),
  })
  const days = fc.integer({ min: 2, max: 6 })

  it('a clock, a day and a zone are the instant Luxon gives', () => {
    fc.assert(
      fc.property(
        clock,
        days,
        fc.constantFrom(...ZONES),
        fc.boolean(),
        ({ hour, minute, half }, ahead, [words, zone], dayFirst) => {
          const date = DateTime.fromISO(CALL_DATE, { zone: 'utc' }).plus({ days: ahead })
          const day = date.toFormat('EEEE, MMMM d', { locale: 'en-US' })
          const time = `${hour}:${String(minute).padStart(2, '0')} ${half}`
          const moment = dayFirst ? `${day}, at ${time} ${words}` : `${time} ${words} on ${day}`
          const { terms } = opening(`This call is embargoed until ${moment}.`)
          const wall = DateTime.fromFormat(time.replaceAll('.', ''), 'h:mm a', { locale: 'en-US' })
          expect(terms.at).toBe(`${date.toISODate()}T${wall.toFormat('HH:mm')}`)
          expect(terms).toMatchObject({ kind: 'time', timeZone: zone, conflict: false })
        },
      ),
      { numRuns: 200 },
    )
  })

  const RULES = [
    'This call is embargoed until 5 p.m.',
    'This call is embargoed until the end of the call.',
    'This call is embargoed until the minister speaks.',
    'This call is embargoed until we notify you.',
    'There is no embargo.',
    'Welcome.',
  ]
  const QUESTIONS = [
    'Is the embargo lifted?',
    'So there is no embargo.',
    'It is embargoed until noon, on the record.',
    'What of the oil embargo?',
  ]

  it("a reporter's words never change the reading", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RULES),
        fc.array(fc.constantFrom(...QUESTIONS), { maxLength: 4 }),
        (rule, questions) => {
          const plain = heard(aTranscript(['M', rule], ['S', 'Tides.'], ['M', 'Thanks.']))
          const asked = questions.map((question) => ['Q', question] as const)
          const said = heard(aTranscript(['M', rule], ['S', 'Tides.'], ...asked, ['M', 'Thanks.']))
          expect(said.terms).toEqual(plain.terms)
          expect(said.basis).toEqual(plain.basis)
          expect(said.liftAnnounced).toEqual(plain.liftAnnounced)
        },
      ),
    )
  })

  const ASIDES = [
    'There is no embargo on the fact sheet.',
    'The report is not embargoed.',
    'There is no arms embargo.',
    'The oil embargo is lifted.',
  ]

  it('that something else is free never frees an embargoed call', () => {
    const held = RULES.filter((rule) => /embargoed/u.test(rule))
    fc.assert(
      fc.property(
        fc.constantFrom(...held),
        fc.constantFrom(...ASIDES),
        fc.boolean(),
        (rule, aside, first) => {
          const said = opening(first ? `${aside} ${rule}` : `${rule} ${aside}`)
          expect(said.terms.kind).toBe(opening(rule).terms.kind)
          expect(said.liftAnnounced).toBeNull()
        },
      ),
    )
  })

  it('the reading never throws, and "none" always has its sentence', () => {
    const word = fc.constantFrom(
      ...'embargo embargoed no not under until the call ends end of 5 p.m. noon tomorrow lifted is now , — . fact sheet this on background record or and if 12 30 minutes half past in Rome'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const { terms } = opening(`${words.join(' ')} .`)
        if (terms.kind === 'none') expect(terms.quotes.length).toBeGreaterThan(0)
        if (terms.at !== null) expect(terms.kind).toBe('time')
      }),
      { numRuns: 1000 },
    )
  })
})
