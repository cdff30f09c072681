/** What the running service answers is what its description says, for every operation and every code it can be made to refuse with. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSCRIPT } from '../support/a-call.ts'
import { type Description, readDescription } from '../support/described.ts'
import { abuseReport, postReport } from '../support/mail-reports.ts'
import { type Api, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let description: Description
let press: Api
let ops: Api
let anyone: Api

beforeAll(async () => {
  service = await startService({ texts: true })
  description = await readDescription(service)
  press = description.watch(service.press)
  ops = description.watch(service.ops)
  anyone = description.watch(service.anyone)
})
afterAll(() => service.close())

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('a call from its schedule to its receipt, and its release to its withdrawal', async () => {
  await steps.importSubscribers({ press }, ['desk@paper.example', 'gone@paper.example'])
  const found = await press.get('/v1/subscribers?email=gone@paper.example')
  steps.body(await press.delete(`/v1/subscribers/${found.body.items[0].id}`), 204)
  const texted = JSON.stringify({ phone: '+12025550123' })
  steps.body(
    await press.post('/v1/subscribers/import', texted, { 'Content-Type': 'application/x-ndjson' }),
    200,
  )
  steps.body(await press.get('/v1/subscribers?phone=%2B12025550123'), 200)
  steps.body(await press.get('/v1/subscribers?phone=2025550123'), 400)
  const following = followLive()

  const call = await steps.scheduleCall({ press }, { lateLift: { after: 'PT10M', do: 'hold' } })
  const path = `/v1/calls/${call.id}`
  steps.body(await press.get('/v1/calls?limit=1'), 200)
  const changed = await press.patch(path, { venue: 'Room 4', expectedEndsAt: '2026-03-14T15:20' })
  steps.body(changed, 200)
  await steps.start({ press }, call.id)
  const spoken = TRANSCRIPT.replace('Did they', 'Saloni, did Maggie')
  const loaded = steps.body(await press.put(`${path}/transcript`, spoken), 200)
  const said = { speaker: 'MODERATOR', role: 'moderator', paragraphs: ['The embargo is now lifted.'] }
  const next = { after: loaded.read.turns.length, turns: [said] }
  expect(steps.body(await press.post(`${path}/turns`, next), 200).prompt.act).toBe('end-call')
  const read = await press.get(path)
  const release = `/v1/releases/${read.body.portions[0].transcriptId}`
  const redactions = steps.body(await press.get(`${release}/redactions`), 200)
  expect(redactions.proposals.length).toBeGreaterThan(0)
  const strike = { turn: 1, paragraph: 0, start: 0, end: 9, mark: '[thanks]' }
  const [first, ...others] = redactions.proposals.map(({ id }: { id: string }) => id)
  const edits = { strikes: [strike], accept: [first], decline: others.slice(0, 1) }
  steps.body(await press.put(`${release}/redactions`, edits), 200)
  const replaced = await press.put(`${path}/transcript`, TRANSCRIPT.replace('Thank you.', 'Good day.'))
  expect(steps.body(replaced, 200).release.dropped.length).toBeGreaterThan(0)
  await steps.clearTranscript({ press }, call.id)
  steps.body(await press.delete(`${release}/clearance`), 200)
  await steps.clearTranscript({ press }, call.id)
  steps.body(await press.get(release), 200)
  steps.body(await press.get('/v1/releases'), 200)
  service.mail.refuse = () => 550
  const { embargo } = await steps.end({ press }, call.id)

  const { id, slug } = await steps.untilPublic({ press }, read.body.portions[0].transcriptId)
  const [alert] = await steps.untilAlertsSettled({ press }, id, 1)
  steps.body(await press.get(`/v1/alerts/${alert.id}`), 200)
  steps.body(await press.get(`/v1/alerts/${alert.id}/progress`), 200)
  service.mail.refuse = () => null
  steps.body(await press.post(`/v1/alerts/${alert.id}/retries`), 200)
  await steps.untilAlertsSettled({ press }, id, 1)
  const deliveries = `/v1/alerts/${alert.id}/deliveries`
  expect(steps.body(await press.get(`${deliveries}?state=sent`), 200).items).toHaveLength(2)
  steps.body(await press.get(`${deliveries}?phone=%2B12025550123`), 200)
  steps.body(await press.get(`${deliveries}?email=desk@paper.example`), 200)
  expect(steps.body(await press.get(`/v1/embargoes/${embargo.id}/receipt`), 200).published).toHaveLength(1)

  const correction = { note: 'A word was misheard.', turns: [said] }
  steps.body(await press.post(`${release}/corrections`, correction), 201)
  for (const suffix of ['', '.json', '.txt']) steps.body(await anyone.get(`/releases/${slug}${suffix}`), 200)
  for (const feed of ['/', '/feed.xml', '/feed.atom', '/feed.json']) steps.body(await anyone.get(feed), 200)
  const kill = { reason: 'The wrong call.', publicNotice: 'Please do not use it.' }
  steps.body(await press.post(`${release}/kill`, kill), 200)
  await steps.untilAlertsSettled({ press }, id, 3)
  steps.body(await anyone.get(`/releases/${slug}.json`), 410)
  const live = description.note('get', '/live', await following)
  expect(live.text.match(/^event: \w+$/gm)).toEqual(['event: release', 'event: correction', 'event: kill'])

  const [copy] = service.mail.received
  steps.body(await postReport({ ...service, anyone }, abuseReport(copy?.mail.messageId ?? '')), 202)
  steps.body(await press.get(deliveries), 200)
  steps.body(await press.get('/v1/audit?limit=200'), 200)
  steps.body(await press.get(`/v1/audit?record=${alert.id}`), 200)
})

/** The stream until it has told of a release, its correction and its kill. */
async function followLive() {
  const closing = new AbortController()
  const response = await fetch(`${service.url}/live`, { signal: closing.signal })
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    if (/^event: kill\ndata: .*\n\n/m.test(text)) break
  }
  closing.abort()
  return { status: response.status, headers: response.headers, text, body: null }
}

