/** `test` with the run's browser: `test('…', async ({ visit }) => …)` opens pages, and closes them after it. */
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, test as base, inject } from 'vitest'
import { type Look, openContext, openVisit, type Visit } from './visit.ts'

type BrowserFixtures = {
  /** Opens an address at a width and in a scheme. */
  readonly visit: (url: string, look?: Look) => Promise<Visit>
  /** A context of one's own, to sign in with before `visit(url, { context })`. */
  readonly person: (look?: Look) => Promise<BrowserContext>
}

let connected: Promise<Browser> | null = null

/** The browser of this run, connected once for each file. `skip` ends the test where there is none. */
function browserOf(skip: (reason: string) => never): Promise<Browser> {
  const given = inject('browser')
  if ('missing' in given) return skip(given.missing)
  connected ??= chromium.connect(given.endpoint)
  return connected
}

export const test = base.extend<BrowserFixtures>({
  visit: async ({ skip }, use) => {
    const browser = await browserOf(skip)
    const visits: Visit[] = []
    await use(async (url, look) => {
      const visit = await openVisit(browser, url, look)
      visits.push(visit)
      return visit
    })
    await Promise.all(visits.map((visit) => visit.close()))
  },
  person: async ({ skip }, use) => {
    const browser = await browserOf(skip)
    const contexts: BrowserContext[] = []
    await use(async (look) => {
      const context = await openContext(browser, look)
      contexts.push(context)
      return context
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

afterAll(async () => (await connected)?.close())
