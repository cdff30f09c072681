/** Press staff strike a passage and decide proposals; what they took out leaves by no exit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSCRIPT } from '../support/a-call.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const STRUCK = 'five hours'
const SPOKEN = TRANSCRIPT.replace(
  'Did they agree on the gauges?',
  'Thanks, Saloni.  Did Maggie’s side agree on the gauges?',
)
const NOTHING = { strikes: [], accept: [], decline: [] }

/** A live call with its transcript loaded; answers the call, the release and where the struck words stand. */
async function aLoadedCall() {
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const put = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, SPOKEN), 200)
  const { turns } = put.read
  const turn = turns.findIndex(({ paragraphs }: { paragraphs: string[] }) => paragraphs[0]?.includes(STRUCK))
  const start = turns[turn].paragraphs[0].indexOf(STRUCK)
  const strike = { turn, paragraph: 0, start, end: start + STRUCK.length, mark: '[some time]' }
  return { call, release: put.release, strike, path: `/v1/releases/${put.release.id}` }
}
const read = async (path: string) => steps.body(await service.press.get(path), 200)

test('a strike is seen in the preview, taken back, made again; after the lift only its mark is anywhere', async () => {
  const { press, anyone, mail } = service
  await steps.importSubscribers(service, ['desk@paper.example'])
  const { call, release, strike, path } = await aLoadedCall()
  expect(release.openProposals).toBe(2)
  steps.body(await press.put(`${path}/clearance`, { revision: release.revision }), 200)

  const first = await press.put(`${path}/redactions`, { ...NOTHING, strikes: [strike] })
  expect(steps.body(first, 200).release).toMatchObject({ state: 'draft', clearedRevision: null })
  expect(first.body.strikes).toMatchObject([
    { mark: '[some time]', by: 'Ana Ruiz', context: { words: STRUCK } },
  ])
  const preview = JSON.stringify((await read(path)).content)
  expect(preview).toContain('met for [some time] on')
  expect(preview).not.toContain(STRUCK)

  steps.body(await press.put(`${path}/redactions`, { ...NOTHING, reason: 'It was said in public.' }), 200)
  expect(JSON.stringify((await read(path)).content)).toContain(`met for ${STRUCK} on`)

  const found = await read(`${path}/redactions`)
  expect(found.automatic).toMatchObject([
    {
      context: { words: 'Marguerite Oduya' },
      mark: '[senior administration official]',
      by: 'hold-for-release',
    },
  ])
  expect(found.proposals).toMatchObject([
    { kind: 'nickname', weight: 'likely', context: { words: 'Maggie' }, decision: null },
    { kind: 'address', weight: 'doubtful', context: { before: 'Thanks, ', words: 'Saloni' }, decision: null },
  ])
  const [maggie, saloni] = found.proposals.map(({ id }: { id: string }) => id)
  const decided = await press.put(
    `${path}/redactions`,
    { strikes: [strike], accept: [maggie], decline: [saloni] },
    { 'If-Match': `"${found.release.revision}"` },
  )
  expect(steps.body(decided, 200).release.openProposals).toBe(0)
  const { revision } = decided.body.release
  steps.body(await press.put(`${path}/clearance`, { revision }), 200)

  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, release.id)
  const { mail: got } = await mail.until((one) => one.to === 'desk@paper.example')
  const pages = ['', '.json', '.txt'].map((suffix) => `/releases/${slug}${suffix}`)
  const exits = [...pages, '/', '/feed.xml', '/feed.atom', '/feed.json']
  const answers = await Promise.all(exits.map((exit) => anyone.get(exit)))
  for (const { text, status } of answers) {
    expect(status).toBe(200)
    expect(text).not.toMatch(/five hours|maggie|oduya|marguerite/iu)
  }
  for (const { text } of answers.slice(0, pages.length)) {
    expect(text).toContain('[some time]')
    expect(text).toContain('Saloni')
  }
  expect(JSON.stringify(got)).not.toMatch(/five hours|maggie|oduya|marguerite/iu)

  const late = await press.put(`${path}/redactions`, NOTHING)
  expect([late.status, late.body.code]).toEqual([409, 'published'])
})

test('the audit says by ids what was struck and taken back, and why', async () => {
  const { strike, path, release } = await aLoadedCall()
  await service.press.put(`${path}/redactions`, { ...NOTHING, strikes: [strike] })
  await service.press.put(`${path}/redactions`, { ...NOTHING, reason: 'It was said in public.' })
  const { items } = await read(`/v1/audit?record=${release.id}`)
  const id = `strike-${strike.turn}-0-${strike.start}-${strike.end}`
  expect(items.slice(0, 2)).toMatchObject([
    { act: 'put-redactions', codes: [`undo:strike:${id}`], reason: 'It was said in public.' },
    { act: 'put-redactions', codes: [`do:strike:${id}`], reason: null },
  ])
})

