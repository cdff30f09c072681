/** Where two people must approve, one alone publishes nothing, by whichever door they come. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ twoPerson: true })
})
afterAll(() => service.close())

const STATEMENT = {
  kind: 'statement',
  headline: 'Statement on the river talks',
  body: 'The talks went on for five hours.',
  embargo: { until: 'none' },
  groundRules: { basis: 'on-the-record', attribution: 'spokesperson', speakers: [] },
}

test('the first approval leaves a draft, the same person gives no second, another person publishes', async () => {
  const { press, ben } = service
  const { id } = steps.body(await press.post('/v1/releases', STATEMENT), 201)
  const path = `/v1/releases/${id}/clearance`

  const first = steps.body(await press.put(path, { revision: 1 }), 200)
  expect(first).toMatchObject({ state: 'draft', approvedBy: 'Ana Ruiz', clearedRevision: null, slug: null })
  expect(steps.body(await press.put(path, { revision: 1 }), 409).code).toBe('second-person')

  const second = steps.body(await ben.put(path, { revision: 1 }), 200)
  expect(second).toMatchObject({ state: 'public', approvedBy: 'Ana Ruiz', clearedRevision: 1 })
  const { items } = steps.body(await press.get('/v1/audit'), 200)
  const acts = items.map(({ act, actor }: { act: string; actor: { name: string } }) => [act, actor.name])
  expect(acts.slice(0, 2)).toEqual([
    ['clear-release', 'Ben Osei'],
    ['approve-release', 'Ana Ruiz'],
  ])
})

test('new words need two approvals again, and an approval can be taken back', async () => {
  const { press, ben } = service
  const { id } = steps.body(await press.post('/v1/releases', STATEMENT), 201)
  const path = `/v1/releases/${id}`
  steps.body(await press.put(`${path}/clearance`, { revision: 1 }), 200)
  const { headline, body } = STATEMENT
  const revised = steps.body(await press.put(path, { headline, body: `${body} No more.` }), 200)
  expect(revised).toMatchObject({ state: 'draft', approvedBy: null })
  expect((await ben.put(`${path}/clearance`, { revision: 1 })).status).toBe(412)

  const at = { revision: revised.revision }
  expect(steps.body(await ben.put(`${path}/clearance`, at), 200)).toMatchObject({
    state: 'draft',
    approvedBy: 'Ben Osei',
  })
  expect(steps.body(await press.delete(`${path}/clearance`), 200).approvedBy).toBeNull()
  expect(steps.body(await press.put(`${path}/clearance`, at), 200).state).toBe('draft')
  expect(steps.body(await ben.put(`${path}/clearance`, at), 200).state).toBe('public')
})

test('two people who approve in the same moment publish it once', async () => {
  const { press, ben } = service
  const { id } = steps.body(await press.post('/v1/releases', STATEMENT), 201)
  const path = `/v1/releases/${id}/clearance`
  const answers = await Promise.all([press, ben].map((one) => one.put(path, { revision: 1 })))
  expect(answers.map(({ body }) => body.state).sort()).toEqual(['draft', 'public'])
  const { items } = steps.body(await press.get(`/v1/releases/${id}/alerts`), 200)
  expect(items).toHaveLength(1)
})