test('embargoes of every kind, with holds, notices, breaches and decisions', async () => {
  const rules = { basis: 'on-the-record' }
  const made = await press.post(
    '/v1/releases',
    {
      ...{ kind: 'statement', headline: 'Statement on the gauges', body: 'They *work*.', groundRules: rules },
      embargo: {
        latestOf: [
          { until: 'notice', name: 'gauges-read', expectedAt: '2099-01-01T09:00' },
          { until: 'time', at: '2099-01-01T09:00', timeZone: 'Europe/Rome' },
        ],
      },
    },
    { 'Idempotency-Key': 'gauges' },
  )
  const release = steps.body(made, 201)
  const path = `/v1/embargoes/${release.embargo.id}`
  steps.body(
    await press.put(`/v1/releases/${release.id}`, { headline: 'On the gauges', body: 'They work.' }),
    200,
  )
  steps.body(await press.get(path), 200)
  steps.body(await press.post(`${path}/notices`, { name: 'gauges-read' }), 200)
  const terms = [
    { until: 'time', at: '2099-01-01T09:00', timeZone: 'Europe/Rome' },
    {
      earliestOf: [
        { until: 'notice', name: 'gauges-read-again' },
        { until: 'time', at: '2099-01-01T09:00Z' },
      ],
    },
  ]
  for (const one of terms) steps.body(await press.patch(path, { terms: one, reason: 'As agreed.' }), 200)
  const breach = { where: 'https://paper.example', who: 'The Paper', since: '2026-11-24T02:00:00Z' }
  const { breaches } = steps.body(await press.post(`${path}/breaches`, breach), 201)
  steps.body(await press.put(`${path}/hold`, { reason: 'To look at it.' }), 200)
  steps.body(await press.post(`${path}/lift`, { reason: 'It is out.' }), 409)
  steps.body(await press.delete(`${path}/hold`), 200)
  steps.body(await press.get(`${path}/receipt`), 200)
  const lift = { reason: 'It is out.', breachId: breaches[0].id }
  expect(steps.body(await press.post(`${path}/lift`, lift), 200).cause).toBe('decision')
  steps.body(await press.get(`/v1/releases/${release.id}/alerts`), 200)

  steps.body(await press.put('/v1/hold-all', { reason: 'A drill.' }), 200)
  steps.body(await press.get('/v1/hold-all'), 200)
  steps.body(await ops.get('/v1/ops/overview'), 200)
  steps.body(await press.delete('/v1/hold-all?liftNow=true'), 200)
  steps.body(await press.get('/v1/hold-all'), 200)
  const { id } = await steps.scheduleCall({ press }, PORTIONED)
  expect(steps.body(await press.post(`/v1/calls/${id}/cancel`), 200).portions[1].embargo.state).toBe('void')
})

