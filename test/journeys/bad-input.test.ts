/** Bad input is refused with a stable code, changes nothing, and is never echoed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCall, TRANSCRIPT } from '../support/a-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const post = (body: unknown, headers?: Record<string, string>) =>
  service.press.post('/v1/calls', body, headers)

describe('a call', () => {
  test.each([
    ['an unknown field', { zebra: 'quagga' }, 400, 'invalid-body'],
    ['a wrong type', { title: 7 }, 400, 'invalid-body'],
    ['no ground rules', { groundRules: undefined }, 400, 'invalid-body'],
    ['an unknown basis', { groundRules: { basis: 'quagga' } }, 400, 'invalid-body'],
    ['an unknown zone', { timeZone: 'Mars/Quagga' }, 422, 'unknown-time-zone'],
    ['a start that is skipped', { startsAt: '2026-03-08T02:30' }, 422, 'nonexistent-local-time'],
    ['a start that comes twice', { startsAt: '2026-11-01T01:30' }, 422, 'ambiguous-local-time'],
    ['a day that is not', { startsAt: '2026-02-30T01:30' }, 422, 'invalid-time'],
    ['an end before its start', { expectedEndsAt: '2026-03-14T14:00' }, 422, 'ends-before-start'],
    ['an embargo in the past', { embargo: { until: 'time', at: '2020-01-01T05:00' } }, 422, 'time-in-past'],
    ['terms of no kind', { embargo: { until: 'quagga' } }, 400, 'invalid-body'],
    [
      'terms of two levels',
      { embargo: { latestOf: [{ until: 'none' }, { latestOf: [] }] } },
      400,
      'invalid-body',
    ],
    ['a bad address', { contact: { name: 'x', email: 'quagga' } }, 400, 'invalid-body'],
  ])('with %s is refused', async (_what, change, status, code) => {
    const answer = await post(aCall(change))
    expect(answer.body).toMatchObject({ status, code, title: expect.any(String), errors: expect.any(Array) })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.text).not.toContain('quagga')
  })

  test('an overlap names both candidates, and an offset settles it', async () => {
    const answer = await post(aCall({ startsAt: '2026-11-01T01:30' }))
    expect(answer.body.errors[0].message).toMatch(/01:30:00-04:00.*01:30:00-05:00/)
    expect((await post(aCall({ startsAt: '2026-11-01T01:30:00-05:00' }))).status).toBe(201)
  })
})

test('a body that is not JSON, too large, or of another type is refused', async () => {
  expect((await post('{"title": "quagga', { 'Content-Type': 'application/json' })).body).toMatchObject({
    code: 'malformed-body',
    status: 400,
  })
  expect((await post({ title: 'q'.repeat(2_200_000) })).body).toMatchObject({
    code: 'body-too-large',
    status: 413,
  })
  const call = await steps.scheduleCall(service)
  const odd = await service.press.put(`/v1/calls/${call.id}/transcript`, 'x', { 'Content-Type': 'image/png' })
  expect(odd.body).toMatchObject({ code: 'unsupported-media-type', status: 415 })
  const empty = await service.press.put(`/v1/calls/${call.id}/transcript`, ' \n ')
  expect(empty.body).toMatchObject({ code: 'empty-transcript', status: 422 })
})

test('roles are decided by route, before anything is looked up', async () => {
  for (const path of ['/v1/calls', '/v1/calls/cal_nothing', '/v1/nothing']) {
    const nobody = await service.anyone.get(path)
    expect(nobody.status).toBe(401)
    expect(nobody.headers.get('www-authenticate')).toContain('Bearer')
    expect((await service.ops.get(path)).status).toBe(403)
    expect((await service.wire.get(path)).status).toBe(403)
  }
  expect((await service.press.get('/v1/ops/overview')).status).toBe(403)
  expect((await service.ops.get('/v1/ops/overview')).status).toBe(200)
  expect((await service.press.get('/v1/calls/cal_nothing')).status).toBe(404)
})

test('a stale If-Match is refused and changes nothing; a fresh one is taken', async () => {
  const call = await steps.scheduleCall(service)
  const path = `/v1/calls/${call.id}`
  const first = await service.press.get(path)
  expect(first.headers.get('etag')).toBe('"1"')
  steps.body(await service.press.patch(path, { venue: 'Room 3' }, { 'If-Match': '"1"' }), 200)
  expect((await service.press.patch(path, { venue: 'Room 4' }, { 'If-Match': '"1"' })).status).toBe(412)
  expect((await service.press.get(path)).body).toMatchObject({ venue: 'Room 3', revision: 2 })
})

test('forbidden transitions are refused with 409', async () => {
  const call = await steps.scheduleCall(service)
  const path = `/v1/calls/${call.id}`
  expect((await service.press.post(`${path}/end`)).body).toMatchObject({ status: 409, code: 'call-not-live' })
  await steps.start(service, call.id)
  expect((await service.press.post(`${path}/start`)).body.code).toBe('call-not-scheduled')
  const future = { endedAt: '2099-01-01T00:00:00Z' }
  expect((await service.press.post(`${path}/end`, future)).body.code).toBe('ends-in-future')
  await steps.end(service, call.id)
  expect((await service.press.post(`${path}/cancel`)).body.code).toBe('call-ended')
})

test('an Idempotency-Key is one token’s own: another gets an answer of its own, or none', async () => {
  const key = { 'Idempotency-Key': 'shared-by-chance' }
  const mine = steps.body(await service.press.post('/v1/calls', aCall(), key), 201)
  const theirs = steps.body(await service.ben.post('/v1/calls', aCall(), key), 201)
  expect(theirs.id).not.toBe(mine.id)
  for (const other of [service.wire, service.ops, service.anyone])
    expect((await other.post('/v1/calls', aCall(), key)).text).not.toContain(mine.id)
})

test('an Idempotency-Key repeats the answer, not the effect', async () => {
  const key = { 'Idempotency-Key': 'one-call' }
  const [first, second] = await Promise.all([post(aCall(), key), post(aCall(), key)])
  const codes = [first?.status, second?.status].sort()
  expect([
    [201, 201],
    [201, 409],
  ]).toContainEqual(codes)
  const again = await post(aCall(), key)
  expect(again.status).toBe(201)
  expect([first?.body.id, second?.body.id]).toContain(again.body.id)
  expect(again.headers.get('location')).toBe(`/v1/calls/${again.body.id}`)
  expect((await post(aCall({ venue: 'Elsewhere' }), key)).body).toMatchObject({
    status: 422,
    code: 'idempotency-mismatch',
  })
  const refused = { 'Idempotency-Key': 'refused-call' }
  expect((await post(aCall({ timeZone: 'Nowhere' }), refused)).status).toBe(422)
  expect((await post(aCall({ timeZone: 'Nowhere' }), refused)).status).toBe(422)
})

test('what the ground rules forbid cannot be cleared', async () => {
  for (const basis of ['deep-background', 'off-the-record']) {
    const call = await steps.scheduleCall(service, { groundRules: { basis, attribution: 'official' } })
    const put = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, TRANSCRIPT), 200)
    const { id, revision, conflicts } = put.release
    const answer = await service.press.put(`/v1/releases/${id}/clearance`, {
      revision,
      acknowledge: conflicts,
    })
    expect(answer.body).toMatchObject({ status: 422, code: 'not-publishable' })
  }
})

test('a conflict between what was said and what is declared has to be acknowledged', async () => {
  const call = await steps.scheduleCall(service, { embargo: { until: 'none' } })
  const put = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, TRANSCRIPT), 200)
  expect(put.conflicts[0]).toMatchObject({ code: 'terms-differ', declared: 'no embargo' })
  const path = `/v1/releases/${put.release.id}/clearance`
  const refused = await service.press.put(path, { revision: put.release.revision })
  expect(refused.body).toMatchObject({ status: 422, code: 'unacknowledged-conflict' })
  steps.body(
    await service.press.put(path, { revision: put.release.revision, acknowledge: ['terms-differ'] }),
    200,
  )
  const { items } = steps.body(await service.press.get(`/v1/audit?record=${put.release.id}`), 200)
  const cleared = items.find((item: { act: string }) => item.act === 'clear-release')
  expect(cleared).toMatchObject({ codes: ['terms-differ'] })
})

test('names withheld after the transcript was cleared make it a draft again, with the names out', async () => {
  const call = await steps.scheduleCall(service, {
    groundRules: { basis: 'on-background', attribution: 'senior administration official' },
  })
  const release = await steps.clearTranscript(service, call.id)
  const before = await service.press.get(`/v1/releases/${release.id}`)
  expect(before.text).toContain('Oduya')
  const groundRules = {
    basis: 'on-background',
    attribution: 'senior administration official',
    speakers: [{ name: 'Marguerite Oduya', withheld: true }],
  }
  steps.body(await service.press.patch(`/v1/calls/${call.id}`, { groundRules }), 200)
  const after = await service.press.get(`/v1/releases/${release.id}`)
  expect(after.body.state).toBe('draft')
  expect(after.text).not.toContain('Oduya')
})

test('a public 404 is the same bytes whatever was asked, and is not kept', async () => {
  const answers = await Promise.all(
    ['/releases/x', '/releases/background-press-call', '/releases/%00', '/nothing/at/all'].map((path) =>
      service.anyone.get(path),
    ),
  )
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  for (const answer of answers) {
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  }
})

test('no way to the public takes a withheld name: not a correction, not a kill’s notice', async () => {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  await steps.untilPublic(service, release.id)
  const path = `/v1/releases/${release.id}`
  const kill = { reason: 'x', publicNotice: 'Withdrawn at the wish of Ms. Oduya.' }
  expect((await service.press.post(`${path}/kill`, kill)).body).toMatchObject({
    status: 422,
    code: 'withheld-name',
  })
  const correction = { note: 'Marguerite Oduya was misheard.', headline: 'What Daisy said' }
  const corrected = steps.body(await service.press.post(`${path}/corrections`, correction), 201)
  const page = await service.anyone.get(`/releases/${corrected.slug}`)
  expect(page.text).toContain('[senior administration official] was misheard')
  expect(page.text).not.toMatch(/Oduya|Daisy/)
})
