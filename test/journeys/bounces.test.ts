/** Mail that comes back: bounces and complaints end a subscription, refusals add up, and nobody else can. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIntakeConfig } from '../../src/config.ts'
import { oweAlert } from '../../src/domain/alert.ts'
import { startIntake } from '../../src/server.ts'
import { newId } from '../../src/store/identifiers.ts'
import { createStore } from '../../src/store/store.ts'
import { abuseReport, postfixReport, postReport, sign } from '../support/mail-reports.ts'
import { openRedis } from '../support/redis.ts'
import { createApi, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let alertId: string
let messageIds: ReadonlyMap<string, string>

const DESKS = ['dead', 'angry', 'full', 'late', 'fine', 'safe', 'back'].map((name) => `${name}@paper.example`)

/** One alert to everyone; its mails have the Message-IDs that reports will name. */
beforeAll(async () => {
  service = await startService()
  await steps.importSubscribers(service, DESKS)
  alertId = await sendAlert()
  const mails = service.mail.received.map(({ to, mail }) => [to, mail.messageId ?? ''] as const)
  messageIds = new Map(mails)
})
afterAll(() => service.close())

async function sendAlert(): Promise<string> {
  const call = await steps.scheduleCall(service, { topics: [] })
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  return alert.id
}

const idOf = (name: string) => messageIds.get(`${name}@paper.example`) ?? ''
const bounceOf = (name: string, status = '5.1.1', action = 'failed') =>
  postfixReport(idOf(name), [action, status, `${name}@paper.example`])
const subscriber = async (name: string) =>
  (await service.press.get(`/v1/subscribers?email=${name}@paper.example`)).body.items[0]
const delivery = async (name: string) =>
  (await service.press.get(`/v1/alerts/${alertId}/deliveries?email=${name}@paper.example`)).body.items[0]
const audit = async () => (await service.press.get(`/v1/audit?record=${alertId}`)).body.items
const reimport = (name: string) =>
  service.press.post('/v1/subscribers/import', JSON.stringify({ email: `${name}@paper.example` }), {
    'Content-Type': 'application/x-ndjson',
  })

test('a hard bounce ends the subscription with its reason, on the record, and no import undoes it', async () => {
  const answer = await postReport(service, bounceOf('dead'))
  expect(steps.body(answer, 202)).toEqual({ status: 'received' })
  const { id } = await subscriber('dead')
  expect(await subscriber('dead')).toMatchObject({ state: 'left', reason: 'bounced' })
  expect(await delivery('dead')).toMatchObject({ state: 'sent', code: 'bounced-5.1.1' })
  const entries = await audit()
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    act: 'end-subscription',
    actor: { role: 'system' },
    codes: [id.replace('sub_', 'subscriber-'), 'bounced', 'bounced-5.1.1'],
  })
  expect(JSON.stringify(entries)).not.toContain('paper.example')
  expect((await reimport('dead')).body).toMatchObject({ added: 0, known: 1 })
  expect(await subscriber('dead')).toMatchObject({ state: 'left', reason: 'bounced' })
})

test('the same report again is taken, and changes nothing', async () => {
  const before = [await subscriber('dead'), await delivery('dead'), await audit()]
  expect((await postReport(service, bounceOf('dead'))).status).toBe(202)
  expect([await subscriber('dead'), await delivery('dead'), await audit()]).toEqual(before)
})

test('a complaint ends the subscription with its reason, and no import undoes it', async () => {
  expect((await postReport(service, abuseReport(idOf('angry')))).status).toBe(202)
  expect(await subscriber('angry')).toMatchObject({ state: 'left', reason: 'complained' })
  expect(await delivery('angry')).toMatchObject({ state: 'sent', code: 'complained' })
  await reimport('angry')
  expect(await subscriber('angry')).toMatchObject({ state: 'left', reason: 'complained' })
})

