/** After the lift, at the desk: the receipt, what failed and is sent again, the record and its archive. */
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { killRelease } from '../../src/commands/kill-release.ts'
import { retryDeliveries } from '../../src/commands/retry-deliveries.ts'
import { shortSpan } from '../../src/rendering/desk/delay-words.ts'
import { type Desk, openDesk, signIn } from '../support/desk.ts'
import { dyingProcess, justBefore } from '../support/dying-process.ts'
import { granted } from '../support/granted.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let desk: Desk
beforeEach(async () => {
  service = await startService()
  desk = await signIn(service, 'ana@example.gov')
})
afterEach(() => service.close())

const TITLE = 'Background press call on the river talks'
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `desk${index}@paper.example`)
const timesTo = (to: string) => service.mail.received.filter((one) => one.to === to).length

/** A call that ended, and what it lifted, once every mail of it is settled. */
async function aLift(people: number) {
  await steps.importSubscribers(service, addresses(people))
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const [alert] = await steps.untilAlertsSettled(service, release.id, 1)
  const embargoId: string = call.embargo.id
  return { callId: String(call.id), embargoId, releaseId: String(release.id), alertId: String(alert.id) }
}

const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('the receipt says when it lifted, why, what went public and how soon people had it, as the API does', async () => {
  const { embargoId, releaseId, callId } = await aLift(8)
  const { html, status, headers } = await desk.get(`/desk/embargoes/${embargoId}/receipt`)
  expect(status, html).toBe(200)
  expect(headers.get('Cache-Control')).toBe('no-store')
  const { body: receipt } = await service.press.get(`/v1/embargoes/${embargoId}/receipt`)
  const said = words(html)
  expect(said).toMatch(new RegExp(`(?:On time: |late \\()${receipt.latenessMs.toLocaleString('en-US')} ms`))
  expect(said).toContain('Its terms: until the end of the call.')
  expect(said).toContain('Audience 8 Sent 8 Failed 0')
  expect(said).toContain(`Half within ${shortSpan(receipt.alerts[0].channels.email.p50Ms)}`)
  expect(html).toContain(`href="/releases/${receipt.published[0].slug}"`)
  for (const href of [`/desk/releases/${releaseId}`, `/desk/calls/${callId}/record`])
    expect(html).toContain(`href="${href}"`)
  expect(html).toMatch(/<svg[^>]* role="img" aria-labelledby="[^"]+"/)
  expect(html).not.toMatch(/ style=|<style|hx-sse:connect/)
  const another = embargoId.slice(0, -1) + (embargoId.endsWith('X') ? 'Y' : 'X')
  expect((await desk.get(`/desk/embargoes/${another}/receipt`)).status).toBe(404)
})

test('a lift by decision names who decided, why, and the breach it cites', async () => {
  const call = await steps.scheduleCall(service, { embargo: { until: 'notice', name: 'statement-released' } })
  const release = await steps.clearTranscript(service, call.id)
  const path = `/v1/embargoes/${call.embargo.id}`
  const before = await desk.get(`/desk/embargoes/${call.embargo.id}/receipt`)
  expect(words(before.html)).toContain('This embargo has not lifted yet')
  expect(before.html).toContain('hx-sse:connect')
  const breached = steps.body(
    await service.press.post(`${path}/breaches`, { where: 'https://wire.example/1', who: 'A wire' }),
    201,
  )
  const breachId = breached.breaches[0].id
  steps.body(await service.press.post(`${path}/lift`, { reason: 'It is out <already>.', breachId }), 200)
  await steps.untilAlertsSettled(service, release.id, 1)
  const { html } = await desk.get(`/desk/embargoes/${call.embargo.id}/receipt`)
  expect(words(html)).toContain('A decision of Ana Ruiz, before its terms.')
  expect(html).toContain('It is out &lt;already&gt;.')
  expect(words(html)).toContain('A wire, https://wire.example/1')
})

