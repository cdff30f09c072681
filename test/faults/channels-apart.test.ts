/** Channels apart: whatever is wrong with the server of one, the other's alerts, confirmations and lifts go on. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import type { SmsGateway } from '../support/sms-gateway.ts'
import * as steps from '../support/steps.ts'

/** Several ranges: those of two alerts are more than the jobs that a process works on at one time. */
const PEOPLE = 3000
const SHOWN = 40

let service: Service
let gateway: SmsGateway
let goOn: () => void
const released: string[] = []
let hanging: Promise<void>
beforeEach(async () => {
  service = await startService({ texts: true })
  if (service.gateway === null) throw new Error('Texts are not set up')
  gateway = service.gateway
  hanging = new Promise((resolve) => {
    goOn = resolve
  })
})
afterEach(async () => {
  goOn()
  await service.close()
})

const phone = (index: number) => `+1202555${String(1000 + index)}`
const email = (index: number) => `desk${index}@paper.example`

async function importAll(lines: readonly object[]): Promise<void> {
  const { body } = await service.press.post(
    '/v1/subscribers/import',
    lines.map((line) => JSON.stringify(line)).join('\n'),
    { 'Content-Type': 'application/x-ndjson' },
  )
  expect(body).toMatchObject({ added: lines.length, refused: 0 })
}

async function publish(): Promise<{ id: string; embargo: { id: string } }> {
  return steps.clearStatement(service, {
    embargo: { until: 'time', at: steps.fromNow(600), timeZone: 'UTC' },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
  })
}

const alertOf = async ({ id }: { id: string }) =>
  (await service.press.get(`/v1/releases/${id}/alerts`)).body.items[0]

const latenessOf = async ({ embargo }: { embargo: { id: string } }) =>
  (await service.press.get(`/v1/embargoes/${embargo.id}/receipt`)).body.latenessMs

/** Two releases of which everyone is told, on the channel that goes on; nobody on the other. Then both are withdrawn. */
async function expectToldOn(
  channel: 'email' | 'sms',
  told: (count: number) => Promise<readonly unknown[]>,
): Promise<void> {
  const other = channel === 'email' ? 'sms' : 'email'
  for (const times of [1, 2]) {
    const release = await publish()
    await steps.untilPublic(service, release.id)
    expect(await told(times * SHOWN)).toHaveLength(times * SHOWN)
    await steps.eventually(
      () => alertOf(release),
      (alert) => alert?.channels[channel]?.sent === SHOWN,
    )
    const { state, channels } = await alertOf(release)
    expect({ state, sent: channels[other].sent, owed: channels[other].owed }).toEqual({
      state: 'open',
      sent: 0,
      owed: PEOPLE,
    })
    // What waited for the other channel would be late by as long as its server hangs.
    expect(await latenessOf(release)).toBeLessThan(10_000)
    released.push(release.id)
  }
}

/** What hangs goes on; nothing of what else was owed is sent. */
async function end(): Promise<void> {
  const killed = { reason: 'The test is over.', publicNotice: 'Withdrawn.' }
  for (const id of released.splice(0))
    steps.body(await service.press.post(`/v1/releases/${id}/kill`, killed), 200)
  goOn()
}

const many = (of: (index: number) => object, count: number) =>
  Array.from({ length: count }, (_, index) => of(index))

test('a mail server that hangs keeps back no text, no confirmation by text and no lift', {
  timeout: 90_000,
}, async () => {
  await importAll([
    ...many((index) => ({ email: email(index) }), PEOPLE),
    ...many((index) => ({ phone: phone(index) }), SHOWN),
  ])
  service.mail.beforeAccepting = () => hanging
  // All that may confirm by mail at one time hang, too.
  for (let index = 0; index < 12; index += 1)
    await service.anyone.post('/subscribers', { email: `new${index}@paper.example` })
  await expectToldOn('sms', gateway.count)
  await service.anyone.post('/subscribers', { phone: '+12025550100' })
  await gateway.until((one) => one.to === '+12025550100')
  expect(service.mail.received).toHaveLength(0)
  await end()
})

test('a gateway that hangs keeps back no mail, no confirmation by mail and no lift', {
  timeout: 90_000,
}, async () => {
  await importAll([
    ...many((index) => ({ phone: phone(index) }), PEOPLE),
    ...many((index) => ({ email: email(index) }), SHOWN),
  ])
  gateway.beforeAnswering = () => hanging
  for (let index = 0; index < 12; index += 1)
    await service.anyone.post('/subscribers', { phone: `+1202556${1000 + index}` })
  await expectToldOn('email', service.mail.count)
  await service.anyone.post('/subscribers', { email: 'new@paper.example' })
  await service.mail.until((one) => one.to === 'new@paper.example')
  await end()
})
