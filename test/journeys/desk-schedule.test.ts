/** Scheduling a call at the desk, without script: what is typed is checked in words, and only then recorded. */

import { parseDocument } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, type DeskAnswer, elements, type Fields, formOf, signIn, textOf } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let desk: Desk
beforeAll(async () => {
  service = await startService({ workers: 1 })
  desk = await signIn(service, 'ana@example.gov')
})
afterAll(() => service.close())

const NEW = '/desk/calls/new'

/** As a person reads it: one space between words. */
function words(html: string): string {
  return textOf(parseDocument(html.replaceAll('<', ' <'))).replaceAll(/\s+/g, ' ')
}

/** Presses a button of the form on this page. */
function press(page: DeskAnswer, button: string, fields: Fields = {}, action = NEW): Promise<DeskAnswer> {
  return desk.post(action, { ...formOf(page.html, action).fields, ...fields, do: button })
}

function faultsOf(page: DeskAnswer): readonly string[] {
  const links = elements(parseDocument(page.html)).filter(({ name }) => name === 'a')
  return links.flatMap(({ attribs }) => (attribs.href?.startsWith('#f-') ? [attribs.href] : []))
}

const CALL = {
  title: 'Background press call on the meeting in Rome',
  startsDate: '2027-12-14',
  startsTime: '14:59',
  timeZone: 'America/New_York',
  'p1-basis': 'on-background',
  'p1-attribution': 'senior administration official',
}
const ROME = {
  'p1-t1-until': 'time',
  'p1-t1-atDate': '2027-12-15',
  'p1-t1-atTime': '05:00',
  'p1-t1-zone': 'Rome',
}

describe('a call', () => {
  test('is said in words and zones before it is scheduled, and then stands as it was typed', async () => {
    const before = (await service.press.get('/v1/calls')).body.items.length
    const form = await desk.get(NEW)
    const checked = await press(form, 'check', {
      ...CALL,
      ...ROME,
      endsTime: '15:20',
      'p1-s1-name': 'Jane Q. Doe',
      'p1-s1-title': 'Senior Director for Europe',
      'p1-s1-aliases': 'Janie, JD',
      topics: 'Foreign policy, china',
      contactName: 'Press Office',
      contactEmail: 'press@example.gov',
    })
    expect(words(checked.html)).toContain(
      'Embargoed until 5:00 a.m. on Wednesday, December 15 in Rome, which is 11:00 p.m. on Tuesday here.',
    )
    for (const says of [
      'Rome 5:00 a.m. on Wednesday, December 15',
      'New York 11:00 p.m. on Tuesday, December 14',
      'UTC 4:00 a.m. on Wednesday, December 15',
      'That is 8 hours 1 minute after the call starts.',
      'Withheld Jane Q. Doe',
    ])
      expect(words(checked.html)).toContain(says)
    expect((await service.press.get('/v1/calls')).body.items).toHaveLength(before)

    const saved = await press(checked, 'save')
    expect(saved.status, words(saved.html)).toBe(303)
    expect(saved.to).toMatch(/^\/desk\/calls\/cal_\w+\?done=scheduled$/)
    const id = /cal_\w+/.exec(saved.to ?? '')?.[0]
    expect(steps.body(await service.press.get(`/v1/calls/${id}`), 200)).toMatchObject({
      title: CALL.title,
      venue: 'Via Teleconference',
      startsAt: { local: '2027-12-14T14:59:00', timeZone: 'America/New_York' },
      expectedEndsAt: { local: '2027-12-14T15:20:00' },
      topics: ['foreign-policy', 'china'],
      contact: { name: 'Press Office', email: 'press@example.gov' },
      groundRules: {
        basis: 'on-background',
        attribution: 'senior administration official',
        speakers: [
          {
            name: 'Jane Q. Doe',
            title: 'Senior Director for Europe',
            aliases: ['Janie', 'JD'],
            withheld: true,
          },
        ],
      },
      embargo: { liftsAt: { at: '2027-12-15T04:00:00.000Z', timeZone: 'Europe/Rome' } },
    })

    // Pressed twice, it is one call.
    const again = await press(checked, 'save')
    expect(again.to).toBe(saved.to)
    expect((await service.press.get('/v1/calls')).body.items).toHaveLength(before + 1)
  })

  test('goes back to be changed with all that was typed', async () => {
    const checked = await press(await desk.get(NEW), 'check', { ...CALL, ...ROME, 'p1-s2-name': 'Max Moe' })
    const back = await press(checked, 'change')
    expect(formOf(back.html, NEW).fields).toMatchObject({ ...CALL, ...ROME, 'p1-s2-name': 'Max Moe' })
  })

  test('gets more rows without losing what was typed', async () => {
    const typed = { ...CALL, ...ROME, 'p1-s3-name': 'Max Moe', 'p1-s3-print': 'named' }
    const more = await press(await desk.get(NEW), 'add-speaker-1', typed)
    expect(formOf(more.html, NEW).fields).toMatchObject({
      ...typed,
      'p1-s4-name': '',
      'p1-s4-print': 'withheld',
    })
  })

  test('of two portions embargoes each its own way, and one may be taken away again', async () => {
    const two = await press(await desk.get(NEW), 'add-portion', { ...CALL, 'p1-s1-name': 'Jane Doe' })
    const second = {
      'p1-name': 'Opening',
      'p2-name': 'Questions',
      'p2-basis': 'on-the-record',
      'p2-join': 'latest',
      'p2-t2-until': 'notice',
      'p2-t2-notice': 'Statement released',
    }
    expect(formOf(two.html, NEW).fields).toMatchObject({ portions: '2', 'p2-s1-name': 'Jane Doe' })
    const saved = await press(await press(two, 'check', second), 'save')
    const id = /cal_\w+/.exec(saved.to ?? '')?.[0]
    const { portions } = steps.body(await service.press.get(`/v1/calls/${id}`), 200)
    expect(portions).toMatchObject([
      { name: 'Opening', embargo: { terms: { until: 'call-end' } } },
      {
        name: 'Questions',
        embargo: {
          terms: { latestOf: [{ until: 'call-end' }, { until: 'notice', name: 'statement-released' }] },
        },
      },
    ])

    const one = await press(two, 'remove-portion-1', second)
    expect(formOf(one.html, NEW).fields).toMatchObject({ portions: '1', 'p1-basis': 'on-the-record' })
    expect(formOf(one.html, NEW).fields).not.toHaveProperty('p2-basis')
  })
})

