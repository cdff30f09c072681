/** Who asks too often is told to wait, and for how long; what is kept of a request tells nobody what was in it. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRedis } from '../support/redis.ts'
import { type Service, startService, TOKENS } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${service.url}${path}`, { redirect: 'manual', ...init })
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })

test.each([
  ['to subscribe', '/subscribers', form({ email: 'no address' }), 30, 400],
  ['to come back', '/preferences/return?token=x', form({}), 0, 422],
  ['to search', '/search?q=water', {}, 300, 200],
  ['for a page to sign in by', '/desk/sign-in', {}, 60, 200],
  ['to sign in to the board', '/ops/sign-in', form({ token: 'x'.repeat(30) }), 20, 403],
])('whoever asks too often %s waits a minute', async (_what, path, init, limit, status) => {
  for (let count = 0; count < limit; count += 1) expect((await ask(path, init)).status).toBe(status)
  const answer = await ask(path, init)
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60'])
})

test('a form whose session is over is shown again only so often', async () => {
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const answer = await ask('/desk/calls/new', { ...form({}), headers })
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60'])
})

test('whom a request says it is for counts only where a trusted proxy says so', async () => {
  const behind = await startService({ workers: 0, trustedProxies: ['loopback'] })
  const statusFor = async ({ url }: Service, reader: string) => {
    const headers = { 'X-Forwarded-For': reader }
    return (await fetch(`${url}/ops/sign-in`, { ...form({ token: 'x' }), headers })).status
  }
  for (let count = 0; count < 20; count += 1) await statusFor(behind, '192.0.2.1')
  expect(await statusFor(behind, '192.0.2.1')).toBe(429)
  expect(await statusFor(behind, '192.0.2.2')).toBe(403)
  // Here nobody is trusted, and the limit was reached above.
  expect(await statusFor(service, '192.0.2.3')).toBe(429)
  await behind.close()
})

test('an address is written to five times an hour at most, however many ask; whoever asks is told the same', async () => {
  const other = await startService({ trustedProxies: ['loopback'] })
  const email = 'flooded@paper.example'
  const answers = []
  for (let count = 1; count <= 7; count += 1)
    answers.push(
      await other.anyone.post('/subscribers', { email }, { 'X-Forwarded-For': `192.0.2.${count}` }),
    )
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  await other.anyone.post('/subscribers', { email: 'last@paper.example' })
  await other.mail.until((one) => one.to === 'last@paper.example')
  await steps.eventually(
    () => other.ops.get('/v1/ops/overview'),
    ({ body }) => body.owedNotices === 0,
  )
  expect(other.mail.received.filter((one) => one.to === email)).toHaveLength(5)
  await other.close()
})

test('the queue board is only looked at', async () => {
  const fresh = await startService({ workers: 0 })
  const signIn = { ...form({ token: TOKENS.ops }), redirect: 'manual' } as const
  const { headers } = await fetch(`${fresh.url}/ops/sign-in`, signIn)
  const Cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const board = `${fresh.url}/ops/queues/api/queues`
  expect((await fetch(board, { headers: { Cookie } })).status).toBe(200)
  for (const [method, path] of [
    ['PUT', '/pause'],
    ['PUT', '/notices/empty'],
    ['POST', '/notices/add'],
    ['PATCH', '/notices/job-schedulers/x'],
    ['DELETE', '/notices'],
  ] as const)
    expect((await fetch(`${board}${path}`, { method, headers: { Cookie } })).status).toBe(403)
  await fresh.close()
})

test('no digest of what was sent with an idempotency key can be made without the secret', async () => {
  const redis = openRedis()
  const body = { name: 'statement-released' }
  const call = await steps.scheduleCall(service)
  const embargo = call.embargo.id
  await service.press.patch(`/v1/embargoes/${embargo}`, {
    terms: { until: 'notice', name: body.name },
    reason: 'It waits for the statement.',
  })
  steps.body(
    await service.press.post(`/v1/embargoes/${embargo}/notices`, body, { 'Idempotency-Key': 'k' }),
    200,
  )
  const [key, ...others] = await redis.keys(`{${service.namespace}}:idempotency:*`)
  expect(others).toEqual([])
  const kept = `${key} ${await redis.get(key ?? '')}`
  expect(kept).toContain('bodyDigest')
  for (const text of [JSON.stringify(body), TOKENS.press])
    for (const encoding of ['base64url', 'hex'] as const)
      expect(kept).not.toContain(createHash('sha256').update(text).digest(encoding))
  redis.disconnect()
})

test('an address whose escapes cannot be read is the same 404 as any other', async () => {
  const [odd, plain] = await Promise.all([ask('/releases/%ff'), ask('/releases/none')])
  expect([odd.status, await odd.text()]).toEqual([plain.status, await plain.text()])
})