test('what failed is sent again at the desk, to those it failed for and nobody else, once', async () => {
  service.mail.refuse = (to) =>
    ({ 'desk1@paper.example': 552, 'desk2@paper.example': 550, 'desk3@paper.example': 552 })[to] ?? null
  const { alertId } = await aLift(6)
  service.mail.refuse = () => null
  const path = `/desk/alerts/${alertId}`
  const page = await desk.get(path)
  expect(words(page.html)).toContain('2 people. ')
  expect(page.html).toContain(`href="${path}/retry?reason=smtp-552"`)
  expect(words((await desk.get(`${path}?state=failed`)).html)).toContain(
    'desk1@paper.example Failed: the mailbox is full',
  )
  expect(words((await desk.get(`${path}?email=desk0@paper.example`)).html)).toContain(
    'desk0@paper.example Sent',
  )
  expect(words((await desk.get(`${path}?email=nobody@paper.example`)).html)).toContain(
    'This alert did not go to nobody@paper.example',
  )

  const asked = await desk.get(`${path}/retry?reason=smtp-552`)
  expect(words(asked.html)).toContain('to 2 people')
  const done = await desk.submit(`${path}/retry?reason=smtp-552`, `${path}/retry`)
  expect(done.to).toBe(`${path}?done=retried`)
  await service.mail.until(({ to }) => to === 'desk1@paper.example')
  await service.mail.until(({ to }) => to === 'desk3@paper.example')
  const counts = async () => (await service.press.get(`/v1/alerts/${alertId}`)).body
  await steps.eventually(counts, ({ state }) => state === 'closed')
  expect(timesTo('desk2@paper.example')).toBe(0)

  const again = await desk.submit(`${path}/retry`, `${path}/retry`)
  expect(again.to).toBe(`${path}?done=retried`)
  const closed = await steps.eventually(counts, ({ state }) => state === 'closed')
  expect(closed.channels.email).toMatchObject({ audience: 6, sent: 6, failed: 0, uncertain: 0, owed: 0 })
  expect(addresses(6).map(timesTo)).toEqual([1, 1, 1, 1, 1, 1])
  const nothing = await desk.submit(`${path}/retry`, `${path}/retry`)
  expect(nothing.status).toBe(409)
  expect(words(nothing.html)).toContain('Nothing has failed that could be sent again.')
})

test('the API sends again by reason; an alert that a kill stopped is refused, and so is one of what was withdrawn', async () => {
  service.mail.refuse = (to) => (to === 'desk1@paper.example' ? 550 : null)
  const { alertId, releaseId } = await aLift(3)
  const retry = (body: unknown, headers?: Record<string, string>) =>
    service.press.post(`/v1/alerts/${alertId}/retries`, body, headers)
  expect((await retry({ reasons: ['smtp-451'] })).body).toMatchObject({ code: 'nothing-failed' })
  expect((await retry({ reasons: ['Not A Code'] })).status).toBe(400)
  const key = { 'Idempotency-Key': 'one' }
  const first = steps.body(await retry({ reasons: ['smtp-550'] }, key), 200)
  expect(first).toMatchObject({ state: 'open', closedAt: null, channels: { email: { failed: 0, owed: 1 } } })
  expect((await retry({ reasons: ['smtp-550'] }, key)).body).toEqual(first)
  // It fails once more: sent again it is refused again.
  const read = async () => (await service.press.get(`/v1/alerts/${alertId}`)).body
  const closed = await steps.eventually(read, ({ state }) => state === 'closed')
  expect(closed.channels.email).toMatchObject({ sent: 2, failed: 1, owed: 0 })
  steps.body(
    await service.press.post(`/v1/releases/${releaseId}/kill`, {
      reason: 'wrong',
      publicNotice: 'Withdrawn.',
    }),
    200,
  )
  expect((await retry({})).body).toMatchObject({ code: 'killed' })
  const page = words((await desk.get(`/desk/alerts/${alertId}`)).html)
  expect(page).toContain('What it says was withdrawn since. Nothing of it is sent again.')
  expect(page).not.toContain('Send these again')
})

const KILL = { reason: 'wrong', publicNotice: 'Withdrawn.' }

