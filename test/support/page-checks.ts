/** What every page must bear, told as a list of what is wrong with this one. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { openSlowLine } from './in-pieces.ts'
import { inLanes } from './lanes.ts'
import { IN_PAGE, type Look, sizeOf, type Visit, WIDTHS } from './visit.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** WCAG 2.2 §1.4.10: this narrow, nothing may need scrolling to the side. */
const NARROWEST = 320
const [WIDE] = WIDTHS
const COLOURS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }

/** A page that was opened at a desk's width: at both widths, light and dark; each fault says where. */
export async function findFaultsInEveryLook({ page, faults }: Visit): Promise<readonly string[]> {
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize(sizeOf(width))
    // As on a screen of this width from the start: what jumps there must be seen.
    if (width !== WIDE) await page.reload()
    await page.evaluate(IN_PAGE)
    found.push(...(await ask(page, 'shift()')).map((fault) => `${width} px: ${fault}`))
  }
  // What is there is the same at every width from here on, and axe-core takes long to be put in.
  for (const width of WIDTHS.toReversed()) {
    await page.setViewportSize(sizeOf(width))
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await findFaultsAtRest(page)
    if (width === WIDE) light.push(...(await findFocusFaults(page)))
    await page.emulateMedia({ colorScheme: 'dark' })
    // What is there does not change with the scheme; how it looks does. Each width and each scheme has its
    // turn with the focus.
    const dark = [...(await findAxeFaults(page, COLOURS))]
    if (width !== WIDE) dark.push(...(await findFocusFaults(page)))
    found.push(...light.map((fault) => `${width} px, light: ${fault}`))
    found.push(...dark.map((fault) => `${width} px, dark: ${fault}`))
  }
  return [...faults, ...found]
}

/** How much of these pages moves, by path, while they come in pieces. */
export async function shiftsInPieces(
  origin: string,
  paths: readonly string[],
  visit: (url: string, look: Look) => Promise<Visit>,
  look: Look = {},
): Promise<Readonly<Record<string, number>>> {
  const line = await openSlowLine(origin)
  const shifts: Record<string, number> = {}
  await inLanes(paths, async (path) => {
    const { page, close } = await visit(`${line.url}${path}`, look)
    shifts[path] = await page.evaluate<number>('checks.shifted()')
    await close()
  })
  await line.close()
  return shifts
}

/** Everything below at once; empty where the page is as it should be. */
export async function findPageFaults({
  page,
  faults,
}: Pick<Visit, 'page' | 'faults'>): Promise<readonly string[]> {
  await page.evaluate(IN_PAGE)
  const jumped = await ask(page, 'shift()')
  return [...faults, ...jumped, ...(await findFaultsAtRest(page)), ...(await findFocusFaults(page))]
}

/** What is wrong with it while nobody does anything. */
async function findFaultsAtRest(page: Page): Promise<string[]> {
  return [
    ...(await ask(page, 'structure()')),
    ...(await findWidthFaults(page)),
    ...(await findAxeFaults(page)),
  ]
}

/** Violations of axe-core's rules, a line for each element. */
export async function findAxeFaults(page: Page, options: RunOptions = {}): Promise<readonly string[]> {
  // By the debugger's door: the page's own policy lets no other script in.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE)
  const given = JSON.stringify({ resultTypes: ['violations'], ...options })
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${given})`)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim()
      return `axe ${id}: ${target.join(' ')}: ${help}. ${why}`
    }),
  )
}

/** Nothing is to be scrolled to the side: at this width, and at twice the size. */
export async function findWidthFaults(page: Page): Promise<readonly string[]> {
  const size = page.viewportSize() ?? sizeOf(WIDTHS[0])
  const normal = await ask(page, 'width()')
  await page.setViewportSize({ ...size, width: Math.max(NARROWEST, size.width / 2) })
  const twice = await ask(page, 'width()')
  await page.setViewportSize(size)
  return [...normal, ...twice.map((fault) => `at 200 % ${fault}`)]
}

/** The tab key must come to every stop, and each must look different with the focus. */
async function findFocusFaults(page: Page): Promise<readonly string[]> {
  const stops = await page.evaluate<number>('checks.watchFocus()')
  const presses = Array.from({ length: stops + 1 }, () => page.keyboard.press('Tab'))
  await Promise.all(presses)
  return ask(page, 'focusFaults()')
}

function ask(page: Page, check: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`checks.${check}`)
}
