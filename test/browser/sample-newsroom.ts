/** A newsroom with something in every state: what the browser tests visit and the screenshots show. */
import { DateTime } from 'luxon'
import { confirmationToken } from '../../src/commands/sign-up.ts'
import { sampleCall, sampleTranscript } from '../../src/embedded/sample.ts'
import { createSealing } from '../../src/store/seal.ts'
import type { Service } from '../support/service.ts'
import * as steps from '../support/steps.ts'

export type Newsroom = {
  /** Slugs of what is public, by what it shows. */
  readonly slugs: Readonly<Record<'transcript' | 'statement' | 'corrected' | 'killed', string>>
  readonly callId: string
  readonly statementId: string
  /** Of a reader who gets everything. */
  readonly token: string
  /** Of one who is about to leave. */
  readonly leaver: string
  /** Of a sign-up that nobody has confirmed. */
  readonly confirmation: string
  /** Of one that is too old by now. */
  readonly expired: string
  /** Of a call that is announced, as it stands in its address. */
  readonly upcoming: string
  /** Of one of which two releases are public, one of them withdrawn. */
  readonly released: string
}

const READER = 'reader@tidewater.example'
const LEAVER = 'leaver@tidewater.example'
const ASKED = 'new.reader@coastline.example'
/** Their mail fails: for good, and for now. They come to the call alone, so that all else is settled. */
const FULL = 'full.mailbox@tidewater.example'
const GREY = 'slow.desk@tidewater.example'
const ANSWERS: ReadonlyMap<string, number> = new Map([
  [FULL, 552],
  [GREY, 451],
])

/** Needs workers: the reader's links come by mail. `more`: how many other readers there are. */
export async function fillNewsroom(service: Service, more = 0): Promise<Newsroom> {
  service.mail.refuse = (address) => ANSWERS.get(address) ?? null
  const others = Array.from({ length: more }, (_, index) => `desk.${index + 1}@coastline.example`)
  await steps.importSubscribers(service, [READER, LEAVER, ...others])
  if (service.gateway !== null) await importPhones(service)
  const statement = await publish(service, STATEMENT)
  const corrected = await publish(service, FACT_SHEET)
  const killed = await publish(service, READOUT)
  for (const { id } of [statement, corrected, killed]) await steps.untilAlertsSettled(service, id, 1)
  await steps.importSubscribers(service, [FULL, GREY])
  const { callId, transcript } = await endedCall(service)
  steps.body(await service.press.post(`/v1/releases/${corrected.id}/corrections`, CORRECTION), 201)
  steps.body(await service.press.post(`/v1/releases/${killed.id}/kill`, KILL), 200)
  const announced = steps.body(await service.press.post('/v1/calls', announcedCall()), 201)
  await service.anyone.post('/subscribers', { email: ASKED, topics: ['harbor-safety'] })
  const [token, leaver] = [await tokenOf(service, READER), await tokenOf(service, LEAVER)]
  const asked = await service.mail.until(({ to }) => to === ASKED)
  return {
    slugs: {
      transcript: transcript.slug,
      statement: statement.slug,
      corrected: corrected.slug,
      killed: killed.slug,
    },
    callId,
    statementId: String(statement.id),
    token,
    leaver,
    upcoming: String(announced.announcement.path).replace('/upcoming/', ''),
    released: await releasedCall(service),
    expired: expiredConfirmation(service),
    confirmation: /confirm\?token=([\w-]+)/.exec(asked.mail.text ?? '')?.[1] ?? '',
  }
}

/** As it was a year ago. */
function expiredConfirmation({ environment }: Service): string {
  const sealing = createSealing([Buffer.from(environment.SEAL_KEYS ?? '', 'base64')])
  const asked = { email: ASKED, topics: [] }
  return confirmationToken({ sealing }, asked, DateTime.now().minus({ years: 1 }).toMillis())
}

/** Of the links in their mail. */
async function tokenOf(service: Service, reader: string): Promise<string> {
  const { mail } = await service.mail.until(({ to }) => to === reader)
  return /preferences\?token=([\w-]{22})/.exec(mail.text ?? '')?.[1] ?? ''
}

async function publish(service: Service, given: Record<string, unknown>) {
  const { id } = await steps.clearStatement(service, { ...COMMON, ...given })
  return steps.untilPublic(service, id)
}

