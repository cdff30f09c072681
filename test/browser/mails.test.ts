/** Every mail as its reader sees it: at a desk's width and a phone's, light and dark. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../support/browser.ts'
import { findAxeFaults, findWidthFaults } from '../support/page-checks.ts'
import { composeSampleMails } from '../support/sample-mails.ts'
import { sizeOf, WIDTHS } from '../support/visit.ts'

/** A mail stands inside a program that has landmarks of its own. */
const NO_LANDMARKS = { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } }

/** Runs in the mail: what is still light in the dark, but for the button. */
const LIGHT_PARTS = `[...document.querySelectorAll('body, div, table, td')]
  .filter((element) => element.closest('.go') === null)
  .filter((element) => {
    const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number)
    return alpha > 0 && red + green + blue > 384
  })
  .map((element) => 'stays light: ' + element.outerHTML.slice(0, 80))`

test('no mail has a fault, in light or dark, on a desk or a phone', async ({ visit }) => {
  const { page } = await visit('about:blank')
  for (const [name, { html }] of Object.entries(await composeSampleMails())) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setContent(html)
    expect(await faultsOf(page), name).toEqual([])
  }
}, 60_000)

test('a mail that is wrong is found out', async ({ visit }) => {
  const { page } = await visit('about:blank')
  await page.setContent(
    '<p style="background:#fff;color:#ccc;width:2000px">too faint, too wide, never dark</p>',
  )
  const faults = (await faultsOf(page)).join('\n')
  for (const fault of ['color-contrast', 'scrolls to the side', 'html-has-lang'])
    expect(faults).toContain(fault)
})

async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  // The phone last: its colors are the desk's.
  for (const width of WIDTHS) {
    await page.setViewportSize(sizeOf(width))
    faults.push(...(await findWidthFaults(page)))
  }
  faults.push(...(await findAxeFaults(page, NO_LANDMARKS)))
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await findAxeFaults(page, NO_LANDMARKS)))
  return faults.concat(await page.evaluate<string[]>(LIGHT_PARTS))
}
