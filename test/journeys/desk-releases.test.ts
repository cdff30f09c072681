/** Press staff write, list, edit, correct and withdraw releases, by forms alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, formOf, signIn } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let ana: Desk
beforeAll(async () => {
  service = await startService()
  await steps.importSubscribers(service, ['desk@paper.example', 'news@radio.example'])
  ana = await signIn(service, 'ana@example.gov')
})
afterAll(() => service.close())

const WORDS = {
  headline: 'Statement on the river talks',
  body: 'The delegations met for five hours.',
  topics: 'Water, Foreign policy',
}

/** Writes a release by its form and answers where its review is. */
async function write(fields: Record<string, string> = {}): Promise<string> {
  const { to, html } = await ana.submit('/desk/releases/new', '/desk/releases/new', { ...WORDS, ...fields })
  expect(to, html).toMatch(/^\/desk\/releases\/rel_.*done=drafted/)
  return to?.replace(/\?.*$/, '') ?? ''
}
const idOf = (path: string) => path.replace('/desk/releases/', '')
const read = async (path: string) => steps.body(await service.press.get(`/v1/releases/${idOf(path)}`), 200)

/** A statement that is public; waits until both of its subscribers have it. */
async function publish(): Promise<string> {
  const path = await write()
  const { html } = await ana.submit(path, `${path}/clear`)
  expect(html).toContain('Cleared, and public now')
  await steps.untilAlertsSettled(service, idOf(path), 1)
  return path
}

test('a statement is written, edited, listed as a draft, and cleared', async () => {
  const path = await write({
    'e-until': 'time',
    'e-date': '2030-01-02',
    'e-time': '05:00',
    'e-zone': 'Europe/Rome',
  })
  expect(await read(path)).toMatchObject({
    ...{ state: 'draft', kind: 'statement', content: { topics: ['water', 'foreign-policy'] } },
    embargo: { state: 'scheduled', liftsAt: { local: '2030-01-02T05:00:00', timeZone: 'Europe/Rome' } },
  })
  const edited = await ana.submit(`${path}/edit`, `${path}/edit`, { body: 'They met for nine hours.' })
  expect(edited.html).toContain('They met for nine hours.')
  expect((await ana.get('/desk/releases?state=draft')).html).toContain(`href="${path}"`)
  const cleared = await ana.submit(path, `${path}/clear`)
  expect(cleared.html).toContain('Cleared. This revision')
  expect((await ana.get('/desk/releases?state=draft')).html).not.toContain(`href="${path}"`)
  expect((await ana.get('/desk/releases?state=cleared')).html).toContain(`href="${path}"`)
})

test('one under a call takes its embargo and its rules; nothing typed is lost where something is missing', async () => {
  const call = await steps.scheduleCall(service)
  const page = `/desk/releases/new?call=${call.id}`
  const refused = await ana.submit(page, '/desk/releases/new', { ...WORDS, headline: ' ' })
  expect(refused.status).toBe(400)
  expect(refused.html).toContain('Write something here')
  expect(refused.html).toContain(WORDS.body)
  const { to } = await ana.submit(page, '/desk/releases/new', WORDS)
  const made = await read(to?.replace(/\?.*$/, '') ?? '')
  expect(made).toMatchObject({ callId: call.id, basis: 'on-background', embargo: { state: 'pending' } })
})

test('a correction shows what changes and for how many, and only then is sent', async () => {
  const path = await publish()
  const checked = await ana.submit(`${path}/correct`, `${path}/correct/check`, {
    note: 'The talks took nine hours.',
    body: 'The delegations met for nine hours.',
  })
  expect(checked.html).toContain('<del><span class="unseen">[removed: </span>five')
  expect(checked.html).toContain('2 people are told')
  expect((await read(path)).revisions).toHaveLength(1)

  const before = service.mail.received.length
  const sent = await ana.post(`${path}/correct`, formOf(checked.html, `${path}/correct`).fields)
  expect(sent.to, sent.html).toContain('done=corrected')
  const { slug } = await read(path)
  expect((await service.anyone.get(`/releases/${slug}.txt`)).text).toContain('met for nine hours')
  await service.mail.count(before + 2)
})

test('a transcript is corrected in its turns, and the others stay as they were', async () => {
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const { id } = await steps.clearTranscript(service, call.id)
  await steps.end(service, call.id)
  await steps.untilPublic(service, id)
  const path = `/desk/releases/${id}`
  const page = await ana.get(`${path}/correct`)
  const [, field = ''] = /name="(turn-\d+)"[^>]*>[^<]*five hours/.exec(page.html) ?? []
  const words = formOf(page.html, `${path}/correct/check`).fields[field] ?? ''
  const checked = await ana.submit(`${path}/correct`, `${path}/correct/check`, {
    note: 'Nine hours, not five.',
    [field]: words.replace('five hours', 'nine hours'),
  })
  expect(checked.html.match(/<dd>/g)).toHaveLength(1)
  const sent = await ana.post(`${path}/correct`, formOf(checked.html, `${path}/correct`).fields)
  expect(sent.to, sent.html).toContain('done=corrected')
  const { slug } = await read(path)
  const { text } = await service.anyone.get(`/releases/${slug}.txt`)
  expect(text).toContain('nine hours on the lower river')
  expect(text).toContain('[senior administration official] will not be quoted')
})

test('a withdrawal says how many are told, keeps its reason inside, and leaves a notice', async () => {
  const path = await publish()
  const asked = await ana.get(`${path}/kill`)
  expect(asked.html).toContain('2 people are told that it is withdrawn')
  const before = service.mail.received.length
  const { html } = await ana.submit(`${path}/kill`, `${path}/kill`, { reason: 'It was the wrong file.' })
  expect(html).toContain('Withdrawn.')
  const { slug } = await read(path)
  const page = await service.anyone.get(`/releases/${slug}`)
  expect(page.status).toBe(410)
  expect(page.text).toContain('This release has been withdrawn.')
  expect(page.text).not.toContain('wrong file')
  await service.mail.count(before + 2)
  expect((await ana.get(`${path}/correct`)).status).toBe(409)
})
