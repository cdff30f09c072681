/** Alerts by text message: signed up for, confirmed, sent, corrected, withdrawn and left, beside those by mail. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'
import type { SmsGateway } from '../support/sms-gateway.ts'
import * as steps from '../support/steps.ts'

let service: Service
let gateway: SmsGateway
beforeAll(async () => {
  service = await startService({ texts: true })
  if (service.gateway === null) throw new Error('Texts are not set up')
  gateway = service.gateway
})
afterAll(() => service.close())

const form = (path: string, fields: Record<string, string>) =>
  service.anyone.post(path, new URLSearchParams(fields).toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  })
const find = async (phone: string) =>
  (await service.press.get(`/v1/subscribers?${new URLSearchParams({ phone })}`)).body.items[0]
const tokenIn = (text: string, path: string) =>
  new RegExp(`${path}([\\w-]{22})(?:\\s|$)`).exec(text)?.[1] ?? ''
/** Texts to a number, in the order they came. */
const to = (phone: string) => gateway.received.filter((one) => one.to === phone)
const nth = async (phone: string, count: number) => {
  await gateway.until((one) => one.to === phone && to(phone).length >= count)
  return to(phone)[count - 1]?.text ?? ''
}

async function signUp(typed: string, phone: string): Promise<string> {
  const answer = await form('/subscribers', { by: 'phone', email: '', phone: typed })
  expect(answer.status).toBe(202)
  expect(answer.text).toContain('Check your phone')
  return nth(phone, 1)
}

async function importBoth(phone: string, email: string): Promise<void> {
  const lines = [{ phone }, { email, topics: [] }].map((line) => JSON.stringify(line)).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const { body } = await service.press.post('/v1/subscribers/import', lines, headers)
  expect(body).toMatchObject({ added: 2, refused: 0 })
}

test('from sign-up to leaving, a number is told what an address is, and both are counted', async () => {
  const phone = '+12025550101'
  const confirmation = await signUp('+1 (202) 555-0101', phone)
  expect(await find(phone)).toBeUndefined()
  const token = tokenIn(confirmation, '/subscribers/confirm\\?token=')
  expect((await service.anyone.get(`/subscribers/confirm?token=${token}`)).text).toContain('this number')
  expect(await find(phone)).toBeUndefined()
  expect((await form('/subscribers/confirm', { token })).status).toBe(200)
  expect(await find(phone)).toMatchObject({ phone, state: 'active', topics: [] })
  expect(await find(phone)).not.toHaveProperty('email')
  await steps.importSubscribers(service, ['journey@paper.example'])

  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  expect(to(phone)).toHaveLength(1)
  await steps.end(service, call.id)
  const lifted = await nth(phone, 2)
  const { slug } = await steps.untilPublic(service, release.id)
  expect(lifted).toMatch(/^Embargo lifted \d+:\d\d [ap]\.m\. E[DS]T, \w+ \d+\. On background\.\n/)
  expect(lifted).toContain(`${service.url}/releases/${slug}\n`)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  for (const counts of [alert.channels.email, alert.channels.sms])
    expect(counts).toMatchObject({ audience: 1, sent: 1, owed: 0, failed: 0, uncertain: 0 })
  const receipt = (await service.press.get(`/v1/embargoes/${release.embargo.id}/receipt`)).body
  expect(receipt.alerts[0].channels).toEqual(alert.channels)
  const deliveries = async (query: string) =>
    (await service.press.get(`/v1/alerts/${alert.id}/deliveries?${query}`)).body.items
  const told = { state: 'sent', uncertain: false, code: null }
  expect(await deliveries('')).toEqual([
    { phone, ...told },
    { email: 'journey@paper.example', ...told },
  ])
  expect(await deliveries(`phone=${phone}`)).toEqual([{ phone, ...told }])
  expect(await deliveries('channel=email')).toEqual([{ email: 'journey@paper.example', ...told }])
  const progress = (await service.press.get(`/v1/alerts/${alert.id}/progress`)).text
  expect(progress).toMatch(/^event: done\n/)
  expect(progress).toContain('"sms":{"audience":1,"sent":1')

  steps.body(
    await service.press.post(`/v1/releases/${release.id}/corrections`, { note: 'A word was wrong.' }),
    201,
  )
  expect(await nth(phone, 3)).toMatch(/^Correction /)
  const killed = { reason: 'Wrong file.', publicNotice: 'It was not final.' }
  steps.body(await service.press.post(`/v1/releases/${release.id}/kill`, killed), 200)
  const withdrawn = await nth(phone, 4)
  expect(withdrawn).toMatch(/^Withdrawn /)
  expect(withdrawn).toContain('\nIt was not final.\n')
  // Its address was public before, and says no more than it did then.
  expect(withdrawn.replace(/^http.*$/gm, '')).not.toContain('river')
  await steps.untilAlertsSettled(service, release.id, 3)

  const choices = await service.anyone.get(`/u/${tokenIn(withdrawn, '/u/')}`)
  expect([choices.status, choices.text.includes(phone)]).toEqual([200, true])
  for (const [header, value] of [
    ['Cache-Control', 'no-store'],
    ['Referrer-Policy', 'no-referrer'],
  ] as const)
    expect(choices.headers.get(header)).toBe(value)
  expect((await form('/unsubscribe', { token: tokenIn(withdrawn, '/u/') })).status).toBe(200)
  expect(await find(phone)).toMatchObject({ state: 'left', reason: 'unsubscribed' })
  expect(new Set(to(phone).map(({ id }) => id)).size).toBe(4)
  expect(to(phone)[1]?.headers.authorization).toMatch(/^Bearer /)
})

