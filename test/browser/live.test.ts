/** What happens between the making of a page and the opening of its stream: the page is told all the same. */
import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const ON_THE_RECORD = { embargo: { until: 'none' }, groundRules: { basis: 'on-the-record' } }

async function publish(headline: string) {
  const { id } = await steps.clearStatement(service, { ...ON_THE_RECORD, headline })
  return steps.untilPublic(service, id)
}
const correct = async (id: string, change: object) =>
  steps.body(await service.press.post(`/v1/releases/${id}/corrections`, { note: 'Not so.', ...change }), 201)
const kill = async (id: string) =>
  steps.body(
    await service.press.post(`/v1/releases/${id}/kill`, { reason: 'Wrong.', publicNotice: 'Withdrawn.' }),
    200,
  )

/** Opens a page whose stream opens only when what happens meanwhile has happened. */
async function openBefore(page: Page, path: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const happened = Promise.withResolvers<void>()
  await page.route('**/live', async (route) => {
    await happened.promise
    await route.continue()
  })
  await page.goto(`${service.url}${path}`)
  expect(await page.locator('[data-follows]').count()).toBe(0)
  await meanwhile()
  happened.resolve()
}

const toldOn = async (page: Page) => {
  const link = page.locator('.live-link')
  await link.waitFor({ timeout: 10_000 })
  return [await link.textContent(), await link.getAttribute('href')]
}

test('a release’s page is told of a correction, also of one that changes its address', async ({ visit }) => {
  const { id, slug } = await publish('Zebras at the border')
  const path = `/releases/${slug}`
  const { page } = await visit('about:blank')
  await openBefore(page, path, () => correct(id, { headline: 'Horses at the border' }))
  const corrected = 'This release was corrected. Read the corrected text.'
  expect(await toldOn(page)).toEqual([corrected, path])
  await page.unrouteAll()
  await openBefore(page, path, () => correct(id, { scrub: true, headline: 'Animals at the border' }))
  const now = `/releases/animals-at-the-border${slug.slice(slug.lastIndexOf('-'))}`
  expect(await toldOn(page)).toEqual([corrected, now])
})

test('a release’s page is told of its withdrawal', async ({ visit }) => {
  const { id, slug } = await publish('Withdrawn in between')
  const { page } = await visit('about:blank')
  await openBefore(page, `/releases/${slug}`, () => kill(id))
  const [words] = await toldOn(page)
  expect(words).toBe('This release was withdrawn. Do not use it; read the notice.')
})

test.for([
  ['is not answered', (route: Route) => route.abort()],
  ['is told to come again', (route: Route) => route.fulfill({ status: 503 })],
] as const)('a page whose question %s asks again, and is told', async ([how, fails], { visit }) => {
  const { id, slug } = await publish(`Withdrawn as its reader ${how}`)
  const { page } = await visit('about:blank')
  let asked = 0
  await page.route(`**/releases/${slug}`, async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue()
    asked += 1
    await (asked === 1 ? fails(route) : route.continue())
  })
  await openBefore(page, `/releases/${slug}`, () => kill(id))
  const [words] = await toldOn(page)
  expect(words).toBe('This release was withdrawn. Do not use it; read the notice.')
  expect(asked).toBe(2)
})

test('the front page is told of what is new, and of what on it was withdrawn', async ({ visit }) => {
  const { id } = await publish('There already')
  const { page } = await visit('about:blank')
  let slug = ''
  await openBefore(page, '/', async () => {
    slug = (await publish('New in between')).slug
  })
  expect(await toldOn(page)).toEqual(['1 new release: New in between', `/releases/${slug}`])
  await page.unrouteAll()
  await openBefore(page, '/', () => kill(id))
  const [words] = await toldOn(page)
  expect(words).toBe('A release on this page was withdrawn. Do not use it before you load the page again.')
})

test('the page of an announced call turns into what was released of it', async ({ visit }) => {
  const call = await steps.scheduleCall(service, { announce: true })
  await steps.clearTranscript(service, call.id)
  await steps.start(service, call.id)
  const { page } = await visit('about:blank')
  const asked = page.waitForResponse((one) => one.request().resourceType() === 'fetch')
  await openBefore(page, call.announcement.path, async () => {
    // Its script has asked by itself, before there was anything to be told.
    await (await asked).finished()
    await steps.end(service, call.id)
  })
  await page.getByText('They agreed to meet again in the spring.').waitFor({ timeout: 10_000 })
})

test('where nothing happened the page asks once, is answered in no words, and says nothing', async ({
  visit,
}) => {
  const { slug } = await publish('As it was')
  for (const path of [`/releases/${slug}`, '/']) {
    const { page } = await visit('about:blank')
    const asked = page.waitForResponse((one) => one.request().resourceType() === 'fetch')
    await page.goto(`${service.url}${path}`)
    expect((await asked).status(), path).toBe(304)
    expect(await page.locator('.live-link').count(), path).toBe(0)
  }
})
