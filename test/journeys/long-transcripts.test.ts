/** A transcript long enough for the thread: withheld, edited, loaded again and added to as a short one is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSCRIPT } from '../support/a-call.ts'
import { aLongCall } from '../support/a-long-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ workers: 0 })
})
afterAll(() => service.close())

const NAME = 'Marguerite Oduya'
const STRUCK = 'five hours'
const LONG = TRANSCRIPT.replace('Q    Thanks.', `${aLongCall(400)}\n\nQ    Thanks.`)

test('it is answered with every name in it, and drafted with none; a strike stays when it is loaded again', async () => {
  const { press } = service
  expect(LONG.length).toBeGreaterThan(64 * 1024)
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const put = () => press.put(`/v1/calls/${call.id}/transcript`, LONG)
  const first = steps.body(await put(), 200)
  expect(first.read.turns.length).toBeGreaterThan(1200)
  expect(JSON.stringify(first.read)).toContain(NAME)
  const path = `/v1/releases/${first.release.id}`
  const turn = first.read.turns.findIndex(({ paragraphs: [text] }: { paragraphs: string[] }) =>
    text?.includes(STRUCK),
  )
  const start = first.read.turns[turn].paragraphs[0].indexOf(STRUCK)
  const strike = { turn, paragraph: 0, start, end: start + STRUCK.length, mark: '[some time]' }
  steps.body(await press.put(`${path}/redactions`, { strikes: [strike], accept: [], decline: [] }), 200)

  expect(steps.body(await put(), 200).release.dropped).toEqual([])
  const drafted = steps.body(await press.get(path), 200).content
  expect(drafted.body.transcript.turns).toHaveLength(first.read.turns.length)
  for (const gone of [NAME, STRUCK]) expect(JSON.stringify(drafted)).not.toContain(gone)
  expect(JSON.stringify(drafted)).toContain('met for [some time] on')
})

test('turns added under an Idempotency-Key are added once, and answered the same again', async () => {
  const { press } = service
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const { read } = steps.body(await press.put(`/v1/calls/${call.id}/transcript`, LONG), 200)
  const turns = [{ speaker: 'Q', role: 'reporter', paragraphs: ['And the gates?'] }]
  const add = () =>
    press.post(
      `/v1/calls/${call.id}/turns`,
      { after: read.turns.length, turns },
      { 'Idempotency-Key': 'turns' },
    )
  const [first, again] = [await add(), await add()]
  expect(steps.body(first, 200).read.turns).toEqual([...read.turns, ...turns])
  expect(steps.body(again, 200)).toEqual(first.body)
})

test.each([
  ['text/plain', ' '],
  ['text/html', '<p> </p>'],
])('nothing said is no transcript: %s', async (type, text) => {
  const call = await steps.scheduleCall(service)
  const answer = await service.press.put(`/v1/calls/${call.id}/transcript`, text, { 'Content-Type': type })
  expect(steps.body(answer, 422).code).toBe('empty-transcript')
})
