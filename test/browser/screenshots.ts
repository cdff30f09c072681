/** `npm run screenshots`: every page and mail at both widths, light and dark, into `screenshots/`. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium, launchOptions } from '../support/chromium.ts'
import { composeSampleMails, type SampleMail } from '../support/sample-mails.ts'
import { signIn } from '../support/sign-in.ts'
import { openContext, WIDTHS } from '../support/visit.ts'
import { deskPages } from './desk-pages.ts'
import { deskStates, type Reach } from './desk-states.ts'
import { openOwnService } from './own-service.ts'
import { publicPages } from './public-pages.ts'
import { publicStates } from './public-states.ts'
import { type Desk, fillDesk } from './sample-desk.ts'

/** What to show, and to whom. */
type Shot = { readonly name: string; readonly reach: Reach; readonly who: 'anyone' | 'staff' } | MailShot
type MailShot = { readonly name: string; readonly html: string }

/** The best four, for the README: picture, width and scheme. */
const BEST = [
  { name: 'newsroom-transcript', width: 1280, scheme: 'light', as: 'newsroom' },
  { name: 'desk-today', width: 1280, scheme: 'light', as: 'desk' },
  { name: 'mail-lift', width: 390, scheme: 'dark', as: 'mail' },
  { name: 'desk-call-live', width: 390, scheme: 'light', as: 'call-on-a-phone' },
] as const

const only = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const forDocs = process.argv.includes('--docs')
const FOLDER = 'screenshots'
/** Enough for a receipt to draw a line. */
const READERS = 240
/** CSS pixels: of a reference that goes on for longer, its first screen. */
const TALLEST = 20_000

const found = await findChromium()
if ('missing' in found) {
  process.stderr.write(`No pictures: ${found.missing}.\n`)
  process.exit(1)
}
const { service, close } = await openOwnService()
const browser = await chromium.launch(launchOptions(found))
try {
  const desk = await fillDesk(service, READERS)
  const of = (reaches: Readonly<Record<string, string | Reach>>, place: string, who: 'anyone' | 'staff') =>
    Object.entries(reaches).map(([name, reach]) => ({
      name: `${place}-${name}`,
      reach: typeof reach === 'string' ? going(reach) : reach,
      who,
    }))
  const shots: readonly Shot[] = [
    ...of({ ...publicPages(desk.newsroom), ...publicStates(desk.newsroom) }, 'newsroom', 'anyone'),
    ...of({ ...deskPages(desk), ...mailPreview(desk), ...deskStates(desk) }, 'desk', 'staff'),
    ...Object.entries(await composeSampleMails()).flatMap(mailShots),
  ]
  await shoot(browser, shots)
} finally {
  await browser.close()
  await close()
}

function going(path: string): Reach {
  return async (page, url) => void (await page.goto(`${url}${path}`))
}

/** Beside the pages whose every part is tested: the mail stands in a frame. */
function mailPreview({ releases }: Desk): Readonly<Record<string, string>> {
  return { 'preview-mail': `/desk/releases/${releases.draft}/preview/mail` }
}

async function shoot(browser: Browser, shots: readonly Shot[]): Promise<void> {
  const chosen = shots.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
  if (!forDocs && only.length === 0) await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  for (const width of WIDTHS) {
    const anyone = await openContext(browser, { width })
    const staff = await openContext(browser, { width })
    await signIn(service, staff)
    const pages = { anyone: await anyone.newPage(), staff: await staff.newPage() }
    for (const shot of chosen) await shootOne(pages['who' in shot ? shot.who : 'anyone'], shot, width)
    await anyone.close()
    await staff.close()
  }
  process.stdout.write(
    `${chosen.length} pages and mails, each at two widths, light and dark, are in ${FOLDER}/\n`,
  )
}

async function shootOne(page: Page, shot: Shot, width: number): Promise<void> {
  // A mail stands under the policy of no page.
  if ('html' in shot) {
    await page.goto('about:blank')
    await page.setContent(shot.html)
  } else await shot.reach(page, service.url)
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    const tall = await page.evaluate<number>('document.documentElement.scrollHeight')
    const path = join(FOLDER, `${shot.name}-${width}-${scheme}.png`)
    await page.screenshot({ path, fullPage: tall < TALLEST })
    const best = BEST.find((one) => one.name === shot.name && one.width === width && one.scheme === scheme)
    // What fits a screen: the head of a long page says more of it than all of it, small.
    if (forDocs && best) await page.screenshot({ path: `docs/${best.as}.png` })
  }
}

/** The HTML part, and the text part as a mail program that shows no HTML lays it out. */
function mailShots([name, { subject, text, html }]: readonly [string, SampleMail]): readonly MailShot[] {
  const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const plain = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>:root{color-scheme:light dark} pre{font:15px/1.45 monospace;white-space:pre-wrap;overflow-wrap:anywhere;max-width:74ch}</style>
<pre><b>Subject: ${escaped(subject)}</b>\n\n${escaped(text)}</pre>`
  return [
    { name: `mail-${name}`, html },
    { name: `mail-${name}-text`, html: plain },
  ]
}
