/** `/metrics`: for ops alone, of the whole service whichever intake is asked, in numbers and codes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOwnProcess } from '../support/processes.ts'
import { createApi, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ overdueAfter: 'PT0S' })
})
afterAll(() => service.close())

const read = async (api = service.ops) => {
  const answer = await api.get('/metrics')
  expect(answer.status, answer.text).toBe(200)
  return answer.text
}
const value = (text: string, series: string): number | null => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length + 1))
}
const until = (series: string, wanted: number) =>
  steps.eventually(read, (text) => value(text, series) === wanted)

test('a token of role ops is needed', async () => {
  const anyone = await service.anyone.get('/metrics')
  expect(anyone.status).toBe(401)
  expect(anyone.headers.get('WWW-Authenticate')).toContain('Bearer')
  for (const api of [service.press, service.wire]) expect((await api.get('/metrics')).status).toBe(403)
  const { status, headers } = await service.ops.get('/metrics')
  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(headers.get('Cache-Control')).toBe('no-store')
})

test('what is due, lifted, owed, overdue and held shows, and how late lifts were', async () => {
  await steps.importSubscribers(service, ['one@paper.example', 'two@paper.example'])
  const at = { until: 'time', at: steps.fromNow(3_600_000), timeZone: 'UTC' }
  await steps.clearStatement(service, {
    ...{ embargo: at, groundRules: { basis: 'on-the-record', attribution: 'spokesperson' } },
  })
  const call = await steps.scheduleCall(service, {
    ...{ startsAt: steps.fromNow(-60_000), expectedEndsAt: steps.fromNow(-30_000) },
  })
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  steps.body(await service.press.put('/v1/hold-all', { reason: 'everything waits' }), 200)
  const before = await until('hfr_overdue{kind="call-end"}', 1)
  expect(value(before, 'hfr_lifts_scheduled')).toBe(1)
  expect(value(before, 'hfr_hold_all')).toBe(1)
  expect(value(before, 'hfr_subscribers{channel="email"}')).toBe(2)
  expect(value(before, 'hfr_lifts_total{cause="terms"}')).toBe(0)

  steps.body(await service.press.delete('/v1/hold-all'), 200)
  service.mail.refuse = () => 451
  await steps.end(service, call.id)
  await steps.untilPublic(service, release.id)
  const owed = await until('hfr_deliveries_owed{channel="email"}', 2)
  expect(value(owed, 'hfr_alerts_open')).toBe(1)
  service.mail.refuse = () => null

  const after = await until('hfr_lifts_total{cause="terms"}', 1)
  expect(value(after, 'hfr_overdue{kind="call-end"}')).toBe(0)
  expect(after).toContain('# TYPE hfr_lift_lateness_seconds histogram')
  expect(value(after, 'hfr_lift_lateness_seconds_count')).toBe(1)
  expect(value(after, 'hfr_lift_lateness_seconds_bucket{le="+Inf"}')).toBe(1)
  expect(value(after, 'hfr_lift_lateness_seconds_bucket{le="60"}')).toBe(1)
  const { latenessMs } = (await service.press.get(`/v1/embargoes/${call.embargo.id}/receipt`)).body
  expect(value(after, 'hfr_lift_lateness_seconds_sum')).toBeCloseTo(latenessMs / 1000, 6)
  expect(value(after, 'hfr_redis_memory_used_bytes')).toBeGreaterThan(0)
  expect(value(after, 'hfr_queue_jobs{queue="alerts",state="completed"}')).toBeGreaterThan(0)
  expect(value(after, 'process_resident_memory_bytes')).toBeGreaterThan(0)
})

test('a lift by decision counts as one, and is late by nothing', async () => {
  const before = await read()
  const made = await steps.clearStatement(service, {
    embargo: { until: 'notice', name: 'said' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
  steps.body(await service.press.post(`/v1/embargoes/${made.embargo.id}/lift`, { reason: 'it is out' }), 200)
  const after = await until('hfr_lifts_total{cause="decision"}', 1)
  const count = 'hfr_lift_lateness_seconds_count'
  expect(value(after, count)).toBe(value(before, count))
})

test('another intake says the same of the service', async () => {
  const other = await startOwnProcess('intake', { ...service.environment, PORT: '0', HOST: '127.0.0.1' })
  const api = createApi(`http://127.0.0.1:${other.port}`, 'ops-token-of-someone-for-tests')
  const ofService = (text: string) =>
    text
      .split('\n')
      .filter((line) => /^hfr_(lifts|lift_|alerts|notices|subscribers|hold|failed)/.test(line))
      .sort()
  expect(ofService(await read(api))).toEqual(ofService(await read()))
  expect(ofService(await read()).length).toBeGreaterThan(10)
  await other.stop()
})

test('nothing in it is free text: names, codes and numbers', async () => {
  const text = await read()
  for (const line of text.split('\n'))
    if (line.startsWith('hfr_'))
      expect(line).toMatch(/^hfr_[a-z_]+(\{([a-z]+="[\w+.-]*",?)*\})? -?[\d.e+-]+$/)
  expect(text).not.toMatch(/river|paper\.example|Ana|example\.gov/)
})