test('a full mailbox and a delay are counted only, and the counts of the alert still add up', async () => {
  expect((await postReport(service, bounceOf('full', '5.2.2'))).status).toBe(202)
  expect((await postReport(service, bounceOf('late', '4.4.1', 'delayed'))).status).toBe(202)
  expect(await subscriber('full')).toMatchObject({ state: 'active', reason: null })
  expect(await subscriber('late')).toMatchObject({ state: 'active', reason: null })
  expect(await delivery('full')).toMatchObject({ state: 'sent', code: 'bounced-5.2.2' })
  expect(await delivery('late')).toMatchObject({ state: 'sent', code: 'delayed-4.4.1' })
  expect(await delivery('fine')).toMatchObject({ state: 'sent', code: null })
  const { email } = (await service.press.get(`/v1/alerts/${alertId}`)).body.channels
  expect(email).toMatchObject({ audience: DESKS.length, sent: DESKS.length, failed: 0, reported: 4 })
})

test('who bounced comes back by confirming afresh, and the old report cannot end that', async () => {
  await postReport(service, bounceOf('back'))
  expect(await subscriber('back')).toMatchObject({ state: 'left', reason: 'bounced' })
  await service.anyone.post('/subscribers', { email: 'back@paper.example', topics: [] })
  const { mail } = await service.mail.until(
    (one) => one.to === 'back@paper.example' && (one.mail.text?.includes('/subscribers/confirm') ?? false),
  )
  const token = /\/subscribers\/confirm\?token=([\w-]+)/.exec(mail.text ?? '')?.[1]
  await service.anyone.post('/subscribers/confirm', `token=${token}`, {
    'Content-Type': 'application/x-www-form-urlencoded',
  })
  expect(await subscriber('back')).toMatchObject({ state: 'active', reason: null })
  await postReport(service, bounceOf('back'))
  expect(await subscriber('back')).toMatchObject({ state: 'active', reason: null })
})

describe('nothing is changed by a report', () => {
  const secret = () => service.environment.BOUNCE_SECRET ?? ''

  test.each<[string, (body: string) => Record<string, string>]>([
    ['without a signature', () => ({ 'X-Signature': '' })],
    ['signed by another', (body) => ({ 'X-Signature': sign('another secret, as long as ours is', body) })],
    ['signed for another body', (body) => ({ 'X-Signature': sign(secret(), `${body} `) })],
    ['signed six minutes ago', (body) => ({ 'X-Signature': sign(secret(), body, 6 * 60_000) })],
    ['signed six minutes ahead', (body) => ({ 'X-Signature': sign(secret(), body, -6 * 60_000) })],
    ['with a signature cut short', (body) => ({ 'X-Signature': sign(secret(), body).slice(0, -2) })],
    ['with a token in its place', () => ({ 'X-Signature': 'Bearer press-token-of-ana-ruiz-for-tests' })],
  ])('%s: 401', async (_how, headers) => {
    const report = bounceOf('safe')
    const answer = await postReport(service, report, headers(report))
    expect(answer.status).toBe(401)
    expect(answer.body.code).toBe('bad-signature')
    expect(answer.headers.get('WWW-Authenticate')).toContain('X-Signature')
    expect(answer.text).not.toContain('safe')
    expect(await subscriber('safe')).toMatchObject({ state: 'active' })
  })

  test.each<[string, () => string]>([
    ['that makes up a Message-ID', () => '<AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA@news.example>'],
    ['that alters one', () => idOf('safe').replace(/^<./, (found) => (found === '<A' ? '<B' : '<A'))],
    ['about a mail of someone else', () => '<20261123190000.1234@paper.example>'],
    ['about no mail', () => ''],
  ])('%s: 202, as any', async (_how, messageId) => {
    const report = postfixReport(messageId(), ['failed', '5.1.1', 'safe@paper.example'])
    expect(steps.body(await postReport(service, report), 202)).toEqual({ status: 'received' })
    expect(await subscriber('safe')).toMatchObject({ state: 'active' })
  })

  test('about a confirmation mail: 202, as any', async () => {
    await service.anyone.post('/subscribers', { email: 'new@paper.example', topics: [] })
    const { mail } = await service.mail.until((one) => one.to === 'new@paper.example')
    const report = postfixReport(mail.messageId ?? '', ['failed', '5.1.1', 'new@paper.example'])
    expect(steps.body(await postReport(service, report), 202)).toEqual({ status: 'received' })
  })

  test.each<[string, number, string, string, Record<string, string>]>([
    ['that is none', 422, 'not-a-report', 'Subject: zebra\r\n\r\nzebra\r\n', {}],
    ['that is empty', 422, 'not-a-report', '', {}],
    ['too large', 413, 'body-too-large', 'zebra '.repeat(200_000), {}],
    ['of another type', 415, 'unsupported-media-type', 'zebra', { 'Content-Type': 'text/plain' }],
    ['packed', 415, 'unsupported-media-type', 'zebra', { 'Content-Encoding': 'gzip' }],
  ])('%s: %i %s, without an echo', async (_how, status, code, body, headers) => {
    const answer = await postReport(service, body, headers)
    expect(answer.status, answer.text).toBe(status)
    expect(answer.body.code).toBe(code)
    expect(answer.text).not.toContain('zebra')
  })
})

