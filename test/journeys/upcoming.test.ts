/** Announced calls: what the desk chose to say is public, nothing else is, and the release takes the page's place. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCall } from '../support/a-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const SECRET = {
  title: 'zanquillotitle talks',
  venue: 'zanquillovenue',
  topics: ['zanquillotopic'],
  startsAt: '2126-03-14T14:59',
  announce: true,
}
const announced = (announcement: object, change: object = {}) =>
  steps.scheduleCall(service, { ...SECRET, announcement, ...change })

describe('an announced call', () => {
  test('says what was chosen and when it starts, by an address nobody guesses', async () => {
    const call = await announced({ title: 'A call with the envoy', says: 'Dial in <early>.' })
    expect(call.announcement).toMatchObject({ title: 'A call with the envoy', showTime: false })
    const { path } = call.announcement
    expect(path).toMatch(/^\/upcoming\/[\w-]{22}$/)
    const page = await service.anyone.get(path)
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(page.headers.get('ETag')).toBeNull()
    expect(page.text).toContain('<h1>A call with the envoy</h1>')
    expect(page.text).toContain('Dial in &lt;early&gt;.')
    expect(page.text).toContain('2:59 p.m. EDT, March 14, 2126</time> (6:59 p.m. UTC)')
    expect(page.text).toContain('Waiting for the call to end.')
    expect((await service.anyone.get('/')).text).toContain(`href="${path}">A call with the envoy<`)
  })

  test('is a press call where nothing was chosen, and tells its lift only where that was', async () => {
    const at = '2126-03-15T09:00'
    const silent = await steps.scheduleCall(service, { ...SECRET, embargo: { until: 'time', at } })
    const hidden = await service.anyone.get(silent.announcement.path)
    expect(hidden.text).toContain('<h1>Press call</h1>')
    expect(hidden.text).toContain('Nothing of it is public yet.')
    expect(hidden.text).not.toMatch(/March 15|data-left/)
    const told = await announced({ showTime: true }, { embargo: { until: 'time', at } })
    const { text } = await service.anyone.get(told.announcement.path)
    expect(text).toContain('9:00 a.m. EDT, March 15, 2126</time> (1:00 p.m. UTC)')
    const left = Number(/data-left="(\d+)"/.exec(text)?.[1])
    expect(left).toBeGreaterThan(Date.parse('2126-03-15T13:00:00Z') - Date.now() - 60_000)
  })

  test('waits for a notice by no name, and a hold is not told', async () => {
    const call = await announced({}, { embargo: { until: 'notice', name: 'zanquillonotice' } })
    const { text } = await service.anyone.get(call.announcement.path)
    expect(text).toContain('Waiting for a notice.')
    expect(text).not.toContain('zanquillo')
    steps.body(await service.press.put(`/v1/embargoes/${call.embargo.id}/hold`, { reason: 'x' }), 200)
    expect((await service.anyone.get(call.announcement.path)).text).toBe(text)
  })

  test('may not name who is withheld', async () => {
    const announcement = { says: 'With Marguerite Oduya.' }
    const made = await service.press.post('/v1/calls', aCall({ ...SECRET, announcement }))
    expect([made.status, made.body.code]).toEqual([422, 'withheld-name'])
    const call = await announced({})
    const changed = await service.press.patch(`/v1/calls/${call.id}`, { announcement })
    expect([changed.status, changed.body.code]).toEqual([422, 'withheld-name'])
  })
})

test('what is withdrawn is not there: the same bytes as any address, and a new one when announced again', async () => {
  const nothing = await service.anyone.get(`/upcoming/${'A'.repeat(22)}`)
  expect(nothing.status).toBe(404)
  const call = await announced({ title: 'zanquillonow' })
  const { path } = call.announcement
  const patch = (change: object) => service.press.patch(`/v1/calls/${call.id}`, change)
  const off = steps.body(await patch({ announce: false }), 200)
  expect(off.announcement.path).toBeNull()
  const gone = await service.anyone.get(path)
  expect([gone.status, gone.text]).toEqual([404, nothing.text])
  expect((await service.anyone.get('/')).text).not.toContain('zanquillonow')

  const again = steps.body(await patch({ announce: true }), 200)
  expect(again.announcement).toMatchObject({ title: 'zanquillonow' })
  expect(again.announcement.path).not.toBe(path)
  expect((await service.anyone.get(path)).status).toBe(404)
  expect((await service.anyone.get('/')).text).toContain(again.announcement.path)
  steps.body(await service.press.post(`/v1/calls/${call.id}/cancel`), 200)
  const cancelled = await service.anyone.get(again.announcement.path)
  expect([cancelled.status, cancelled.text]).toEqual([404, nothing.text])
  expect((await service.anyone.get('/')).text).not.toContain('zanquillonow')
})

test('before the lift nothing of the call or its releases is anywhere; after it the address leads there', async () => {
  const call = await announced({ title: 'A call' })
  const { path } = call.announcement
  const before = await service.anyone.get(path)
  const transcript = await steps.clearTranscript(service, call.id)
  const headline = 'Zanquilloheadline'
  const statement = await steps.clearStatement(service, {
    callId: call.id,
    headline,
    topics: ['zanquillotopic'],
  })
  await steps.start(service, call.id)

  const paths = ['/', path, '/search?q=zanquilloheadline', '/search?q=gauges', '/search?topic=zanquillotopic']
  const more = [
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
    '/sitemap.xml',
    '/sitemap-news.xml',
    '/topics',
    '/topics/zanquillotopic',
  ]
  for (const one of [...paths, ...more]) {
    const { text, headers } = await service.anyone.get(one)
    const leaked = `${text} ${JSON.stringify([...headers])}`.toLowerCase().replaceAll(one, '')
    const query = new URL(one, 'http://x').searchParams
    const echoed = (query.get('q') ?? query.get('topic') ?? '').toLowerCase()
    for (const canary of [
      'zanquillotitle',
      'zanquillovenue',
      'zanquillotopic',
      'zanquilloheadline',
      'lower river',
    ])
      if (canary !== echoed) expect(leaked, `${canary} in ${one}`).not.toContain(canary)
    if (one.startsWith('/search')) expect(text).toContain('No releases found')
  }
  const waiting = await service.anyone.get(path)
  expect(waiting.text).toBe(before.text)

  const seen = hear('release', 2)
  await seen.open
  const endedAt = performance.now()
  await steps.end(service, call.id)
  const told = await seen.events
  expect(performance.now() - endedAt).toBeLessThan(1000)
  expect(new Set(told.map((event) => event.upcoming))).toEqual(new Set([path.split('/').at(-1)]))
  const list = await service.anyone.get(path)
  expect(list.status).toBe(200)
  for (const { slug } of [
    await steps.untilPublic(service, transcript.id),
    await steps.untilPublic(service, statement.id),
  ])
    expect(list.text).toContain(`/releases/${slug}`)
  expect((await service.anyone.get('/')).text).not.toContain(path)
  for (const one of ['/', '/search?q=zanquilloheadline', '/feed.xml', '/sitemap-news.xml'])
    expect((await service.anyone.get(one)).text.toLowerCase(), one).toContain('zanquilloheadline')
})

test('one release is what the address leads to, also once it was killed', async () => {
  const call = await announced({})
  const cleared = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, cleared.id)
  const answer = await service.anyone.get(call.announcement.path)
  expect([answer.status, answer.headers.get('Location'), answer.headers.get('Cache-Control')]).toEqual([
    303,
    `/releases/${slug}`,
    'no-store',
  ])
  const kill = { reason: 'x', publicNotice: 'Taken back.' }
  steps.body(await service.press.post(`/v1/releases/${cleared.id}/kill`, kill), 200)
  expect((await service.anyone.get(call.announcement.path)).headers.get('Location')).toBe(`/releases/${slug}`)
  const notice = await service.anyone.get(`/releases/${slug}`)
  expect(notice.status).toBe(410)
  expect(notice.text).toContain('This transcript was withdrawn')
  expect(notice.text).toMatch(/E[SD]T, /)
  expect(notice.text).not.toContain('zanquillo')
})

/** The data of the next events of a kind. */
function hear(kind: string, count: number) {
  const stop = new AbortController()
  const response = fetch(`${service.url}/live`, { signal: stop.signal })
  const read = async () => {
    const reader = (await response).body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const events = [...text.matchAll(new RegExp(`event: ${kind}\\ndata: (.*)\\n\\n`, 'g'))]
      if (events.length >= count) {
        stop.abort()
        return events.map(([, data = '']) => JSON.parse(data))
      }
      text += (await reader?.read())?.value ?? ''
    }
  }
  return { open: response, events: read() }
}
