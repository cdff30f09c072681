/** Every page of the desk, as a press officer sees it: both widths, light and dark, keyboard, twice the size. */
import { afterAll, beforeAll, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { inLanes } from '../support/lanes.ts'
import { findAxeFaults, findFaultsInEveryLook, findWidthFaults } from '../support/page-checks.ts'
import { type Service, startService } from '../support/service.ts'
import { signIn } from '../support/sign-in.ts'
import { IN_PAGE, WIDTHS } from '../support/visit.ts'
import { deskPages } from './desk-pages.ts'
import { deskStates } from './desk-states.ts'
import { type Desk, fillDesk } from './sample-desk.ts'

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
    await visited.close()
  })
}, 180_000)

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
})