describe('a sign-up by text', () => {
  test('is answered the same whoever asks, and who is subscribed is told so by text', async () => {
    const [known, unknown] = ['+12025550102', '+12025550103'] as const
    await importBoth(known, 'beside@paper.example')
    const answers = await Promise.all(
      [known, unknown].map((phone) => service.anyone.post('/subscribers', { phone, topics: [] })),
    )
    expect(answers.map(({ status, text }) => ({ status, text }))).toEqual(
      [1, 2].map(() => ({ status: 202, text: '{"status":"confirmation-sent"}' })),
    )
    const already = await nth(known, 1)
    expect(already).toContain('already')
    expect((await service.anyone.get(`/preferences?token=${tokenIn(already, '/u/')}`)).text).toContain(known)
    expect(await nth(unknown, 1)).toContain('confirm within 7 days')
  })

  test.each([
    ['+1 202 555', 'phone'],
    ['202 555 0104', 'phone'],
    ['', 'email'],
  ])('with “%s” is refused by name, and never quoted', async (phone, path) => {
    const answer = await service.anyone.post('/subscribers', { phone })
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].path).toBe(path)
    if (phone !== '') expect(answer.text).not.toContain(phone)
    const page = await form('/subscribers', { by: 'phone', email: '', phone })
    expect([page.status, page.text.includes('with + and its country code')]).toEqual([400, true])
  })

  test('texts nobody more than three times an hour', async () => {
    const phone = '+12025550105'
    for (let times = 0; times < 5; times += 1)
      expect((await service.anyone.post('/subscribers', { phone })).status).toBe(202)
    await nth(phone, 3)
    // Whoever asks next is served after all who asked before.
    await service.anyone.post('/subscribers', { phone: '+12025550106' })
    await nth('+12025550106', 1)
    expect(to(phone)).toHaveLength(3)
  })

  test('a form with both fields is taken as it says', async () => {
    const fields = { email: 'either@paper.example', phone: '+12025550107' }
    await form('/subscribers', { by: 'email', ...fields })
    await service.mail.until((one) => one.to === fields.email)
    await form('/subscribers', { by: 'phone', ...fields })
    await nth(fields.phone, 1)
    expect(service.mail.received.filter((one) => one.to === fields.email)).toHaveLength(1)
  })

  test('its link brings back who left, and is no link once it is changed', async () => {
    const phone = '+12025550108'
    await importBoth(phone, 'with@paper.example')
    const { id } = await find(phone)
    const token = tokenIn(await signUp(phone, phone), '/u/')
    await form('/unsubscribe', { token })
    expect((await service.anyone.get(`/preferences?token=${token}`)).text).toContain(phone)
    expect((await form('/preferences/return', { token })).status).toBe(202)
    const link = tokenIn(await nth(phone, 2), 'confirm\\?token=')
    const other = `${link.startsWith('A') ? 'B' : 'A'}${link.slice(1)}`
    expect((await form('/subscribers/confirm', { token: other })).status).toBe(422)
    expect((await form('/subscribers/confirm', { token: link })).status).toBe(200)
    expect(await find(phone)).toMatchObject({ id, state: 'active' })
    expect((await form('/subscribers/confirm', { token: link })).text).toContain('subscribed already')
  })
})

