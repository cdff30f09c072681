/** The desk on the worst day: a phone in one hand, a hasty second press, another window, and somebody else's screen. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { type Service, startService } from '../support/service.ts'
import { signIn } from '../support/sign-in.ts'
import * as steps from '../support/steps.ts'
import { sizeOf } from '../support/visit.ts'

const PHONE = 390
/** CSS pixels that a thumb needs: WCAG 2.2 §2.5.5. */
const THUMB = 44

let service: Service
let call: { readonly id: string; readonly embargo: { readonly id: string } }
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())
beforeEach(async () => {
  const { id, embargo } = await steps.scheduleCall(service)
  call = { id, embargo }
  await steps.clearTranscript(service, id)
  await steps.start(service, id)
})

const callPage = () => `${service.url}/desk/calls/${call.id}`
const embargoNow = async () => steps.body(await service.press.get(`/v1/embargoes/${call.embargo.id}`), 200)

/** How often an act is on the record of something. */
async function countActs(act: string, record: string): Promise<number> {
  const { items } = steps.body(await service.press.get(`/v1/audit?record=${record}`), 200)
  return items.filter((entry: { act: string }) => entry.act === act).length
}

/** Large enough for a thumb, and where the thumb of the hand that holds the phone is: the lower half. */
async function expectInReach(page: Page, button: Locator): Promise<void> {
  const box = await button.boundingBox()
  const { height } = sizeOf(PHONE)
  expect(box?.height).toBeGreaterThanOrEqual(THUMB)
  expect(box?.width).toBeGreaterThanOrEqual(THUMB)
  expect(box?.y).toBeGreaterThan(height / 2)
  expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
  expect(await page.evaluate<number>('scrollY')).toBeGreaterThanOrEqual(0)
}

