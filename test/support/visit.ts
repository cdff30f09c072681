/** One page in a real browser, at one width and in one scheme, with everything it loaded and broke. */
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'

export type Look = {
  /** CSS pixels: 1280 for a desk, 390 for a phone. */
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
  readonly script?: boolean
  /** A context whose cookies to use, such as that of someone who has signed in. */
  readonly context?: BrowserContext
}

export type Visit = {
  readonly page: Page
  /** Refused by the policy, thrown, logged as an error, or answered 400 and above, in words. */
  readonly faults: readonly string[]
  /** The HTML that the page was last made of, as it was sent. */
  source(): Promise<string>
  /** Bytes over the wire so far, headers and all. */
  bytes(): number
  close(): Promise<void>
}

/** A desk's screen and a phone's. */
export const WIDTHS = [1280, 390] as const

/** Runs in every page; `page-checks.ts` asks it. */
export const IN_PAGE = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8')

/** The window of a desk's screen or a phone's. */
export function sizeOf(width: number) {
  return { width, height: width < 600 ? 844 : 900 }
}

/** An empty context as a person of this look would have it; for signing in before pages are opened. */
export function openContext(browser: Browser, { width = 1280, scheme = 'light', script = true }: Look = {}) {
  return browser.newContext({
    viewport: sizeOf(width),
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  })
}

/** Opens an address and resolves when it is there with all it loads. */
export async function openVisit(browser: Browser, url: string, look: Look = {}): Promise<Visit> {
  const { width = 1280, scheme = 'light' } = look
  const context = look.context ?? (await openContext(browser, look))
  const page = await context.newPage()
  const faults: string[] = []
  listen(page, faults)
  const bytes = await countBytes(context, page)
  let last: Response | null = null
  page.on('response', (answer) => {
    if (answer.request().isNavigationRequest() && answer.frame() === page.mainFrame()) last = answer
  })
  await page.addInitScript({ content: IN_PAGE })
  await page.setViewportSize(sizeOf(width))
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.goto(url, { waitUntil: 'load' })
  return {
    page,
    faults,
    source: async () => (await last?.text()) ?? '',
    bytes,
    close: () => (look.context === undefined ? context.close() : page.close()),
  }
}

function listen(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`threw: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // The browser logs a page that is itself a 404 or a 410; that is no fault of the page.
    const isPageItself = message.text().startsWith('Failed to load') && message.location().url === page.url()
    // What the policy refuses is logged as an error too.
    if (!isPageItself) faults.push(`logged: ${message.text()} (${message.location().url})`)
  })
  page.on('requestfailed', (request) => {
    // What was still on its way, or streams, ends with its page.
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') faults.push(`did not load: ${request.url()} (${why})`)
  })
}

async function countBytes(context: BrowserContext, page: Page): Promise<() => number> {
  const session = await context.newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return () => bytes
}
