/** Signing in at the desk by a mailed link, and out: how long, where to, in which browsers, and the cookie of it. */
import type { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, formOf, openDesk, signIn } from '../support/desk.ts'
import { openRedis } from '../support/redis.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let redis: Redis
beforeEach(async () => {
  service = await startService()
  redis = openRedis()
})
afterEach(async () => {
  redis.disconnect()
  await service.close()
})

const ANA = 'ana@example.gov'
const MINUTE_MS = 60_000

/** Asks for a link and answers its path, as it stands in the mail. */
async function askLink(desk: Desk, email = ANA, from = '/desk/sign-in'): Promise<string> {
  const before = service.mail.received.length
  const form = formOf((await desk.get(from)).html, '/desk/sign-in')
  const asked = await desk.post('/desk/sign-in', { ...form.fields, email })
  expect(asked.status, asked.html).toBe(200)
  const { mail } = await service.mail.until(
    (one) => one.to === email && service.mail.received.indexOf(one) >= before,
  )
  return /\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
}

/** Presses the button of a link's page. */
async function press(desk: Desk, link: string) {
  const page = await desk.get(link)
  return desk.post('/desk/sign-in/link', formOf(page.html, '/desk/sign-in/link').fields)
}

const keysOf = (kind: string) => redis.keys(`{${service.namespace}}:${kind}:*`)
const isIn = async (desk: Desk) => (await desk.get('/desk')).status === 200

test('a link is good for ten minutes, a session for twelve hours, and then nothing of either is left', async () => {
  const desk = openDesk(service.url)
  const link = await askLink(desk)
  const [linkKey = ''] = await keysOf('sign-in')
  const left = await redis.pttl(linkKey)
  expect(left).toBeGreaterThan(9 * MINUTE_MS)
  expect(left).toBeLessThanOrEqual(10 * MINUTE_MS)
  await redis.pexpire(linkKey, 0)
  expect((await desk.get(link)).html).toContain('This link does not work any more')

  await press(desk, await askLink(desk))
  expect(await isIn(desk)).toBe(true)
  const sessions = await keysOf('session')
  const lefts = await Promise.all(sessions.map((key) => redis.pttl(key)))
  expect(Math.max(...lefts)).toBeLessThanOrEqual(12 * 60 * MINUTE_MS)
  for (const key of sessions) await redis.pexpire(key, 0)
  const over = await desk.get('/desk/calls')
  expect([over.status, over.to]).toEqual([303, '/desk/sign-in?to=%2Fdesk%2Fcalls'])
})

test('the way leads on to where somebody was going, and never to another site', async () => {
  const call = await steps.scheduleCall(service)
  const desk = openDesk(service.url)
  const stopped = await desk.get(`/desk/calls/${call.id}/end`)
  const link = await askLink(desk, ANA, stopped.to ?? '')
  expect((await press(desk, link)).to).toBe(`/desk/calls/${call.id}/end`)
  for (const to of [
    'https://evil.example/desk',
    '//evil.example',
    '/desk\\@evil.example',
    '/deskevil',
    '/',
  ]) {
    const other = openDesk(service.url)
    const from = `/desk/sign-in?${new URLSearchParams({ to })}`
    expect([to, (await press(other, await askLink(other, ANA, from))).to]).toEqual([
      to,
      '/desk?done=signed-in',
    ])
  }
})

test('signed out, the session is gone though its cookie is kept, and the browser is told to keep nothing', async () => {
  const desk = await signIn(service, ANA)
  const cookie = desk.cookie()
  const out = await desk.post(
    '/desk/sign-out',
    formOf((await desk.get('/desk')).html, '/desk/sign-out').fields,
  )
  expect([out.status, out.to]).toEqual([303, '/desk/sign-in?done=signed-out'])
  expect(out.headers.get('Clear-Site-Data')).toBe('"cache"')
  expect(await isIn(desk)).toBe(false)
  const kept = await fetch(`${service.url}/desk`, { headers: { Cookie: cookie }, redirect: 'manual' })
  expect(kept.status).toBe(303)
})

test('signed out everywhere, other browsers are too, and what they follow ends', async () => {
  const [here, there, ben] = [
    await signIn(service, ANA),
    await signIn(service, ANA),
    await signIn(service, 'ben@example.gov'),
  ]
  const stream = await fetch(`${service.url}/desk/today/stream`, {
    headers: { Cookie: there.cookie(), Accept: 'text/event-stream' },
  })
  const form = formOf((await here.get('/desk')).html, '/desk/sign-out').fields
  await here.post('/desk/sign-out', { ...form, everywhere: 'yes' })
  expect([await isIn(here), await isIn(there), await isIn(ben)]).toEqual([false, false, true])
  // To its end: it says that it is over, and nothing after that.
  expect(await stream.text()).toMatch(/event: over\ndata: over\n\n$/)
  // A page left open asks again by itself.
  const again = await fetch(`${service.url}/desk/today/stream`, {
    headers: { Cookie: there.cookie(), Accept: 'text/event-stream' },
  })
  expect(await again.text()).toBe('event: over\ndata: over\n\n')
  const { body } = await service.press.get('/v1/audit')
  expect(body.items[0]).toMatchObject({ act: 'sign-out-everywhere', actor: { name: 'Ana Ruiz' } })
})

test('a session that was there before signing in is not the one after it', async () => {
  const desk = openDesk(service.url)
  const link = await askLink(desk)
  const before = desk.cookie()
  await press(desk, link)
  expect(desk.cookie()).not.toBe(before)
  const fixed = await fetch(`${service.url}/desk`, { headers: { Cookie: before }, redirect: 'manual' })
  expect(fixed.status).toBe(303)
})

test('a form without its token, or with the token of another session, changes nothing', async () => {
  const [desk, other] = [await signIn(service, ANA), await signIn(service, 'ben@example.gov')]
  const call = await steps.scheduleCall(service)
  const path = `/desk/calls/${call.id}/start`
  const own = formOf((await desk.get(path)).html, path).fields
  const others = formOf((await other.get(path)).html, path).fields
  const bare = { once: own.once ?? '', revision: own.revision ?? '' }
  for (const fields of [bare, { ...bare, _csrf: 'x'.repeat(64) }, { ...bare, _csrf: others._csrf ?? '' }])
    expect((await desk.post(path, fields)).status).toBe(403)
  const cross = await fetch(`${service.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: desk.cookie(), 'Sec-Fetch-Site': 'cross-site' },
    body: new URLSearchParams(bare),
  })
  expect([cross.status, await cross.text()]).toEqual([403, expect.stringContaining('did not come from here')])
  expect(steps.body(await service.press.get(`/v1/calls/${call.id}`), 200).state).toBe('scheduled')
  expect((await desk.post(path, own)).status).toBe(303)
})

test('the cookie is for the server alone, and behind TLS for nothing else', async () => {
  const set = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url}/desk/sign-in`, { headers })).headers.getSetCookie()
  const [plain = ''] = await set(service.url)
  expect(plain).toMatch(/^hfr-desk=.*; Path=\/; .*HttpOnly; SameSite=Lax$/)
  const behindTls = await startService({ workers: 0, publicUrl: 'https://news.example.gov' })
  const [secure = ''] = await set(behindTls.url, { 'X-Forwarded-Proto': 'https' })
  await behindTls.close()
  expect(secure).toMatch(/^__Host-hfr-desk=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/)
  expect(secure).not.toContain('Domain')
})
