/** Every page of the desk, as a press officer sees it: both widths, light and dark, keyboard, twice the size. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { test } from '../support/browser.ts'
import { inLanes } from '../support/lanes.ts'
import {
  findAxeFaults,
  findFaultsInEveryLook,
  findWidthFaults,
  shiftsInPieces,
} from '../support/page-checks.ts'
import { type Service, startService } from '../support/service.ts'
import { signIn } from '../support/sign-in.ts'
import { isForAnyone, templatesNotIn } from '../support/templates.ts'
import { IN_PAGE, WIDTHS } from '../support/visit.ts'
import { deskPages } from './desk-pages.ts'
import { deskStates } from './desk-states.ts'
import { type Desk, fillDesk } from './sample-desk.ts'

vi.mock('eta', async (importOriginal) => {
  const { recordingEta } = await import('../support/templates.ts')
  return recordingEta(await importOriginal())
})

/** The HTML of every page that was looked at. */
const lookedAt: string[] = []
let service: Service
let desk: Desk
beforeAll(async () => {
  service = await startService({ texts: true })
  desk = await fillDesk(service)
})
afterAll(() => service.close())

test('no page of the desk has a fault', async ({ person, visit }) => {
  const context = await person()
  await signIn(service, context)
  await inLanes(Object.entries(deskPages(desk)), async ([name, path]) => {
    const visited = await visit(`${service.url}${path}`, { context })
    expect(visited.page.url(), name).toBe(`${service.url}${path}`)
    expect.soft(await findFaultsInEveryLook(visited), name).toEqual([])
    lookedAt.push(await visited.source())
    await visited.close()
  })
}, 300_000)

test('nor has what a form leads to', async ({ person, visit }) => {
  const context = await person()
  await signIn(service, context)
  await inLanes(Object.entries(deskStates(desk)), async ([name, reach]) => {
    const visited = await visit('about:blank', { context })
    await reach(visited.page, service.url)
    expect.soft(await findFaultsInEveryLook(visited), name).toEqual([])
    lookedAt.push(await visited.source())
    await visited.close()
  })
}, 180_000)

test('nor has the record of a call, which an office keeps as a file', async ({ person, visit }) => {
  const context = await person()
  await signIn(service, context)
  const archive = await context.request.get(`${service.url}/desk/calls/${desk.calls.ended}/record.zip`)
  const html = strFromU8(unzipSync(await archive.body())['record.html'] ?? new Uint8Array())
  await context.route('**/record.html', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  const visited = await visit(`${service.url}/record.html`, { context })
  expect(await findFaultsInEveryLook(visited)).toEqual([])
  lookedAt.push(html)
})

test('nothing moves on a page that comes in pieces', async ({ person, visit }) => {
  const context = await person()
  await signIn(service, context)
  const { releases, calls, alert } = deskPages(desk)
  const ended = `/desk/calls/${desk.calls.ended}`
  const paths = [releases, calls, alert, ended].filter((path) => path !== undefined)
  const shifts = await shiftsInPieces(service.url, paths, visit, { context })
  expect(shifts).toEqual(Object.fromEntries(paths.map((path) => [path, 0])))
})

test('nor has the preview of a mail, which stands in a frame of its own that runs nothing', async ({
  person,
}) => {
  const context = await person()
  await signIn(service, context)
  const page = await context.newPage()
  const path = `/desk/releases/${desk.releases.draft}/preview/mail`
  await page.goto(`${service.url}${path}`)
  const mail = await context.request.get(`${service.url}${path}.html`)
  expect(mail.headers()['content-security-policy']).toMatch(/(?:^|;) ?sandbox(?:;|$)/)
  await page.evaluate(IN_PAGE)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect.soft(await findAxeFaults(page, { iframes: false }), `${width} px, ${colorScheme}`).toEqual([])
    }
    expect.soft(await findWidthFaults(page), `${width} px`).toEqual([])
  }
  lookedAt.push(await (await context.request.get(`${service.url}${path}`)).text())
})

test('no template of the desk is in none of these pages', () => {
  expect(templatesNotIn(lookedAt, (path) => !isForAnyone(path))).toEqual([])
})
