/** Everyone reloads: over three intakes nobody is answered with what was true before they asked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIntakeConfig } from '../../src/config.ts'
import { type Intake, startIntake } from '../../src/server.ts'
import { createApi, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let others: Intake[]
beforeAll(async () => {
  service = await startService()
  const environment = { ...service.environment, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  others = await Promise.all([1, 2].map(() => startIntake(readIntakeConfig(environment))))
})
afterAll(async () => {
  await Promise.all(others.map((intake) => intake.close()))
  await service.close()
})
const readers = () => [
  service.anyone,
  ...others.map(({ port }) => createApi(`http://127.0.0.1:${port}`, null)),
]

/** What stands at `path`, asked of every intake again and again until the end; answers begun after `since` must fit. */
function watch(path: string) {
  let stopping = false
  const seen: { begunAt: number; status: number; text: string }[] = []
  const running = readers().flatMap((reader) =>
    [1, 2].map(async () => {
      while (!stopping) {
        const begunAt = performance.now()
        const { status, text } = await reader.get(path)
        seen.push({ begunAt, status, text })
      }
    }),
  )
  return async (since: number) => {
    // Each intake is asked at least once more after the change.
    while (seen.filter((one) => one.begunAt > since).length < 30)
      await new Promise((resolve) => setImmediate(resolve))
    stopping = true
    await Promise.all(running)
    return seen.filter((one) => one.begunAt > since)
  }
}

test('after a lift, a correction and a kill not one answer is stale, on any intake', async () => {
  const call = await steps.scheduleCall(service)
  const cleared = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const stopFront = watch('/')
  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, cleared.id)
  const afterLift = await stopFront(performance.now())
  expect(afterLift.every(({ text }) => text.includes(slug))).toBe(true)

  const path = `/releases/${slug}`
  const stopCorrection = watch(path)
  const note = 'The year of the gauge was corrected.'
  steps.body(await service.press.post(`/v1/releases/${cleared.id}/corrections`, { note }), 201)
  const afterCorrection = await stopCorrection(performance.now())
  expect(afterCorrection.every(({ text }) => text.includes(note))).toBe(true)

  const stopKill = watch(path)
  steps.body(
    await service.press.post(`/v1/releases/${cleared.id}/kill`, {
      reason: 'not ours to say',
      publicNotice: 'This transcript was withdrawn.',
    }),
    200,
  )
  const afterKill = await stopKill(performance.now())
  expect(new Set(afterKill.map(({ status }) => status))).toEqual(new Set([410]))
})

test('a page answers 304 to its own ETag, HEAD without a body, and the same headers each time', async () => {
  const made = await steps.clearStatement(service, {
    embargo: { until: 'none' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const path = `/releases/${(await steps.untilPublic(service, made.id)).slug}`
  const first = await service.anyone.get(path)
  const second = await service.anyone.get(path)
  const headersOf = (answer: typeof first) =>
    [...answer.headers].filter(([name]) => name !== 'date').toSorted(([a], [b]) => a.localeCompare(b))
  expect(headersOf(second)).toEqual(headersOf(first))
  expect(second.text).toBe(first.text)
  expect(first.headers.get('Cache-Control')).toBe('no-cache')
  expect(first.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  const etag = first.headers.get('ETag') ?? ''
  expect(etag).toMatch(/^"[\w-]+"$/)
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await fetch(`${service.url}${path}`, { headers: { 'If-None-Match': tag } })
    expect([answer.status, await answer.text()]).toEqual([304, ''])
    expect(answer.headers.get('ETag')).toBe(etag)
  }
  const head = await fetch(`${service.url}${path}`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(head.headers.get('Content-Length')).toBe(first.headers.get('Content-Length'))
  const [json, text] = await Promise.all([
    service.anyone.get(`${path}.json`),
    service.anyone.get(`${path}.txt`),
  ])
  expect(json.headers.get('Content-Type')).toContain('application/json')
  expect(text.headers.get('Content-Type')).toContain('text/plain')
})

test('an ETag is good on every intake of one configuration until what it names has changed, and on none afterwards', async () => {
  const made = await steps.clearStatement(service, {
    embargo: { until: 'none' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const { slug } = await steps.untilPublic(service, made.id)
  const paths = [`/releases/${slug}`, `/releases/${slug}.json`, `/releases/${slug}.txt`, '/', '/feed.xml']
  const urls = others.map(({ port }) => `http://127.0.0.1:${port}`)
  const asked = await Promise.all(
    paths.map(async (path) => ({ path, etag: (await fetch(`${urls[0]}${path}`)).headers.get('ETag') ?? '' })),
  )
  const statuses = async () =>
    new Set(
      await Promise.all(
        asked.flatMap(({ path, etag }) =>
          urls.map(
            async (url) => (await fetch(`${url}${path}`, { headers: { 'If-None-Match': etag } })).status,
          ),
        ),
      ),
    )
  expect(asked.every(({ etag }) => /^"[\w-]+"$/.test(etag))).toBe(true)
  expect(await statuses()).toEqual(new Set([304]))
  const correction = { note: 'The river was named wrongly.', headline: 'Statement on the other river' }
  steps.body(await service.press.post(`/v1/releases/${made.id}/corrections`, correction), 201)
  expect(await statuses()).toEqual(new Set([200]))
})

test('what is not there is never to be kept, and the same bytes whatever was asked', async () => {
  const paths = ['/releases/nothing-here', '/releases/nor-here', '/releases/nothing-here.json', '/nothing']
  const answers = await Promise.all(paths.map((path) => service.anyone.get(path)))
  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  }
  expect(answers[1]?.text).toBe(answers[0]?.text)
  const etag = answers[0]?.headers.get('ETag') ?? '*'
  for (const tag of [etag, '*'])
    expect((await fetch(`${service.url}${paths[0]}`, { headers: { 'If-None-Match': tag } })).status).toBe(404)
})

test('what is withdrawn is never to be kept either', async () => {
  const made = await steps.clearStatement(service, {
    embargo: { until: 'none' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const { slug } = await steps.untilPublic(service, made.id)
  const kill = { reason: 'wrong file', publicNotice: 'Withdrawn.' }
  steps.body(await service.press.post(`/v1/releases/${made.id}/kill`, kill), 200)
  for (const form of ['', '.json', '.txt']) {
    const gone = await service.anyone.get(`/releases/${slug}${form}`)
    expect([gone.status, gone.headers.get('Cache-Control')]).toEqual([410, 'no-store'])
  }
})