test('an erased number is gone, and no import brings it back', async () => {
  const phone = '+12025550109'
  await importBoth(phone, 'stays@paper.example')
  const { id } = await find(phone)
  steps.body(await service.press.delete(`/v1/subscribers/${id}`), 204)
  expect(await find(phone)).toBeUndefined()
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const again = await service.press.post('/v1/subscribers/import', JSON.stringify({ phone }), headers)
  expect(again.body).toMatchObject({ added: 0, known: 1 })
})

test('what failed is told by its reason, and sent again on its own channel', async () => {
  const phone = '+12025550110'
  await importBoth(phone, 'retry@paper.example')
  gateway.answer = (number) => (number === phone ? 422 : 202)
  const release = await steps.clearStatement(service, {
    embargo: { until: 'none' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  expect(alert.channels).toMatchObject({ email: { failed: 0 }, sms: { failed: 1 } })
  const path = `/v1/alerts/${alert.id}`
  expect((await service.press.get(`${path}/deliveries?state=failed`)).body.items).toEqual([
    { phone, state: 'failed', uncertain: false, code: 'sms-422' },
  ])
  const desk = await signIn(service, 'ana@example.gov')
  const page = (await desk.get(`/desk/alerts/${alert.id}`)).html
  for (const words of ['E-mail', 'Text messages', 'The gateway refused the number or the text', phone])
    expect(page).toContain(words)
  expect((await desk.get(`/desk/alerts/${alert.id}?address=%2B1+202+555+0110`)).html).toContain('sms-422')
  expect((await desk.get(`/desk/alerts/${alert.id}?address=202`)).html).toContain('did not go to 202')
  gateway.answer = () => 202
  const before = to(phone).length
  const retried = steps.body(await service.press.post(`${path}/retries`, { reasons: ['sms-422'] }), 200)
  expect(retried.channels).toMatchObject({ email: { owed: 0 }, sms: { failed: 0, owed: 1 } })
  await nth(phone, before + 1)
  await steps.untilAlertsSettled(service, release.id, 1)
  expect(new Set(to(phone).map(({ id }) => id)).size).toBe(1)
})

test('metrics count each channel by itself', async () => {
  const { text } = await service.ops.get('/metrics')
  for (const channel of ['email', 'sms']) {
    expect(text).toMatch(new RegExp(`^hfr_subscribers\\{channel="${channel}"\\} [1-9]`, 'm'))
    expect(text).toMatch(new RegExp(`^hfr_deliveries_owed\\{channel="${channel}"\\} 0$`, 'm'))
  }
})

test('where texts are not set up none are offered, and no number is taken', async () => {
  const offers = async (at: Service) => (await at.anyone.get('/subscribe')).text
  expect(await offers(service)).toContain('name="phone"')
  expect((await service.anyone.get('/')).text).toContain('text message')
  const without = await startService({ workers: 0 })
  expect(await offers(without)).not.toMatch(/name="(?:phone|by)"|text message/)
  expect((await without.anyone.get('/')).text).not.toContain('text message')
  const answer = await without.anyone.post('/subscribers', { phone: '+12025550111' })
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'email'])
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const imported = await without.press.post('/v1/subscribers/import', '{"phone":"+12025550111"}', headers)
  expect(imported.body).toMatchObject({ lines: 0, refused: 1 })
  await without.close()
})
