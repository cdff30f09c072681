/** Every public page, as a person sees it: both widths, light and dark, with the keyboard, at twice the size. */
import { afterAll, beforeAll, expect } from 'vitest'
import '../support/redis.ts'
import { test } from '../support/browser.ts'
import { findFaultsInEveryLook } from '../support/page-checks.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'
import { publicPages } from './public-pages.ts'
import { fillNewsroom, type Newsroom } from './sample-newsroom.ts'

let service: Service
let newsroom: Newsroom
beforeAll(async () => {
  service = await startService()
  newsroom = await fillNewsroom(service)
})
afterAll(() => service.close())

const NAMES = Object.keys(
  publicPages({
    slugs: { transcript: '', statement: '', corrected: '', killed: '' },
    callId: '',
    token: '',
    confirmation: '',
    upcoming: '',
  }),
)
const urlOf = (name: string) => `${service.url}${publicPages(newsroom)[name]}`

test.for(NAMES)('%s has no fault', async (name, { visit }) => {
  expect(await findFaultsInEveryLook(await visit(urlOf(name)))).toEqual([])
})

/** WebPageTest-style budget: what a reader on a phone downloads, headers and all. */
const BUDGET = 60_000

test('a release page weighs at most 60 KB, style and script with it', async ({ visit }) => {
  const { bytes } = await visit(urlOf('transcript'))
  expect(bytes()).toBeGreaterThan(1000)
  expect(bytes()).toBeLessThanOrEqual(BUDGET)
})

test('without script a release reads the same', async ({ visit }) => {
  const text = async (script: boolean) => {
    const { page } = await visit(urlOf('transcript'), { script })
    const words = await page.evaluate<string>('document.querySelector("main").innerText')
    // What only script can do is only offered by it.
    return words.replaceAll('Copy quote', '').replace(/\n{2,}/g, '\n')
  }
  expect(await text(false)).toBe(await text(true))
})

test('a page that is open is told of a scrub that changes its address', async ({ visit }) => {
  const made = await steps.clearStatement(service, {
    ...{ headline: 'Zebras at the border', embargo: { until: 'none' } },
    groundRules: { basis: 'on-the-record' },
  })
  const { slug } = await steps.untilPublic(service, made.id)
  const { page } = await visit(`${service.url}/releases/${slug}`)
  const told = page.waitForSelector('.live-link')
  const scrub = { note: 'No zebras.', scrub: true, headline: 'Horses at the border' }
  steps.body(await service.press.post(`/v1/releases/${made.id}/corrections`, scrub), 201)
  await told
  await page.click('.live-link')
  await page.waitForURL(/\/releases\/horses-at-the-border-/)
})
