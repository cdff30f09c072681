/** Changing a call, and the terms of an embargo, at the desk without script. */
import { parseDocument } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, type DeskAnswer, elements, type Fields, formOf, signIn, textOf } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let [ana, ben]: Desk[] = []
beforeAll(async () => {
  service = await startService({ workers: 1 })
  ana = await signIn(service, 'ana@example.gov')
  ben = await signIn(service, 'ben@example.gov')
})
afterAll(() => service.close())

function words(html: string): string {
  return textOf(parseDocument(html.replaceAll('<', ' <'))).replaceAll(/\s+/g, ' ')
}

async function send(desk: Desk | undefined, page: DeskAnswer, action: string, fields: Fields) {
  return desk?.post(action, { ...formOf(page.html, action).fields, ...fields }) ?? page
}

async function open(desk: Desk | undefined, path: string): Promise<DeskAnswer> {
  const page = await desk?.get(path)
  expect(page?.status, page?.html).toBe(200)
  if (page === undefined) throw new Error('Nobody is signed in')
  return page
}

const LATER = { startsAt: '2027-12-14T14:59', expectedEndsAt: '2027-12-14T15:20' }

describe('a call', () => {
  const read = async (id: string) => steps.body(await service.press.get(`/v1/calls/${id}`), 200)

  test('opens as it stands, and changes by what is changed alone', async () => {
    const before = await steps.scheduleCall(service, LATER)
    const path = `/desk/calls/${before.id}/edit`
    const page = await open(ana, path)
    expect(words(page.html)).toContain('Embargoed until the end of the call. Change the terms')
    const untouched = await send(ana, page, path, {})
    expect(untouched.to).toBe(`/desk/calls/${before.id}?done=changed`)
    const after = await read(before.id)
    const { revision: _, updatedAt: __, ...same } = before
    expect(after).toMatchObject(same)

    await send(ana, await open(ana, path), path, {
      startsTime: '16:00',
      endsTime: '',
      venue: '',
      'p1-s2-name': 'Max Moe',
      'p1-s2-print': 'named',
    })
    const changed = await read(before.id)
    expect(changed).toMatchObject({
      startsAt: { local: '2027-12-14T16:00:00' },
      venue: null,
      expectedEndsAt: null,
    })
    expect(changed.groundRules.speakers).toEqual([
      ...before.groundRules.speakers,
      { name: 'Max Moe', aliases: [], withheld: false },
    ])
  })

  test('that others changed meanwhile says who and what, keeps what was typed, and takes theirs over', async () => {
    const { id } = await steps.scheduleCall(service, LATER)
    const path = `/desk/calls/${id}/edit`
    const [mine, theirs] = [await open(ana, path), await open(ben, path)]
    await send(ben, theirs, path, { title: 'Ben’s title', venue: 'Room 180' })
    const stale = await send(ana, mine, path, { title: 'Ana’s title', topics: 'china' })
    expect(stale.status).toBe(412)
    expect(words(stale.html)).toMatch(
      /Ben Osei changed this at \d+:\d\d [ap]\.m\. E[SD]T, after you opened it/,
    )
    expect(words(stale.html)).toContain('Title Ben’s title Ana’s title, as you typed it')
    expect(words(stale.html)).toContain('Venue Room 180 the same, taken over')
    expect((await read(id)).title).toBe('Ben’s title')

    await send(ana, stale, path, {})
    expect(await read(id)).toMatchObject({ title: 'Ana’s title', venue: 'Room 180', topics: ['china'] })
  })

  test('says what is wrong at its field, and keeps what was typed', async () => {
    const { id } = await steps.scheduleCall(service, LATER)
    const path = `/desk/calls/${id}/edit`
    const wrong = await send(ana, await open(ana, path), path, { title: '', endsTime: '13:00' })
    expect(wrong.html).toContain('href="#f-title"')
    const early = await send(ana, wrong, path, { title: 'A title' })
    expect(early.html).toContain('href="#f-endsTime"')
    expect(formOf(early.html, path).fields).toMatchObject({ title: 'A title', endsTime: '13:00' })
  })

  test('gets a row for one more speaker', async () => {
    const { id } = await steps.scheduleCall(service, LATER)
    const path = `/desk/calls/${id}/edit`
    const more = await send(ana, await open(ana, path), path, { do: 'add-speaker-1', title: 'Typed' })
    expect(formOf(more.html, path).fields).toMatchObject({ title: 'Typed', 'p1-s4-name': '' })
  })

  test('that was cancelled is not changed', async () => {
    const { id } = await steps.scheduleCall(service, LATER)
    steps.body(await service.press.post(`/v1/calls/${id}/cancel`), 200)
    expect((await ana?.get(`/desk/calls/${id}/edit`))?.status).toBe(409)
  })
})

