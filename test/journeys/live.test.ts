/** The live stream: each event once and in order, also for a reader who was away. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

type Event = { readonly id: string; readonly event: string; readonly data: string }

/** Reads events from `/live` until there are `count`. */
async function listen(count: number, lastId?: string): Promise<{ events: Promise<readonly Event[]> }> {
  const stop = new AbortController()
  const response = await fetch(`${service.url}/live`, {
    signal: stop.signal,
    ...(lastId !== undefined && { headers: { 'Last-Event-ID': lastId } }),
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const read = async () => {
    let text = ''
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const events = [...text.matchAll(/id: (\S+)\nevent: (\S+)\ndata: (.*)\n\n/g)]
      if (events.length >= count) {
        stop.abort()
        return events.map(([, id = '', event = '', data = '']) => ({ id, event, data }))
      }
      text += (await reader?.read())?.value ?? ''
    }
  }
  return { events: read() }
}

test('a release, its correction and its kill are told as they happen, and again to who was away', async () => {
  const live = await listen(3)
  const release = await steps.clearStatement(service, {
    embargo: { until: 'none' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const path = `/v1/releases/${release.id}`
  steps.body(await service.press.post(`${path}/corrections`, { note: 'A word.' }), 201)
  steps.body(await service.press.post(`${path}/kill`, { reason: 'x', publicNotice: 'Withdrawn.' }), 200)
  const events = await live.events
  expect(events.map((one) => one.event)).toEqual(['release', 'correction', 'kill'])
  expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({
    slug: release.slug,
    publishedAt: expect.any(String),
  })

  const again = await (await listen(1, events[1]?.id)).events
  expect(again).toEqual([events[2]])
  // What was killed since is not told with its headline, even to who was away when it went public.
  const all = await (await listen(1, '0-0')).events
  expect(all.map((one) => one.event)).toEqual(['kill'])
  expect(JSON.parse(all[0]?.data ?? '')).toMatchObject({ slug: release.slug, headline: null })
})

test.each(['99999999999999999999-0', 'x', '1-99999999999999999999', '-'])(
  'an event id that is none, %s, breaks nothing: what comes is told',
  async (lastId) => {
    const live = await listen(1, lastId)
    await steps.clearStatement(service, {
      embargo: { until: 'none' },
      groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
    })
    expect((await live.events)[0]?.event).toBe('release')
  },
)

test('who asks for the head alone holds no stream open', async () => {
  const { port } = new URL(service.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('HEAD /live HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
  // The connection is closed once it is answered.
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(text).toContain('text/event-stream')
})