const PORTIONED = {
  groundRules: undefined,
  embargo: undefined,
  portions: [
    { name: 'Opening', groundRules: { basis: 'on-the-record' }, embargo: { until: 'none' } },
    {
      groundRules: { basis: 'on-background' },
      embargo: {
        latestOf: [
          { until: 'call-end', plus: 'PT10M' },
          { until: 'notice', name: 'said-so' },
        ],
      },
    },
  ],
}

test('what is read of transcripts, with one portion and with several', async () => {
  const read = (text: string) => press.post('/v1/transcripts/read', { text, callDate: '2026-03-14' })
  expect(steps.body(await read(TRANSCRIPT), 200).terms.kind).toBe('call-end')
  const opened = TRANSCRIPT.replace(
    'This call is on background',
    'The opening is on the record. This call is on background',
  )
  steps.body(await read(opened), 200)
  const until = (words: string) => TRANSCRIPT.replace('until the end of the call', words)
  steps.body(await read(until('until 5:00 a.m. local time in Rome, tomorrow')), 200)
  steps.body(await read(until('until the joint statement is released')), 200)
  steps.body(
    await read(
      TRANSCRIPT.replace('They agreed to meet', 'From here on we are on the record. They agreed to meet'),
    ),
    200,
  )
})

test('a subscription from sign-up to leaving', async () => {
  const email = 'new@paper.example'
  steps.body(await anyone.post('/subscribers', { email, topics: ['water'] }), 202)
  steps.body(await anyone.post('/subscribers', `email=${email}`, FORM), 202)
  const { mail } = await service.mail.until((one) => one.to === email)
  const token = /confirm\?token=([\w-]+)/.exec(mail.text ?? '')?.[1]
  steps.body(await anyone.get(`/subscribers/confirm?token=${token}`), 200)
  const confirmed = await anyone.post('/subscribers/confirm', `token=${token}`, FORM)
  const own = /preferences\?token=([\w-]+)/.exec(steps.body(confirmed, 200) ?? confirmed.text)?.[1]
  steps.body(await anyone.get(`/preferences?token=${own}`), 200)
  steps.body(await anyone.post(`/preferences?token=${own}`, 'paused=on&topics=water', FORM), 200)
  steps.body(await anyone.get(`/unsubscribe?token=${own}`), 200)
  steps.body(await anyone.post(`/unsubscribe?token=${own}`, 'List-Unsubscribe=One-Click', FORM), 200)
  for (const path of ['/subscribers/confirm', '/preferences', '/unsubscribe']) {
    steps.body(await anyone.get(`${path}?token=none`), 422)
    steps.body(await anyone.post(`${path}?token=none`, '', FORM), 422)
  }
  steps.body(await anyone.post('/subscribers', { phone: '+1 202 555 0124' }), 202)
  const text = await service.gateway?.until((one) => one.to === '+12025550124')
  const short = /confirm\?token=([\w-]{22})/.exec(text?.text ?? '')?.[1]
  steps.body(await anyone.post('/subscribers/confirm', `token=${short}`, FORM), 200)
  steps.body(await anyone.get(`/u/${own}`), 200)
  steps.body(await anyone.get('/u/none'), 422)
  const asked = Array.from({ length: 30 }, () => anyone.post('/subscribers', { email: 'none' }))
  const statuses = new Set((await Promise.all(asked)).map(({ status }) => status))
  expect(statuses).toEqual(new Set([400, 429]))
})

test('health, metrics, and the description itself', async () => {
  steps.body(await anyone.get('/healthz'), 200)
  await anyone.get('/readyz')
  steps.body(await ops.get('/metrics'), 200)
  steps.body(await anyone.get('/openapi.json'), 200)
  steps.body(await anyone.get('/docs'), 200)
})