describe('the terms of an embargo', () => {
  const read = async (id: string) => steps.body(await service.press.get(`/v1/embargoes/${id}`), 200)
  const rome = {
    'p1-t1-until': 'time',
    'p1-t1-atDate': '2027-12-15',
    'p1-t1-atTime': '05:00',
    'p1-t1-zone': 'Rome',
  }

  async function anEmbargo(embargo: object = { until: 'call-end' }) {
    const call = await steps.scheduleCall(service, { ...LATER, embargo })
    return { id: call.embargo.id, callId: call.id, path: `/desk/embargoes/${call.embargo.id}/terms` }
  }

  test('are said beside the old ones, and hold once they are stated, with the reason', async () => {
    const at = { until: 'time', at: '2027-12-15T04:00', timeZone: 'Europe/Rome' }
    const { id, path } = await anEmbargo(at)
    const page = await open(ana, path)
    expect(formOf(page.html, path).fields).toMatchObject({
      ...rome,
      'p1-t1-atTime': '04:00',
      'p1-t1-zone': 'Europe/Rome',
    })
    const checked = await send(ana, page, path, { ...rome, do: 'check', reason: 'As the moderator said' })
    for (const says of [
      'Until now Until 4:00 a.m. on Wednesday, December 15 in Rome, which is 10:00 p.m. on Tuesday here.',
      'From now on Embargoed until 5:00 a.m. on Wednesday, December 15 in Rome',
      'It lifts 1 hour later than before.',
    ])
      expect(words(checked.html)).toContain(says)
    expect((await read(id)).liftsAt.at).toBe('2027-12-15T03:00:00.000Z')

    const saved = await send(ana, checked, path, { do: 'save' })
    expect(saved.to).toBe(`/desk/embargoes/${id}?done=terms`)
    expect((await read(id)).liftsAt.at).toBe('2027-12-15T04:00:00.000Z')
    const audit = steps.body(await service.press.get(`/v1/audit?record=${id}`), 200)
    expect(audit.items[0]).toMatchObject({ act: 'change-terms', reason: 'As the moderator said' })
  })

  test('that would lift it at once are refused, and lifting is shown as its own act', async () => {
    const { id, path } = await anEmbargo()
    const page = await open(ana, path)
    const refused = await send(ana, page, path, { do: 'check', 'p1-t1-until': 'none', reason: 'Over' })
    expect(words(refused.html)).toContain('These terms would lift it at once')
    expect(elements(parseDocument(refused.html)).map(({ attribs }) => attribs.href)).toContain(
      `/desk/embargoes/${id}/lift`,
    )
    const forced = await send(ana, page, path, { do: 'save', 'p1-t1-until': 'none', reason: 'Over' })
    expect(forced.status).toBe(422)
    expect((await read(id)).state).toBe('pending')
  })

  test('need a reason', async () => {
    const { path } = await anEmbargo()
    const asked = await send(ana, await open(ana, path), path, { ...rome, do: 'check', reason: ' ' })
    expect(asked.html).toContain('href="#f-reason"')
  })

  test('that others changed meanwhile are looked at again first', async () => {
    const { id, path } = await anEmbargo()
    const mine = await open(ana, path)
    const checked = await send(ana, mine, path, { ...rome, do: 'check', reason: 'Rome' })
    const theirs = { terms: { until: 'call-end', plus: 'PT5M' }, reason: 'Theirs' }
    steps.body(await service.press.patch(`/v1/embargoes/${id}`, theirs), 200)

    const stale = await send(ana, checked, path, { do: 'save' })
    expect(stale.status).toBe(412)
    expect(words(stale.html)).toContain('Ana Ruiz changed this at')
    expect(words(stale.html)).toContain('As it stands: Until 5 minutes after the end of the call.')
    expect((await read(id)).state).toBe('pending')
    const again = await send(ana, stale, path, { do: 'check' })
    const saved = await send(ana, again, path, { do: 'save' })
    expect(saved.to).toBe(`/desk/embargoes/${id}?done=terms`)
    expect((await read(id)).state).toBe('scheduled')
  })

  test('of a lifted embargo are not changed', async () => {
    const { id, path } = await anEmbargo()
    steps.body(await service.press.post(`/v1/embargoes/${id}/lift`, { reason: 'Over' }), 200)
    expect((await ana?.get(path))?.status).toBe(409)
  })
})