describe('a clock time', () => {
  // Clocks in New York go back over 1:30 a.m. on November 7, 2027, and forward past 2:30 a.m. on March 12, 2028.
  test.each([
    ['twice', '2027-11-07', '01:30', ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z']],
    ['never', '2028-03-12', '02:30', ['2028-03-12T06:30:00.000Z', '2028-03-12T07:30:00.000Z']],
  ])('that comes %s is asked about, and either answer settles it', async (_name, date, time, instants) => {
    const terms = {
      'p1-t1-until': 'time',
      'p1-t1-atDate': date,
      'p1-t1-atTime': time,
      'p1-t1-zone': 'America/New_York',
    }
    const asked = await press(await desk.get(NEW), 'check', { ...CALL, startsDate: '2027-11-01', ...terms })
    expect(faultsOf(asked)).toEqual(['#f-p1-t1-atSettled'])
    const choices = elements(parseDocument(asked.html)).filter(
      ({ attribs }) => attribs.name === 'p1-t1-atSettled',
    )
    const lifts: string[] = []
    for (const { attribs } of choices) {
      const checked = await press(asked, 'check', { 'p1-t1-atSettled': attribs.value ?? '' })
      expect(words(checked.html)).toContain('Clocks in New York go')
      const saved = await press(checked, 'save', { once: `${date} ${attribs.value}` })
      const id = /cal_\w+/.exec(saved.to ?? '')?.[0]
      const call = steps.body(await service.press.get(`/v1/calls/${id}`), 200)
      lifts.push(call.embargo.liftsAt.at)
    }
    expect(lifts).toEqual(instants)
  })

  test('that has passed is refused in words, at its field', async () => {
    const refused = await press(await desk.get(NEW), 'check', {
      ...CALL,
      ...ROME,
      'p1-t1-atDate': '2026-01-02',
    })
    expect(faultsOf(refused)).toEqual(['#f-p1-t1-atTime'])
    expect(words(refused.html)).toMatch(/That has passed: it is \d+:\d\d [ap]\.m\. on .* in Rome now/)
  })

  test('that is clear, near a night when clocks change, is warned of', async () => {
    const near = { ...CALL, startsDate: '2027-11-06', startsTime: '20:00' }
    const checked = await press(await desk.get(NEW), 'check', near)
    expect(words(checked.html)).toContain(
      'Clocks in New York go back 1 hour at 2:00 a.m. on Sunday, November 7.',
    )
    const far = await press(await desk.get(NEW), 'check', { ...near, startsDate: '2027-11-03' })
    expect(words(far.html)).not.toContain('Clocks in')
  })

  test('before the start is remarked on', async () => {
    const early = await press(await desk.get(NEW), 'check', {
      ...CALL,
      ...ROME,
      'p1-t1-atDate': '2027-12-14',
    })
    expect(words(early.html)).toContain('before the call starts')
  })
})

describe('what is wrong', () => {
  test('is said all at once, each at its field, and nothing is scheduled', async () => {
    const before = (await service.press.get('/v1/calls')).body.items.length
    const asked = await press(await desk.get(NEW), 'check', { 'p1-t1-until': 'time' })
    expect(faultsOf(asked)).toEqual(['#f-title', '#f-startsDate', '#f-p1-basis', '#f-p1-t1-atTime'])
    const ids = new Set(elements(parseDocument(asked.html)).map(({ attribs }) => attribs.id))
    for (const link of faultsOf(asked)) expect(ids).toContain(link.slice(1))
    // Sent past the check all the same.
    const forced = await press(asked, 'save')
    expect(forced.status).toBe(400)
    expect(faultsOf(forced)).toEqual(faultsOf(asked))
    expect((await service.press.get('/v1/calls')).body.items).toHaveLength(before)
  })

  test('is escaped where it comes back', async () => {
    const asked = await press(await desk.get(NEW), 'check', { ...CALL, title: '<b>"&', startsTime: '' })
    expect(formOf(asked.html, NEW).fields.title).toBe('<b>"&')
    expect(asked.html).not.toContain('<b>"')
  })
})

describe('an invitation', () => {
  const INVITATION = `Subject: Background press call on the meeting in Rome

The office will hold a press call on Wednesday, December 15, 2027 at 12:30 PM EST.
This call will be on background, attributable to a “senior administration official.”  Its contents are embargoed until 5:00 a.m. local time in Rome on Thursday, December 16.

Speakers:
Jane Q. Doe, Senior Director for Europe
`

  test('fills the form, each with the words it was read from, and stores nothing', async () => {
    const before = (await service.press.get('/v1/calls')).body.items.length
    const typed = { invitation: INVITATION, topics: 'china' }
    const filled = await press(await desk.get(NEW), 'read', typed)
    expect(formOf(filled.html, NEW).fields).toMatchObject({
      ...typed,
      title: 'Background press call on the meeting in Rome',
      startsDate: '2027-12-15',
      startsTime: '12:30',
      timeZone: 'America/New_York',
      'p1-basis': 'on-background',
      'p1-attribution': 'senior administration official',
      'p1-s1-name': 'Jane Q. Doe',
      'p1-s1-title': 'Senior Director for Europe',
      'p1-s1-print': 'withheld',
      'p1-t1-until': 'time',
      'p1-t1-atDate': '2027-12-16',
      'p1-t1-atTime': '05:00',
      'p1-t1-zone': 'Europe/Rome',
    })
    for (const says of [
      'Filled in from The office will hold a press call on Wednesday, December 15, 2027 at 12:30 PM EST.',
      'Filled in from Its contents are embargoed until 5:00 a.m. local time in Rome on Thursday, December 16.',
    ])
      expect(words(filled.html)).toContain(says)
    expect((await service.press.get('/v1/calls')).body.items).toHaveLength(before)

    const saved = await press(await press(filled, 'check', { title: 'Corrected by hand' }), 'save')
    const id = /cal_\w+/.exec(saved.to ?? '')?.[0]
    expect(steps.body(await service.press.get(`/v1/calls/${id}`), 200)).toMatchObject({
      title: 'Corrected by hand',
      embargo: { liftsAt: { at: '2027-12-16T04:00:00.000Z' } },
    })
  })

  test('that says nothing of a call changes nothing', async () => {
    const typed = { ...CALL, invitation: 'See you there.' }
    const filled = await press(await desk.get(NEW), 'read', typed)
    expect(words(filled.html)).toContain('Nothing of a call could be read in it.')
    expect(formOf(filled.html, NEW).fields).toMatchObject(typed)
  })

  test('of two parts offers two portions', async () => {
    const invitation = `MODERATOR: Thanks for joining. The opening is on the record.

MS. ODUYA: Good afternoon.

MODERATOR: We now go on background, attributable to a “senior administration official.” The contents are embargoed until the end of the call.

Q    Thanks.

MS. ODUYA: They will meet again.
`
    const filled = await press(await desk.get(NEW), 'read', { invitation })
    expect(formOf(filled.html, NEW).fields).toMatchObject({
      portions: '2',
      'p1-basis': 'on-the-record',
      'p2-basis': 'on-background',
      'p2-s1-print': 'withheld',
    })
  })
})
