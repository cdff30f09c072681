/** Double opt-in, preferences, one-click unsubscribe; an import revives nobody who left. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const form = (path: string, fields: string) =>
  service.anyone.post(path, fields, { 'Content-Type': 'application/x-www-form-urlencoded' })
const find = async (email: string) =>
  (await service.press.get(`/v1/subscribers?email=${email}`)).body.items[0]

async function signUp(email: string, fields = ''): Promise<string> {
  const answer = await form('/subscribers', `email=${encodeURIComponent(email)}${fields}`)
  expect(answer.status).toBe(202)
  const { mail } = await service.mail.until((one) => one.to === email.toLowerCase())
  const link = /https?:\S+\/subscribers\/confirm\?token=([\w-]+)/.exec(mail.text ?? '')
  return link?.[1] ?? ''
}

test('a sign-up is nothing until its link is posted; looking at the link does not confirm', async () => {
  const token = await signUp('Reporter@Paper.example', '&topics=water&topics=trade')
  expect(await find('reporter@paper.example')).toBeUndefined()
  expect((await service.anyone.get(`/subscribers/confirm?token=${token}`)).status).toBe(200)
  expect(await find('reporter@paper.example')).toBeUndefined()
  expect((await form('/subscribers/confirm', `token=${token}`)).status).toBe(200)
  expect(await find('reporter@paper.example')).toMatchObject({ state: 'active', topics: ['trade', 'water'] })
})

test('the answer is the same for a new, a known and a departed address', async () => {
  await steps.importSubscribers(service, ['known@paper.example'])
  const answers = await Promise.all(
    ['known@paper.example', 'unknown@paper.example'].map((email) =>
      service.anyone.post('/subscribers', { email, topics: [] }),
    ),
  )
  expect(answers[0]?.status).toBe(202)
  expect(answers[0]?.text).toBe(answers[1]?.text)
})

test('a forged or damaged link is refused, by the same page', async () => {
  for (const path of ['/subscribers/confirm', '/preferences', '/unsubscribe'])
    expect((await service.anyone.get(`${path}?token=AAAAAAAAAAAAAAAAAAAAAA`)).status).toBe(422)
})

test('a page whose address is a key is kept nowhere, and its address handed to nobody', async () => {
  const confirmation = await signUp('careful@paper.example')
  const personal = async (path: string) => {
    const { status, headers } = await service.anyone.get(path)
    expect([status, headers.get('Cache-Control'), headers.get('Referrer-Policy')], path).toEqual([
      ...[200, 'no-store', 'no-referrer'],
    ])
    expect(headers.get('ETag')).toBeNull()
  }
  await personal(`/subscribers/confirm?token=${confirmation}`)
  const confirmed = await form('/subscribers/confirm', `token=${confirmation}`)
  const own = /token=([\w-]{22})/.exec(confirmed.text)?.[1]
  for (const path of ['/preferences', '/unsubscribe']) await personal(`${path}?token=${own}`)
})

test('who is subscribed already is told so by mail, and by nothing else', async () => {
  await steps.importSubscribers(service, ['already@paper.example'])
  expect(await signUp('already@paper.example')).toBe('')
  const { mail } = await service.mail.until((one) => one.to === 'already@paper.example')
  expect(mail.text).toContain('/preferences?token=')
})

test('one click unsubscribes without a cookie, and no import brings them back', async () => {
  await steps.importSubscribers(service, ['leaver@paper.example'])
  const call = await steps.scheduleCall(service, { topics: [] })
  await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  const { mail } = await service.mail.until((one) => one.to === 'leaver@paper.example')
  const list = mail.headers.get('list')
  const link = /unsubscribe\?token=([\w-]{22})/.exec(JSON.stringify(list))?.[1]
  const click = await form(`/unsubscribe?token=${link}`, 'List-Unsubscribe=One-Click')
  expect(click.status).toBe(200)
  expect(await find('leaver@paper.example')).toMatchObject({ state: 'left' })
  const again = await service.press.post('/v1/subscribers/import', '{"email":"leaver@paper.example"}', {
    'Content-Type': 'application/x-ndjson',
  })
  expect(again.body).toMatchObject({ added: 0, known: 1 })
  expect(await find('leaver@paper.example')).toMatchObject({ state: 'left' })
})

test('preferences change topics, pause and resume', async () => {
  const token = await signUp('chooser@paper.example')
  const confirmed = await form('/subscribers/confirm', `token=${token}`)
  const own = /token=([\w-]{22})/.exec(confirmed.text)?.[1]
  expect(own).toBeDefined()
  expect((await service.anyone.get(`/preferences?token=${own}`)).text).toContain('chooser@paper.example')
  await form('/preferences', `token=${own}&topics=water&paused=on`)
  expect(await find('chooser@paper.example')).toMatchObject({ state: 'paused', topics: ['water'] })
  await form('/preferences', `token=${own}`)
  expect(await find('chooser@paper.example')).toMatchObject({ state: 'active', topics: [] })
})

test('an erased subscriber is gone from look-up and is not revived', async () => {
  await steps.importSubscribers(service, ['erase@paper.example'])
  const { id } = await find('erase@paper.example')
  steps.body(await service.press.delete(`/v1/subscribers/${id}`), 204)
  expect(await find('erase@paper.example')).toBeUndefined()
  expect((await service.press.delete(`/v1/subscribers/${id}`)).status).toBe(404)
})
