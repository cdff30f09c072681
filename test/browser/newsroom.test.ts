/** Every public page, as a person sees it: both widths, light and dark, with the keyboard, at twice the size. */
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { test } from '../support/browser.ts'
import { inLanes } from '../support/lanes.ts'
import { findFaultsInEveryLook, shiftsInPieces } from '../support/page-checks.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'
import { isForAnyone, templatesNotIn } from '../support/templates.ts'
import { WIDTHS } from '../support/visit.ts'
import { publicPages } from './public-pages.ts'
import { publicStates } from './public-states.ts'
import { fillNewsroom, type Newsroom } from './sample-newsroom.ts'

vi.mock('eta', async (importOriginal) => {
  const { recordingEta } = await import('../support/templates.ts')
  return recordingEta(await importOriginal())
})

/** The HTML of every page that was looked at. */
const lookedAt: string[] = []
let service: Service
let newsroom: Newsroom
beforeAll(async () => {
  service = await startService({ texts: true })
  newsroom = await fillNewsroom(service)
})
afterAll(() => service.close())

const urlOf = (name: string) => `${service.url}${publicPages(newsroom)[name]}`

test('no public page has a fault', async ({ visit }) => {
  await inLanes(Object.keys(publicPages(newsroom)), async (name) => {
    const visited = await visit(urlOf(name))
    expect.soft(await findFaultsInEveryLook(visited), name).toEqual([])
    lookedAt.push(await visited.source())
    await visited.close()
  })
}, 300_000)

test('nor has what a form leads to', async ({ visit }) => {
  await inLanes(Object.entries(publicStates(newsroom)), async ([name, reach]) => {
    const visited = await visit('about:blank')
    await reach(visited.page, service.url)
    expect.soft(await findFaultsInEveryLook(visited), name).toEqual([])
    lookedAt.push(await visited.source())
    await visited.close()
  })
}, 180_000)

test('no template that anyone can see is in none of these pages', () => {
  expect(templatesNotIn(lookedAt, isForAnyone)).toEqual([])
  const oneIsMissing = lookedAt.filter((page) => !page.includes('<div class="withdrawn">'))
  expect(templatesNotIn(oneIsMissing, isForAnyone)).toEqual(['pages/withdrawn.eta'])
})

test.for(WIDTHS)('nothing moves on a page that comes in pieces, at %i px', async (width, { visit }) => {
  const { front, transcript, corrected, preferences, subscribe } = publicPages(newsroom)
  const paths = [front, transcript, corrected, preferences, subscribe].filter((path) => path !== undefined)
  const shifts = await shiftsInPieces(service.url, paths, visit, { width })
  expect(shifts).toEqual(Object.fromEntries(paths.map((path) => [path, 0])))
})

/** WebPageTest-style budget: what a reader on a phone downloads, headers and all. */
const BUDGET = 60_000

test.for(['front', 'transcript', 'upcoming'])(
  '%s weighs at most 60 KB, style and script with it',
  async (name, { visit }) => {
    const { bytes } = await visit(urlOf(name))
    expect(bytes()).toBeGreaterThan(1000)
    expect(bytes()).toBeLessThanOrEqual(BUDGET)
  },
)

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
  await page.waitForSelector('[data-follows]', { state: 'attached' })
  const told = page.waitForSelector('.live-link')
  const scrub = { note: 'No zebras.', scrub: true, headline: 'Horses at the border' }
  steps.body(await service.press.post(`/v1/releases/${made.id}/corrections`, scrub), 201)
  await told
  await page.click('.live-link')
  await page.waitForURL(/\/releases\/horses-at-the-border-/)
})
