/** The desk's own zone: what belongs to no call is told in it, and what belongs to a call in the call's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIntakeConfig } from '../../src/config.ts'
import { pressTime } from '../../src/domain/instant.ts'
import { type Desk, signIn } from '../support/desk.ts'
import { type Service, STAFF, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const DESK = 'Asia/Tokyo'
const CALL = 'Europe/Rome'

let service: Service
let desk: Desk
beforeAll(async () => {
  service = await startService({ timeZone: DESK, overdueAfter: 'PT0S' })
  desk = await signIn(service, STAFF[0]?.email ?? '')
})
afterAll(() => service.close())

const htmlOf = async (path: string) => (await desk.get(path)).html
const toTheMinute = (iso: string, zone: string) => pressTime(Date.parse(iso), zone)
const ON_THE_RECORD = { basis: 'on-the-record' }

test('the receipt of a release of no call, its deliveries and its embargo are told in the desk’s zone', async () => {
  await steps.importSubscribers(service, ['reader@tidewater.example'])
  const made = await steps.clearStatement(service, { embargo: { until: 'none' }, groundRules: ON_THE_RECORD })
  const { embargo, publishedAt } = await steps.untilPublic(service, made.id)
  const [alert] = await steps.untilAlertsSettled(service, made.id, 1)
  const says = toTheMinute(publishedAt, DESK)
  const receipt = await htmlOf(`/desk/embargoes/${embargo.id}/receipt`)
  // When it lifted, to the millisecond, and when it was published.
  expect(receipt.replace(/:\d\d\.\d{3} /g, ' ').split(says).length - 1).toBeGreaterThan(
    receipt.split(says).length - 1,
  )
  expect(receipt).toContain(says)
  expect(receipt).not.toContain(toTheMinute(publishedAt, 'UTC'))
  const deliveries = await htmlOf(`/desk/alerts/${alert.id}`)
  expect(deliveries).toContain(says.replace(/^\S+ /, ''))
  expect(deliveries).not.toContain('UTC')
  for (const path of [`/desk/embargoes/${embargo.id}`, '/desk', '/desk/releases'])
    expect(await htmlOf(path), path).toContain('in Tokyo')
})

test('a notice that is overdue, and a change that came first, are told in it', async () => {
  const expectedAt = '2126-03-14T06:30:00Z'
  const terms = { until: 'notice', name: 'treaty-signed', expectedAt, timeZone: 'UTC' }
  const made = await steps.clearStatement(service, { embargo: terms, groundRules: ON_THE_RECORD })
  const path = `/desk/embargoes/${made.embargo.id}/terms`
  const { updatedAt } = steps.body(await service.press.get(`/v1/embargoes/${made.embargo.id}`), 200)
  const answer = await desk.submit(path, path, {
    ...{ revision: '999', reason: 'Later.', do: 'check', 'p1-t1-until': 'time' },
    ...{ 'p1-t1-atDate': '2126-03-15', 'p1-t1-atTime': '05:00', 'p1-t1-zone': 'UTC' },
  })
  expect(answer.html).toContain(`changed this at ${toTheMinute(updatedAt, DESK).replace(/,.*/, '')}`)
})

test('what belongs to a call stays in the call’s zone', async () => {
  const call = await steps.scheduleCall(service, { timeZone: CALL, startsAt: '2026-03-14T14:59' })
  const { id } = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const { publishedAt } = await steps.untilPublic(service, id)
  const receipt = await htmlOf(`/desk/embargoes/${call.embargo.id}/receipt`)
  expect(receipt).toContain(toTheMinute(publishedAt, CALL))
  expect(receipt).not.toContain(toTheMinute(publishedAt, DESK))
  expect(receipt).not.toContain('Tokyo')
})

test('a zone that is none is a fault of the configuration, named without its value', () => {
  const environment = { ...service.environment, TIME_ZONE: 'Mars/Olympus' }
  expect(() => readIntakeConfig(environment)).toThrow(/TIME_ZONE: An IANA name/)
  expect(() => readIntakeConfig(environment)).not.toThrow(/Mars/)
  expect(readIntakeConfig({ ...service.environment, TIME_ZONE: DESK }).TIME_ZONE).toBe(DESK)
  expect(readIntakeConfig(service.environment).TIME_ZONE).toBe('UTC')
})
