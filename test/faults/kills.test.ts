/** Processes killed again and again: nobody is forgotten, and only who was in doubt gets a second copy. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startCountingSink } from '../support/counting-sink.ts'
import { doubtedOf } from '../support/doubted.ts'
import { inForm } from '../support/fault-size.ts'
import { type OwnProcess, startOwnProcess } from '../support/processes.ts'
import { startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const { people, perSecond, kills } = inForm(
  { people: 1500, perSecond: 500, kills: 3 },
  { people: 20_000, perSecond: 1000, kills: 20 },
)
/** So many of them by text message, too. */
const TEXTED = people / 5
const CONNECTIONS = 5
const CLAIMS_PER_CONNECTION = 2

test(`${people} recipients at ${perSecond} a second, deliver processes killed ${kills} times`, {
  timeout: inForm(180_000, 900_000),
}, async () => {
  const service = await startService({ workers: 0, texts: true })
  undo.push(() => service.close())
  const sink = await startCountingSink()
  undo.push(() => sink.close())
  const everyone = Array.from({ length: people }, (_, index) => `desk${index}@paper.example`)
  await steps.importSubscribers(service, everyone)
  const phones = Array.from({ length: TEXTED }, (_, index) => `+1202555${1000 + index}`)
  const lines = phones.map((phone) => JSON.stringify({ phone })).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  steps.body(await service.press.post('/v1/subscribers/import', lines, headers), 200)

  const running = new Set<OwnProcess>()
  const start = async () => {
    const one = await startOwnProcess('workers', {
      ...service.environment,
      SMTP_URL: sink.url,
      SMTP_CONNECTIONS: String(CONNECTIONS),
      SMTP_MAX_PER_SECOND: String(perSecond),
      SMS_CONNECTIONS: String(CONNECTIONS),
      SMS_MAX_PER_SECOND: String(perSecond / 5),
    })
    running.add(one)
  }
  undo.push(() => Promise.all([...running].map((one) => one.kill())))
  await Promise.all([start(), start()])
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)

  const starting: Promise<void>[] = []
  let killed = 0
  while (killed < kills && sink.copies.size < people) {
    await delay(300 + Math.random() * 700)
    const [victim] = [...running].toSorted(() => Math.random() - 0.5)
    if (victim === undefined) continue
    running.delete(victim)
    await victim.kill()
    killed += 1
    starting.push(start())
  }
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  await Promise.all(starting)
  const { audience, sent, uncertain, failed, skipped, owed } = alert.channels.email
  const twice = everyone.filter((address) => (sink.copies.get(address) ?? []).length > 1)
  console.info(`${killed} kills: ${uncertain} uncertain, ${twice.length} got a second copy`)
  expect({ audience, failed, skipped, owed }).toEqual({ audience: people, failed: 0, skipped: 0, owed: 0 })
  expect(sent + uncertain).toBe(people)
  expect(sink.copies.size).toBe(people)
  expect(uncertain).toBeLessThanOrEqual(killed * CONNECTIONS * CLAIMS_PER_CONNECTION)
  const doubted = await doubtedOf(service, alert.id)
  expect(doubted.size).toBe(uncertain + alert.channels.sms.uncertain)
  for (const address of twice) {
    expect(doubted).toContain(address)
    expect(new Set(sink.copies.get(address)).size).toBe(1)
  }
  const texts = Map.groupBy(service.gateway?.received ?? [], ({ to }) => to)
  const { sms } = alert.channels
  expect(sms).toMatchObject({ audience: TEXTED, failed: 0, skipped: 0, owed: 0 })
  expect(sms.sent + sms.uncertain).toBe(TEXTED)
  expect(texts.size).toBe(TEXTED)
  expect(sms.uncertain).toBeLessThanOrEqual(killed * CONNECTIONS * CLAIMS_PER_CONNECTION)
  for (const [phone, copies] of texts) {
    if (copies.length > 1) expect(doubted).toContain(phone)
    expect(new Set(copies.map(({ id, text }) => `${id} ${text}`)).size).toBe(1)
  }
})
