/** Search knows what is public and nothing else: not before the lift, and not after a kill or a scrub. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIntakeConfig } from '../../src/config.ts'
import { type Intake, startIntake } from '../../src/server.ts'
import { createApi, type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let other: Intake
beforeAll(async () => {
  service = await startService()
  const environment = { ...service.environment, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  other = await startIntake(readIntakeConfig(environment))
})
afterAll(async () => {
  await other.close()
  await service.close()
})

const NONE = 'No releases found'
/** What both intakes answer: the index of each is in its own memory. */
async function search(query: string): Promise<readonly string[]> {
  const readers = [service.anyone, createApi(`http://127.0.0.1:${other.port}`, null)]
  const answers = await Promise.all(readers.map((reader) => reader.get(`/search?${query}`)))
  for (const { status } of answers) expect(status).toBe(200)
  return answers.map(({ text }) => text)
}
const finds = async (query: string) => (await search(query)).map((text) => !text.includes(NONE))
const open = {
  embargo: { until: 'none' },
  groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
}

test('embargoed words find nothing; a second after the lift they do; after a kill they do not', async () => {
  expect(await finds('q=anything')).toEqual([false, false])
  const call = await steps.scheduleCall(service, { topics: ['rivers'] })
  const cleared = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  expect(await finds('q=gauges')).toEqual([false, false])
  await steps.end(service, call.id)
  await steps.untilPublic(service, cleared.id)
  const [text = '', second = ''] = await search('q=GAUG')
  expect(second).not.toContain(NONE)
  expect(text).toContain('Did they agree on the <mark>gauges</mark>?')
  expect(text).toMatch(/href="\/releases\/[\w-]+#t3">Q</)
  // Withheld names are not in what was published, and so are not found.
  expect(await finds('q=Oduya')).toEqual([false, false])

  const kill = { reason: 'x', publicNotice: 'Taken back.' }
  steps.body(await service.press.post(`/v1/releases/${cleared.id}/kill`, kill), 200)
  expect(await finds('q=gauges')).toEqual([false, false])
  expect(await finds('topic=rivers')).toEqual([false, false])
})

test('a correction is found by its new words; after a scrub the old ones find nothing', async () => {
  const made = await steps.clearStatement(service, {
    ...open,
    headline: 'On dredging',
    body: 'Oldword stands.',
  })
  expect(await finds('q=oldword')).toEqual([true, true])
  const path = `/v1/releases/${made.id}/corrections`
  steps.body(await service.press.post(path, { note: 'A word.', body: 'Newword stands.' }), 201)
  expect(await finds('q=newword')).toEqual([true, true])
  expect(await finds('q=oldword')).toEqual([false, false])
  const scrub = { note: 'Another.', body: 'Lastword stands.', scrub: true }
  steps.body(await service.press.post(path, scrub), 201)
  expect(await finds('q=newword')).toEqual([false, false])
  expect(await finds('q=lastword')).toEqual([true, true])
  expect((await search('q=lastword')).join()).not.toMatch(/oldword|newword/i)
})

test('every word must be there, the last as far as it was typed; filters narrow; accents and case do not count', async () => {
  const given = {
    ...open,
    headline: 'Réunion in Zürich',
    body: 'The harbor was dredged.',
    topics: ['harbors'],
  }
  await steps.clearStatement(service, given)
  for (const query of [
    'q=reunion+zurich',
    'q=ZURICH+harb',
    'q=dredged&kind=statement',
    'q=dredged&topic=harbors',
  ])
    expect(await finds(query), query).toEqual([true, true])
  for (const query of [
    'q=reunion+absent',
    'q=harb+zurich',
    'q=dredged&kind=readout',
    'q=dredged&topic=other',
  ])
    expect(await finds(query), query).toEqual([false, false])
  const today = new Date().toISOString().slice(0, 10)
  expect(await finds(`q=dredged&from=${today}&to=${today}`)).toEqual([true, true])
  expect(await finds('q=dredged&to=2020-01-01')).toEqual([false, false])
  const [marked = ''] = await search('q=reunion')
  expect(marked).toContain('<mark>Réunion</mark> in Zürich')
})

test('what is typed is shown as it was and never as markup, and what cannot be read is as if not given', async () => {
  const [text = ''] = await search(`q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(text).not.toContain('<script>alert')
  expect(text).toContain('value="&quot;&gt;&lt;script&gt;')
  for (const query of [
    'kind=nonsense',
    'topic=%3Cb%3E',
    'from=yesterday',
    'page=-3',
    'q[]=a&q[]=b',
    `q=${'x'.repeat(5000)}`,
  ])
    for (const answer of await search(query)) expect(answer).toContain('<h1')
})