test('the same edits again change nothing, and edits of a text that moved on are refused', async () => {
  const { strike, path } = await aLoadedCall()
  const asked = { ...NOTHING, strikes: [strike] }
  const first = steps.body(await service.press.put(`${path}/redactions`, asked), 200)
  const again = steps.body(await service.press.put(`${path}/redactions`, asked), 200)
  expect(again.release.revision).toBe(first.release.revision)
  const stale = await service.press.put(`${path}/redactions`, NOTHING, { 'If-Match': '"1"' })
  expect(stale.status).toBe(412)
  expect((await service.press.put(`${path}/redactions`, { strikes: [] })).status).toBe(400)
  expect((await service.wire.get(`${path}/redactions`)).status).toBe(403)
  expect((await service.ops.get(`${path}/redactions`)).status).toBe(403)
})

test('edits follow their words into a new transcript and new ground rules; those that fit nowhere are named', async () => {
  const { call, strike, path } = await aLoadedCall()
  const strikes = [strike, { turn: 0, paragraph: 0, start: 0, end: 6, mark: '[x]' }]
  steps.body(await service.press.put(`${path}/redactions`, { ...NOTHING, strikes }), 200)

  const longer = SPOKEN.replace('MODERATOR:  Thanks', 'OPERATOR:  Please stand by.\n\nMODERATOR:  Welcome')
  const put = steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, longer), 200)
  expect(put.release.dropped).toMatchObject([{ kind: 'strike', words: 'Thanks', by: 'Ana Ruiz' }])
  const patch = { groundRules: { ...call.groundRules, attribution: 'senior official' } }
  steps.body(await service.press.patch(`/v1/calls/${call.id}`, patch), 200)
  const { content } = await read(path)
  expect(content.groundRules.attribution).toBe('senior official')
  expect(JSON.stringify(content)).toContain('met for [some time] on')
})

test('what was accepted as a name once must be decided everywhere before the release is cleared', async () => {
  const { path } = await aLoadedCall()
  const transcript = await read(`${path}/redactions`)
  const saloni = transcript.proposals.find(({ kind }: { kind: string }) => kind === 'address')
  const accepted = await service.press.put(`${path}/redactions`, { ...NOTHING, accept: [saloni.id] })
  const { revision } = steps.body(accepted, 200).release
  steps.body(await service.press.put(`${path}/clearance`, { revision }), 200)

  const { call, ...other } = await aLoadedCall()
  const more = SPOKEN.replace('They agreed to meet', 'Saloni and they agreed to meet')
  steps.body(await service.press.put(`/v1/calls/${call.id}/transcript`, more), 200)
  const again = await service.press.put(`${other.path}/redactions`, { ...NOTHING, accept: [saloni.id] })
  expect(steps.body(again, 200).proposals).toContainEqual(expect.objectContaining({ blocks: true }))
  const refused = await service.press.put(`${other.path}/clearance`, {
    revision: again.body.release.revision,
  })
  expect([refused.status, refused.body.code]).toEqual([422, 'withheld-name'])
  expect(refused.text).not.toContain('Saloni')
})

test('a correction that no longer has one place for a strike is refused; any other keeps its strikes', async () => {
  const { press, anyone } = service
  const { call, release, strike, path } = await aLoadedCall()
  const struck = steps.body(await press.put(`${path}/redactions`, { ...NOTHING, strikes: [strike] }), 200)
  steps.body(await press.put(`${path}/clearance`, { revision: struck.release.revision }), 200)
  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, release.id)
  const note = 'A word was corrected.'
  const turn = { speaker: 'OFFICIAL', role: 'speaker', paragraphs: [`For ${STRUCK}, yes, ${STRUCK}.`] }
  const lost = await press.post(`${path}/corrections`, { note, turns: [turn] })
  expect([lost.status, lost.body.code]).toEqual([422, 'edits-lost'])
  steps.body(await press.post(`${path}/corrections`, { note, headline: 'On the river talks' }), 201)
  const { text } = await anyone.get(`/releases/${slug}.txt`)
  expect(text).toContain(note)
  expect(text).toContain('[some time]')
  expect(text).not.toContain(STRUCK)
})

test('a headline whose slug spells a withheld name in Latin letters is refused', async () => {
  const groundRules = {
    basis: 'on-background',
    attribution: 'official',
    speakers: [{ name: 'Ivan Petrov', withheld: true }],
  }
  const draft = {
    kind: 'statement',
    body: 'Text.',
    embargo: { until: 'notice', name: 'signed' },
    groundRules,
  }
  for (const [headline, status] of [
    ['Заявление Петров', 422],
    ['Заявление Сидоров', 200],
  ] as const) {
    const made = steps.body(await service.press.post('/v1/releases', { ...draft, headline }), 201)
    const cleared = await service.press.put(`/v1/releases/${made.id}/clearance`, { revision: 1 })
    expect(cleared.status, cleared.text).toBe(status)
  }
})
