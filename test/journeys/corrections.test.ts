/** A correction shows what it changed; one that scrubs shows neither that nor the old words, anywhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
  await steps.importSubscribers(service, ['desk@paper.example'], ['water'])
})
afterAll(() => service.close())

async function aPublicTranscript() {
  const call = await steps.scheduleCall(service)
  const release = await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  await steps.end(service, call.id)
  return steps.untilPublic(service, release.id)
}

/** The transcript's turns with one word for another. */
async function turnsWith(id: string, was: string, is: string) {
  const { content } = steps.body(await service.press.get(`/v1/releases/${id}`), 200)
  return JSON.parse(JSON.stringify(content.body.transcript.turns).replaceAll(was, is))
}

const FORMS = ['', '.json', '.txt'] as const
async function everythingPublic(slug: string): Promise<string> {
  const paths = [
    ...FORMS.map((form) => `/releases/${slug}${form}`),
    '/',
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
  ]
  const answers = await Promise.all(paths.map((path) => service.anyone.get(path)))
  return answers.map(({ text }) => text).join('\n')
}

async function correct(id: string, body: object) {
  steps.body(await service.press.post(`/v1/releases/${id}/corrections`, body), 201)
}

test('the words that changed are on the page, with the note and the hour', async () => {
  const { id, slug } = await aPublicTranscript()
  await correct(id, { note: 'The month was wrong.', turns: await turnsWith(id, 'five hours', 'six hours') })
  const page = await service.anyone.get(`/releases/${slug}`)
  expect(page.text).toMatch(/<del>.*five.*<\/del>.*<ins>.*six.*<\/ins>/s)
  expect(page.text).toContain('The month was wrong.')
  expect(page.text).toMatch(/Corrected <time datetime="[^"]+">\d{1,2}:\d\d [ap]\.m\. E[DS]T/)
  const { corrections } = (await service.anyone.get(`/releases/${slug}.json`)).body
  expect(corrections).toMatchObject([
    { note: 'The month was wrong.', changes: [{ where: 'SENIOR ADMINISTRATION OFFICIAL' }] },
  ])
  const plain = await service.anyone.get(`/releases/${slug}.txt`)
  expect(plain.text).toMatch(/Corrected \d{1,2}:\d\d [ap]\.m\. .*The month was wrong\./)
})

test('after a scrub neither the words nor the difference are anywhere public', async () => {
  const { id, slug } = await aPublicTranscript()
  await correct(id, { note: 'A first correction.', turns: await turnsWith(id, 'five hours', 'seven hours') })
  await correct(id, {
    note: 'A number was withdrawn.',
    scrub: true,
    turns: await turnsWith(id, 'seven hours', 'some hours'),
  })
  const everything = await everythingPublic(slug)
  expect(everything).toContain('A number was withdrawn.')
  expect(everything).toContain('some hours')
  const page = await service.anyone.get(`/releases/${slug}`)
  for (const gone of ['seven hours', 'five hours', '<del>', 'A first correction'])
    expect(page.text, gone).not.toContain(gone)
  const { corrections } = (await service.anyone.get(`/releases/${slug}.json`)).body
  expect(corrections).toMatchObject([
    { note: null, changes: null },
    { note: 'A number was withdrawn.', changes: null },
  ])
  const told = await service.mail.until(({ mail }) => (mail.text ?? '').includes('A number was withdrawn.'))
  expect(`${told.mail.text}${told.mail.html}`).not.toMatch(/seven hours|five hours/)

  // What is corrected after the scrub is shown again.
  await correct(id, { note: 'Spelling.', turns: await turnsWith(id, 'some hours', 'several hours') })
  const later = await service.anyone.get(`/releases/${slug}`)
  expect(later.text).toMatch(/<del>.*some.*<\/del>.*<ins>.*several.*<\/ins>/s)
  expect(later.text).not.toMatch(/seven hours|five hours/)
})

test('the words of a scrubbed headline leave its slug; whoever has the old one is led on, and tells it apart', async () => {
  const made = await steps.clearStatement(service, {
    ...{ headline: 'Zebras at the border', topics: ['water'] },
    ...{ embargo: { until: 'none' }, groundRules: { basis: 'on-the-record' } },
  })
  const { slug } = await steps.untilPublic(service, made.id)
  const end = slug.slice(slug.lastIndexOf('-'))
  await steps.untilAlertsSettled(service, made.id, 1)
  await correct(made.id, { note: 'Not so.', headline: 'Horses at the border' })
  expect((await service.anyone.get(`/releases/${slug}`)).status).toBe(200)

  await correct(made.id, { note: 'Nor that.', scrub: true, headline: 'Animals at the border' })
  const now = `animals-at-the-border${end}`
  for (const form of FORMS) {
    const old = await service.anyone.get(`/releases/${slug}${form}`)
    expect([old.status, old.headers.get('Location')]).toEqual([301, `/releases/${now}${form}`])
    expect(old.headers.get('Cache-Control')).toBe('no-store')
  }
  const sitemaps = await Promise.all(
    ['/sitemap.xml', '/sitemap-news.xml'].map((path) => service.anyone.get(path)),
  )
  const everything = (await everythingPublic(now)) + sitemaps.map(({ text }) => text).join()
  expect(everything).toContain('animals-at-the-border')
  expect(everything).not.toMatch(/zebra|horse/i)
  const told = await service.mail.until(({ mail }) => (mail.text ?? '').includes('Nor that.'))
  expect(`${told.mail.text}${told.mail.html}`).not.toMatch(/zebra|horse/i)
})