test('sent again by someone whose process dies before it wakes a worker, it goes out all the same', async () => {
  service.mail.refuse = (to) => (to === 'desk1@paper.example' ? 550 : null)
  const { alertId } = await aLift(3)
  service.mail.refuse = () => null
  const { work, close } = dyingProcess(service)
  granted(await retryDeliveries(work, alertId, {}))
  await service.mail.until(({ to }) => to === 'desk1@paper.example')
  const { body } = await steps.eventually(
    () => service.press.get(`/v1/alerts/${alertId}`),
    (answer) => answer.body.state === 'closed',
  )
  expect(body.channels.email).toMatchObject({ sent: 3, failed: 0, uncertain: 0 })
  expect(addresses(3).map(timesTo)).toEqual([1, 1, 1])
  await close()
})

test('withdrawn just after it was to be sent again, it is stopped; withdrawn just before, it is refused', async () => {
  service.mail.refuse = (to) => (to === 'desk1@paper.example' ? 550 : null)
  const { alertId, releaseId } = await aLift(2)
  const second = await steps.clearStatement(service, { embargo: { until: 'none' }, groundRules: ON_RECORD })
  const [other] = await steps.untilAlertsSettled(service, second.id, 1)
  const { work, close } = dyingProcess(service)
  const again = justBefore(work, () => retryDeliveries(work, alertId, {}))
  granted(await killRelease(again, releaseId, KILL, null))
  expect((await service.press.get(`/v1/alerts/${alertId}`)).body.state).toBe('stopped')
  const kill = justBefore(work, () => killRelease(work, second.id, KILL, null))
  expect(await retryDeliveries(kill, other.id, {})).toMatchObject({ refused: 'killed' })
  expect((await service.press.get(`/v1/alerts/${other.id}`)).body).toMatchObject({
    state: 'closed',
    channels: { email: { failed: 1, owed: 0 } },
  })
  await close()
})

const ON_RECORD = { basis: 'on-the-record' }

test('the record tells every act in order and in words, with reasons and what was known', async () => {
  const { callId, embargoId, alertId } = await aLift(2)
  const held = await steps.scheduleCall(service)
  steps.body(
    await service.press.put(`/v1/embargoes/${held.embargo.id}/hold`, { reason: 'another call' }),
    200,
  )
  const { html, status } = await desk.get(`/desk/calls/${callId}/record`)
  expect(status, html).toBe(200)
  const said = words(html)
  const acts = [
    'Ana Ruiz scheduled the call.',
    `Ana Ruiz handed in the words of “${TITLE}”.`,
    `Ana Ruiz cleared “${TITLE}”.`,
    'Ana Ruiz started the call.',
    'Ana Ruiz ended the call.',
    'lifted the embargo, as its terms say.',
  ]
  expect(
    acts.map((act) => said.indexOf(act)).every((place, index, all) => place > (all[index - 1] ?? 0)),
  ).toBe(true)
  expect(said).not.toContain('another call')
  expect(said).toMatch(/\d:\d\d [ap]\.m\. E[DS]T — Ana Ruiz scheduled the call/)
  for (const href of [`/desk/embargoes/${embargoId}/receipt`, `/desk/alerts/${alertId}`])
    expect(html).toContain(`href="${href}"`)
})