/** A background call that has run and ended, with what was said on it public. */
async function endedCall(service: Service) {
  const { call, release } = await transcribedCall(service)
  const { id, revision, conflicts } = release
  const clearance = { revision, acknowledge: conflicts }
  steps.body(await service.press.put(`/v1/releases/${id}/clearance`, clearance), 200)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  return { callId: String(call.id), transcript: await steps.untilPublic(service, id) }
}

/** An announced call with two statements and no transcript; its address ends so. */
async function releasedCall(service: Service): Promise<string> {
  const { id, announcement } = steps.body(await service.press.post('/v1/calls', announcedCall()), 201)
  const own = { callId: id, topics: ['shipping'], embargo: COMMON.embargo }
  const made = [
    await steps.clearStatement(service, { ...own, headline: 'Statement on the pilots who took part' }),
    await steps.clearStatement(service, { ...own, headline: 'Statement on the ports that did not' }),
  ]
  for (const one of made) await steps.untilPublic(service, one.id)
  steps.body(await service.press.post(`/v1/releases/${made[1]?.id}/kill`, KILL), 200)
  return String(announcement.path).replace('/upcoming/', '')
}

/** A call with what was said on it, read and not cleared. `change`: what it is to be beside the sample. */
export async function transcribedCall(service: Service, change: Record<string, unknown> = {}) {
  const startsAt = DateTime.now().setZone('America/New_York').startOf('minute').minus({ minutes: 14 })
  const given = { ...sampleCall(startsAt), ...change }
  const call = steps.body(await service.press.post('/v1/calls', given), 201)
  const text = await sampleTranscript(startsAt)
  const { release } = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, text), 200)
  return { call, release }
}

/** Embargoed until a clock time, which its page counts down to. */
function announcedCall() {
  const tomorrow = DateTime.now().setZone('America/New_York').plus({ days: 1 })
  const at = (hour: number) => tomorrow.set({ hour, minute: 0 }).toFormat("yyyy-MM-dd'T'HH:mm")
  return {
    ...sampleCall(tomorrow.set({ hour: 10, minute: 30, second: 0, millisecond: 0 })),
    title: 'Background press call on the second round of signatures',
    embargo: { until: 'time', at: at(16), timeZone: 'America/New_York' },
    announce: true,
    announcement: {
      title: 'Press call on harbor safety',
      says: 'By telephone; the number goes to accredited desks.',
      showTime: true,
    },
  }
}

const COMMON = {
  topics: ['harbor-safety'],
  contact: { name: 'Press Office', email: 'press@harborsafety.example' },
  groundRules: { basis: 'on-the-record', attribution: 'the Press Office' },
  embargo: { until: 'none' },
}

const STATEMENT = {
  kind: 'statement',
  headline: 'Statement on the opening of the Harbor Safety Compact for signature',
  summary: 'Eleven ports have said that they will sign the compact.',
  body: `The Harbor Safety Compact opens for signature today. Eleven ports have said that they will sign it.

## What it does

Under the compact a port

- reports every near miss within a day,
- shares what it learned within a month, and
- opens its pilot training to the other ports.

> “The exchange is the part that the ports asked us for,” the Press Office said.

A background press call on how the compact will work takes place today. See the [text of the compact](https://harborsafety.example/compact).`,
}

const FACT_SHEET = {
  kind: 'fact-sheet',
  headline: 'Fact sheet: eleven ports and what they have agreed to report',
  topics: ['harbor-safety', 'shipping'],
  body: `Nine ports sign today. Between them they handle about two thirds of the cargo on this coast.

1. A near miss is reported within a day.
2. What was learned from it is shared within a month.
3. A port that misses three reports in a year loses its seat in the training exchange.`,
}

const CORRECTION = {
  note: 'Eleven ports sign today. An earlier version said nine.',
  body: FACT_SHEET.body.replace('Nine', 'Eleven'),
}

const READOUT = {
  kind: 'readout',
  headline: 'Readout of the meeting with the pilots’ association',
  topics: ['shipping'],
  body: 'The harbor master met the pilots’ association on Tuesday and heard what it costs to train a pilot.',
}

const KILL = {
  reason: 'It was cleared before the association had agreed to it.',
  publicNotice:
    'The readout of the meeting with the pilots’ association was released in error. A readout agreed with the association will follow.',
}

/** Readers by text message. */
async function importPhones(service: Service): Promise<void> {
  const lines = [...'0123456789'].map((digit) => JSON.stringify({ phone: `+1202555011${digit}` })).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  steps.body(await service.press.post('/v1/subscribers/import', lines, headers), 200)
}
