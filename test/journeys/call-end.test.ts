/** The story the project comes from: a background call, embargoed until it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCall, TRANSCRIPT } from '../support/a-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

test('nothing is public until the call ends, then the page and the mail are, without a withheld name', async () => {
  const { press, anyone, mail } = service
  const imported = await fetch(`${service.url}/v1/subscribers/import`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer press-token-of-ana-ruiz-for-tests',
      'Content-Type': 'application/x-ndjson',
    },
    body: '{"email":"desk@paper.example","topics":["water"]}\nnot json\n{"email":"other@paper.example","topics":["trade"]}\n',
  })
  expect(await imported.json()).toMatchObject({ added: 2, refused: 1 })

  const call = await press.post('/v1/calls', aCall())
  expect(call.status, call.text).toBe(201)
  const id = call.body.id
  const put = await press.put(`/v1/calls/${id}/transcript`, TRANSCRIPT)
  expect(put.status, put.text).toBe(200)
  const { release } = put.body
  const cleared = await press.put(`/v1/releases/${release.id}/clearance`, { revision: release.revision })
  expect(cleared.status, cleared.text).toBe(200)
  expect((await press.post(`/v1/calls/${id}/start`)).status).toBe(200)
  expect((await anyone.get('/')).text).not.toContain('river')

  const ended = await press.post(`/v1/calls/${id}/end`)
  expect(ended.status, ended.text).toBe(200)
  const got = await mail.until((one) => one.to === 'desk@paper.example')
  expect(got.mail.subject).toContain('river talks')
  expect(got.mail.text).not.toContain('Oduya')

  const now = await press.get(`/v1/releases/${release.id}`)
  expect(now.body.state).toBe('public')
  const page = await anyone.get(`/releases/${now.body.slug}`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('lower river')
  expect(page.text).not.toContain('Oduya')
  expect((await anyone.get('/')).text).toContain('river talks')

  const receipt = await press.get(`/v1/embargoes/${ended.body.embargo.id}/receipt`)
  expect(receipt.body).toMatchObject({ state: 'lifted', cause: 'terms' })
  expect(receipt.body.latenessMs).toBeLessThan(1000)
})

describe('with no worker there at all', () => {
  let alone: Service
  beforeAll(async () => {
    alone = await startService({ workers: 0 })
  })
  afterAll(() => alone.close())

  const isPublic = async (releaseId: string) => {
    const { slug } = (await alone.press.get(`/v1/releases/${releaseId}`)).body
    return slug !== null && (await alone.anyone.get(`/releases/${slug}`)).status === 200
  }

  test('a call’s contents are public by the time its end is answered, in the same instant', async () => {
    const call = await steps.scheduleCall(alone)
    const release = await steps.clearTranscript(alone, call.id)
    await steps.start(alone, call.id)
    expect(await isPublic(release.id)).toBe(false)
    const ended = await steps.end(alone, call.id)
    expect(await isPublic(release.id)).toBe(true)
    const { liftedAt, cause } = (await alone.press.get(`/v1/embargoes/${call.embargo.id}`)).body
    expect(cause).toBe('terms')
    expect(Date.parse(liftedAt)).toBeGreaterThanOrEqual(Date.parse(ended.endedAt))
  })

  test('so are they once the notice is given', async () => {
    const call = await steps.scheduleCall(alone, { embargo: { until: 'notice', name: 'signed' } })
    const release = await steps.clearTranscript(alone, call.id)
    steps.body(await alone.press.post(`/v1/embargoes/${call.embargo.id}/notices`, { name: 'signed' }), 200)
    expect(await isPublic(release.id)).toBe(true)
  })

  test('not while everything is held: the call ends, and nothing lifts', async () => {
    const call = await steps.scheduleCall(alone)
    const release = await steps.clearTranscript(alone, call.id)
    await steps.start(alone, call.id)
    steps.body(await alone.press.put('/v1/hold-all', { reason: 'A question of substance' }), 200)
    expect((await steps.end(alone, call.id)).state).toBe('ended')
    expect(await isPublic(release.id)).toBe(false)
    expect((await alone.press.get(`/v1/embargoes/${call.embargo.id}`)).body.state).toBe('scheduled')
  })
})