test('the archive holds the record as the API answers it, each public text, and addresses only when asked', async () => {
  const { callId, embargoId, releaseId, alertId } = await aLift(3)
  const corrected = steps.body(
    await service.press.post(`/v1/releases/${releaseId}/corrections`, {
      note: 'Six hours, not five.',
      headline: 'The river talks, corrected',
      scrub: true,
    }),
    201,
  )
  await steps.untilAlertsSettled(service, releaseId, 2)

  const plain = await unzip(`/desk/calls/${callId}/record.zip`)
  expect(plain.headers.get('Content-Type')).toBe('application/zip')
  expect(plain.headers.get('Cache-Control')).toBe('no-store')
  expect(plain.headers.get('Content-Disposition')).toBe(`attachment; filename=${callId}-record.zip`)
  expect(Object.keys(plain.files).sort()).toEqual([
    'audit.json',
    'record.html',
    'record.json',
    `releases/${releaseId}/revision-1-scrubbed.txt`,
    `releases/${releaseId}/revision-2.txt`,
  ])
  const record = JSON.parse(plain.files['record.json'] ?? '')
  const answered = async (path: string) => (await service.press.get(`/v1${path}`)).body
  expect(record.call).toEqual(await answered(`/calls/${callId}`))
  expect(record.embargoes).toEqual([await answered(`/embargoes/${embargoId}`)])
  expect(record.receipts).toEqual([await answered(`/embargoes/${embargoId}/receipt`)])
  const { openProposals: _, conflictsFound: __, ...release } = await answered(`/releases/${releaseId}`)
  expect(record.releases[0]).toMatchObject(
    Object.fromEntries(Object.entries(release).filter(([name]) => name in record.releases[0])),
  )
  const [first, second] = record.releases[0].texts
  expect(first).toMatchObject({ publicRevision: 1, note: 'scrubbed from public view' })
  expect(first.content.body.transcript.turns).toHaveLength(5)
  expect(first.source.rules.speakers[0].name).toBe('Marguerite Q. Oduya')
  expect(second).toMatchObject({ publicRevision: 2, content: { note: 'Six hours, not five.' } })
  expect(record.alerts.map(({ id }: { id: string }) => id)).toContain(alertId)
  const text = await service.anyone.get(`/releases/${corrected.slug}.txt`)
  expect(plain.files[`releases/${releaseId}/revision-2.txt`]).toBe(text.text)
  expect(plain.files[`releases/${releaseId}/revision-1-scrubbed.txt`]).toContain('Scrubbed from public view')
  const audit = await answered(`/audit?record=${callId}`)
  const taken = JSON.parse(plain.files['audit.json'] ?? '')
  expect(taken.filter((entry: { record: string }) => entry.record === callId)).toEqual(
    audit.items.toReversed(),
  )
  expect(audit.items[0]).toMatchObject({ act: 'export-record', actor: { name: 'Ana Ruiz' }, codes: [] })

  const html = plain.files['record.html'] ?? ''
  expect(html).not.toMatch(/<link|<script|<img|https?:\/\/(?!wire)/)
  for (const id of [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]))
    expect(html).toContain(`id="${id}"`)
  expect(words(html)).toContain('Ana Ruiz ended the call.')
  expect(JSON.stringify(plain.files)).not.toContain('@paper.example')

  const full = await unzip(`/desk/calls/${callId}/record.zip?addresses=yes`)
  const lines = (full.files[`deliveries/${alertId}.ndjson`] ?? '').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    (await answered(`/alerts/${alertId}/deliveries`)).items,
  )
  expect(words((await desk.get(`/desk/calls/${callId}/record`)).html)).toContain(
    'Ana Ruiz took a copy of the whole record, with the addresses.',
  )
})

test('nobody but press staff gets a page of it, nor the archive', async () => {
  const { callId, embargoId, alertId } = await aLift(1)
  const night = await signInOps()
  const paths = [
    `/desk/calls/${callId}/record`,
    `/desk/calls/${callId}/record.zip`,
    `/desk/embargoes/${embargoId}/receipt`,
    `/desk/embargoes/${embargoId}/receipt/stream`,
    `/desk/alerts/${alertId}`,
    `/desk/alerts/${alertId}/stream`,
    `/desk/alerts/${alertId}/retry`,
  ]
  for (const path of paths) {
    const nobody = await openDesk(service.url).get(path)
    expect([path, nobody.status, nobody.to]).toEqual([
      path,
      303,
      `/desk/sign-in?${new URLSearchParams({ to: path })}`,
    ])
    const ops = await night.get(path)
    expect([path, ops.status]).toEqual([path, 403])
    expect(nobody.html + ops.html).not.toMatch(/river|Oduya|paper\.example/)
  }
})

async function signInOps(): Promise<Desk> {
  const someone = openDesk(service.url)
  await someone.submit('/desk/sign-in', '/desk/sign-in', { email: 'night@example.gov' })
  const { mail } = await service.mail.until(({ to }) => to === 'night@example.gov')
  const link = /\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
  await someone.submit(link, '/desk/sign-in/link')
  return someone
}

async function unzip(path: string): Promise<{ headers: Headers; files: Record<string, string> }> {
  const response = await fetch(`${service.url}${path}`, { headers: { Cookie: desk.cookie() } })
  expect(response.status).toBe(200)
  const entries = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())))
  const files = Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]))
  return { headers: response.headers, files }
}