test('without its secret the path is like any that does not exist', async () => {
  const { BOUNCE_SECRET: _, ...environment } = service.environment
  const intake = await startIntake(
    readIntakeConfig({ ...environment, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }),
  )
  const url = `http://127.0.0.1:${intake.port}`
  const [there, nowhere] = await Promise.all(
    ['bounces', 'nowhere'].map((path) => createApi(url, null).post(`/v1/${path}`, bounceOf('safe'))),
  )
  expect([there?.status, there?.text]).toEqual([401, nowhere?.text])
  const press = createApi(url, 'press-token-of-ana-ruiz-for-tests')
  expect((await press.post('/v1/bounces', {})).status).toBe(404)
  await intake.close()
})

test('a third refusal in a row, a day after the first, ends the subscription; imports do not undo it', async () => {
  const address = 'moved@paper.example'
  await steps.importSubscribers(service, [address])
  const { id } = await subscriber('moved')
  await refusedBefore(Number(id.replace('sub_', '')), [3, 2])
  service.mail.refuse = (to) => (to === address ? 550 : null)
  const third = await sendAlert()
  service.mail.refuse = () => null
  const path = `/v1/alerts/${third}`
  expect((await service.press.get(path)).body.channels.email).toMatchObject({ failed: 1, owed: 0 })
  const { items } = (await service.press.get(`${path}/deliveries?email=${address}`)).body
  expect(items[0]).toMatchObject({ state: 'failed', code: expect.stringMatching(/^smtp-550/) })
  expect(await subscriber('moved')).toMatchObject({ state: 'left', reason: 'refused' })
  await reimport('moved')
  expect(await subscriber('moved')).toMatchObject({ state: 'left', reason: 'refused' })
  const entries = (await service.press.get(`/v1/audit?record=${third}`)).body.items
  expect(entries.map((entry: { act: string }) => entry.act)).toContain('end-subscription')
})

/** Alerts of days ago that refused one subscriber: the one thing that no journey has the time for. */
async function refusedBefore(number: number, daysAgo: readonly number[]): Promise<void> {
  const { NAMESPACE: namespace = '', SECRET: secret = '', SEAL_KEYS = '' } = service.environment
  const redis = openRedis()
  const store = createStore(redis, { namespace, secret, sealKeys: [Buffer.from(SEAL_KEYS, 'base64')] })
  for (const days of daysAgo) {
    const at = Date.now() - days * 24 * 60 * 60 * 1000
    const alert = oweAlert({
      id: newId('alert', at),
      kind: 'release',
      releaseIds: [newId('release', at)],
      now: at,
    })
    await store.commit([store.alerts.write({ ...alert, state: 'closed' })])
    await store.ledger.open(alert.id, 'email', { who: 'everyone' })
    const consequence = { does: 'count' } as const
    const said = { alertId: alert.id, channel: 'email', number, report: null, consequence, at } as const
    expect(await store.suppression.take({ ...said, auditBody: '' })).toBe('noted')
  }
  redis.disconnect()
}
