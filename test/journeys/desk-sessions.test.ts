/** A session at the desk is one person's, ends when it ends, and is got by nothing but a mailed link. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk, signIn } from '../support/desk.ts'
import { openRedis } from '../support/redis.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let ana: Desk
beforeAll(async () => {
  service = await startService()
  ana = await signIn(service, 'ana@example.gov')
})
afterAll(() => service.close())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${service.url}${path}`, { redirect: 'manual', ...init })

describe('a link', () => {
  test('signs in once; looking at it, as scanners do, uses nothing up', async () => {
    const desk = openDesk(service.url)
    const asked = await desk.submit('/desk/sign-in', '/desk/sign-in', { email: 'ben@example.gov' })
    expect(asked.status).toBe(200)
    const before = desk.cookie()
    const { mail } = await service.mail.until((one) => one.to === 'ben@example.gov')
    const link = /\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
    // Whatever host a request names, the mail leads to our own.
    expect(mail.text).toContain(`${service.environment.PUBLIC_URL}${link}`)
    expect((await ask(link, { method: 'HEAD' })).status).toBe(200)
    expect((await ask(link)).status).toBe(200)
    expect((await desk.submit(link, '/desk/sign-in/link')).to).toBe('/desk?done=signed-in')
    expect((await ask(link)).status).toBe(422)
    // Whoever had the session of before has nothing by it.
    expect(desk.cookie()).not.toBe(before)
    expect((await ask('/desk', { headers: { Cookie: before } })).status).toBe(303)
  })

  test('is asked for in the same time, and answered in the same words, by staff and by anyone', async () => {
    const answers = []
    for (const email of ['nobody@example.gov', 'ana@example.gov']) {
      const desk = openDesk(service.url)
      const began = performance.now()
      const { status, html } = await desk.submit('/desk/sign-in', '/desk/sign-in', { email })
      answers.push({ status, html: html.replaceAll(email, '…').replace(/name="_csrf" value="\w+"/g, '') })
      expect(performance.now() - began, email).toBeGreaterThan(145)
    }
    expect(answers[0]).toEqual(answers[1])
  })
})

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
  ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ['an old browser elsewhere', { Origin: 'https://evil.example' }],
  ['a page without an origin', { Origin: 'null' }],
  ['nowhere', {}],
])('a form sent from %s does nothing, and gets no token', async (_where, headers) => {
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const answer = await ask(`/desk/calls/${call.id}/end`, {
    method: 'POST',
    headers: { Cookie: ana.cookie(), ...headers },
    body: new URLSearchParams({ once: 'x' }),
  })
  expect(answer.status).toBe(403)
  expect(await answer.text()).not.toContain('_csrf')
  expect((await service.press.get(`/v1/calls/${call.id}`)).body.state).toBe('live')
})

test.each([
  ['larger than it takes', 413, 'multipart/form-data; boundary=x', aFile('x'.repeat(5_100_000))],
  ['in no form', 400, 'multipart/form-data', aFile('words')],
])('a file %s is refused', async (_what, status, type, body) => {
  const call = await steps.scheduleCall(service)
  const headers = { Cookie: ana.cookie(), 'Content-Type': type }
  const answer = await ask(`/desk/calls/${call.id}/transcript`, { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
})

function aFile(words: string): string {
  return `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${words}\r\n--x--\r\n`
}

test.each([
  ['signing out', {}],
  ['signing out everywhere, in another browser', { everywhere: 'yes' }],
])('what a page follows ends with %s', async (how, fields) => {
  const reading = await signIn(service, 'ana@example.gov')
  const leaving = 'everywhere' in fields ? await signIn(service, 'ana@example.gov') : reading
  const stream = await ask('/desk/today/stream', { headers: { Cookie: reading.cookie() } })
  expect(stream.status).toBe(200)
  const out = await leaving.submit('/desk', '/desk/sign-out', fields)
  expect(out.headers.get('Cache-Control')).toBe('no-store')
  await steps.scheduleCall(service, { title: `Scheduled after ${how}` })
  // It ends by itself, and says no more.
  expect(await stream.text()).not.toContain(`Scheduled after ${how}`)
})

test('a session that nobody signed in to is kept for half an hour, one of staff for a shift', async () => {
  const redis = openRedis()
  const ttls = async () => {
    const keys = await redis.keys(`{${service.namespace}}:session:*`)
    return Promise.all(keys.map((key) => redis.pttl(key)))
  }
  const before = (await ttls()).length
  await signIn(service, 'ana@example.gov')
  await openDesk(service.url).get('/desk/sign-in')
  const all = await ttls()
  expect(all.length).toBe(before + 2)
  expect(Math.min(...all)).toBeLessThanOrEqual(30 * 60 * 1000)
  expect(Math.max(...all)).toBeGreaterThan(11 * 60 * 60 * 1000)
  redis.disconnect()
})