test('refusals of every status', async () => {
  const wire = description.watch(service.wire)
  const { id } = await steps.scheduleCall({ press })
  const path = `/v1/calls/${id}`
  const nothing = '/v1/calls/cal_01KCFA3Q8ZC4W2J7N5T0R6XGHV'
  steps.body(await press.post('/v1/calls', { colour: 'blue' }), 400)
  steps.body(await press.get('/v1/calls?limit=0'), 400)
  steps.body(await press.get('/v1/audit?cursor=none'), 400)
  steps.body(await press.get('/v1/subscribers'), 400)
  steps.body(await press.post('/v1/calls', '{', { 'Content-Type': 'application/json' }), 400)
  for (const status of [401, 403]) {
    const who = status === 401 ? anyone : wire
    steps.body(await who.get(path), status)
    steps.body(await who.post('/v1/calls', {}), status)
    steps.body(await who.get('/v1/ops/overview'), status)
    steps.body(await who.get('/metrics'), status)
  }
  steps.body(await anyone.post('/v1/bounces', '', { 'Content-Type': 'message/rfc822' }), 401)
  steps.body(await postReport({ ...service, anyone }, 'From: nobody\r\n\r\nHello\r\n'), 422)
  for (const one of [
    nothing,
    '/v1/embargoes/none',
    '/v1/releases/none',
    '/v1/releases/none/redactions',
    '/v1/alerts/none',
  ])
    steps.body(await press.get(one), 404)
  steps.body(await press.get('/v1/alerts/none/progress'), 404)
  steps.body(await anyone.get('/releases/none.json'), 404)
  steps.body(await press.post(`${path}/end`), 409)
  steps.body(await press.patch(path, { venue: 'Hall' }, { 'If-Match': '"7"' }), 412)
  const large = TRANSCRIPT.padEnd(2_100_000, 'word ')
  steps.body(await press.put(`${path}/transcript`, large), 413)
  const image = { 'Content-Type': 'image/png' }
  steps.body(await press.put(`${path}/transcript`, 'png', image), 415)
  steps.body(await press.post('/v1/calls', 'png', image), 415)
  steps.body(await press.post('/v1/subscribers/import', 'png', image), 415)
  steps.body(await press.put(`${path}/transcript`, ' \n'), 422)
  const twice = { 'Idempotency-Key': 'twice' }
  steps.body(await press.post(`${path}/start`, {}, twice), 200)
  steps.body(await press.post('/v1/releases', { headline: 'A', body: 'B', kind: 'statement' }, twice), 422)
  const put = steps.body(await press.put(`${path}/transcript`, TRANSCRIPT), 200)
  steps.body(await press.put(`/v1/releases/${put.release.id}/clearance`, {}), 428)
})

test('all of it was as described', () => {
  const wrong = description.asked.flatMap(({ operationId, status, faults }) =>
    faults.map((fault) => `${operationId} ${status}: ${fault}`),
  )
  expect([...new Set(wrong)]).toEqual([])
  expect(description.asked.length).toBeGreaterThan(120)
})

test('every operation was asked, with success, and every code of a status that was refused is one that it has', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the document is JSON
  const paths: Record<string, Record<string, any>> = description.document.paths
  const succeeded = new Set(
    description.asked.filter(({ status }) => status < 300).map(({ operationId }) => operationId),
  )
  const all = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(all.filter((id) => !succeeded.has(id))).toEqual([])
  const refused = new Set(description.asked.filter(({ status }) => status >= 400).map(({ status }) => status))
  expect([...refused].sort()).toEqual(
    expect.arrayContaining([400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 428, 429]),
  )
})

test('the comparison bites: a field too many, one too few, a status and a type that are not described', async () => {
  const planted = await readDescription(service)
  const { asked, note } = planted
  const answer = await service.anyone.get('/healthz')
  const headers = new Headers({ 'Content-Type': 'text/html' })
  note('get', '/healthz', answer)
  note('get', '/healthz', { ...answer, body: { status: 'ok', host: 'a' } })
  note('get', '/healthz', { ...answer, body: {} })
  note('get', '/healthz', { ...answer, status: 500 })
  note('get', '/healthz', { ...answer, headers })
  note('get', '/nowhere', answer)
  expect(asked.map(({ faults }) => faults.length)).toEqual([0, 1, 1, 1, 1, 1])
})