/** Taps, and waits for the page that follows. */
async function tap(page: Page, button: Locator): Promise<void> {
  const loaded = page.waitForEvent('load')
  await button.click()
  await loaded
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('hold, and then end, are under the thumb wherever the page is, and take two taps and no typing', async ({
  person,
}) => {
  const phone = await person({ width: PHONE })
  await signIn(service, phone)
  const page = await phone.newPage()
  await page.goto(callPage())
  for (const place of [0, 100_000]) {
    await page.evaluate(`scrollTo(0, ${place})`)
    const bar = page.locator('.urgent')
    for (const name of ['End the call', 'Hold'])
      await expectInReach(page, bar.getByRole('button', { name, exact: true }))
  }
  await tap(page, page.locator('.urgent').getByRole('button', { name: 'Hold', exact: true }))
  await expectInReach(page, button(page, 'Hold it'))
  await tap(page, button(page, 'Hold it'))
  expect((await embargoNow()).hold).toMatchObject({ by: 'Ana Ruiz' })

  await page.goto(callPage())
  await tap(page, page.locator('.urgent').getByRole('button', { name: 'End the call', exact: true }))
  await expectInReach(page, button(page, 'End the call now'))
  await tap(page, button(page, 'End the call now'))
  expect(steps.body(await service.press.get(`/v1/calls/${call.id}`), 200).state).toBe('ended')
  expect((await embargoNow()).state).not.toBe('lifted')
})

test('a withdrawal, too: from the call’s page', async ({ person }) => {
  const phone = await person({ width: PHONE })
  await signIn(service, phone)
  await steps.end(service, call.id)
  const page = await phone.newPage()
  await page.goto(callPage())
  const link = page.getByRole('link', { name: 'Withdraw', exact: true })
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(THUMB)
  await tap(page, link)
  await page.fill('[name=reason]', 'Wrong text.')
  await expectInReach(page, button(page, 'Withdraw it'))
  await tap(page, button(page, 'Withdraw it'))
  expect(await page.textContent('main')).toContain('Withdrawn')
})

test.for([
  ['with script', true],
  ['without script', false],
] as const)('%s, a button pressed twice acts once', async ([, script], { person }) => {
  const context = await person({ script })
  await signIn(service, context)
  const page = await context.newPage()
  await page.goto(`${service.url}/desk/embargoes/${call.embargo.id}/hold`)
  // The second press ends the navigation of the first, so that none of them is waited for.
  await button(page, 'Hold it').dblclick({ noWaitAfter: true })
  await expect.poll(() => page.url(), { timeout: 30_000 }).toContain('done=held')
  await page.waitForLoadState()
  expect(await page.textContent('.done')).toContain('Held.')
  expect(await countActs('hold-embargo', call.embargo.id)).toBe(1)
})

test('today follows what others do, and takes nobody’s place from under their hands', async ({ person }) => {
  const context = await person()
  await signIn(service, context)
  const page = await context.newPage()
  await page.goto(`${service.url}/desk`)
  const other = await steps.scheduleCall(service, { title: 'A second call' })
  const link = page.locator(`#today h3 a[href="/desk/calls/${other.id}"]`)
  await link.waitFor()
  await link.focus()
  await steps.start(service, other.id)
  await page.locator(`article:has(a[href="/desk/calls/${other.id}"]) .tag-live`).waitFor()
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(`/desk/calls/${other.id}`)
})

test('a call’s page follows what others do with it, until its embargo is lifted, and is the same page', async ({
  person,
}) => {
  const context = await person()
  await signIn(service, context)
  const page = await context.newPage()
  await page.goto(callPage())
  const link = page.getByRole('link', { name: 'Change what is declared' })
  await link.focus()
  const loaded = await page.evaluate<number>('performance.timeOrigin')
  const reason = { reason: 'An hour more.' }
  steps.body(await service.press.put(`/v1/embargoes/${call.embargo.id}/hold`, reason), 200)
  await page.locator('#call .standing-held').waitFor()
  steps.body(await service.press.delete(`/v1/embargoes/${call.embargo.id}/hold`), 200)
  await steps.end(service, call.id)
  await page.locator('#call .call-state .tag-ended').waitFor()
  await page.locator('#call .standing-lifted').waitFor()
  expect(await page.getByRole('link', { name: 'Receipt' }).count()).toBe(1)
  expect(await page.getByRole('button', { name: 'End the call' }).count()).toBe(0)
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Change what is declared')
  expect(await page.evaluate<number>('performance.timeOrigin')).toBe(loaded)
})

/** Of the title and the transcript. */
const EMBARGOED = /river|Oduya|senior administration/i

/** Where a page could keep something for later. */
const KEPT = `(async () => [
  localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, 'caches' in globalThis ? (await caches.keys()).length : 0,
])()`

test('signed out, nothing is left in this browser: not behind the back button, not in another window', async ({
  person,
}) => {
  const context = await person()
  await signIn(service, context)
  const { items } = steps.body(await service.press.get('/v1/releases'), 200)
  const [page, other] = [await context.newPage(), await context.newPage()]
  await other.goto(`${service.url}/desk`)
  await page.goto(`${service.url}/desk/releases/${items[0].id}`)
  expect(await page.content()).toMatch(EMBARGOED)
  await page.goto(`${service.url}/desk/embargoes/${call.embargo.id}/hold`)
  await page.fill('[name=reason]', 'Nobody else is to read this.')
  expect(await page.evaluate(KEPT)).toEqual([0, 0, 0, 0])
  const cookies = await context.cookies()
  expect(cookies.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([['hfr-desk', true]])

  await page.click('.top-person summary')
  await tap(page, button(page, 'Sign out'))
  expect(page.url()).toContain('/desk/sign-in')
  await other.waitForURL(/\/desk\/sign-in/)
  for (const _ of ['the form', 'the review']) {
    await page.goBack()
    expect(page.url()).toContain('/desk/sign-in')
    expect(await page.content()).not.toMatch(EMBARGOED)
    expect(await page.content()).not.toContain('Nobody else')
  }
  expect(await page.evaluate(KEPT)).toEqual([0, 0, 0, 0])
})
