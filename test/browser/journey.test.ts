/** A call from the invitation to the inbox, in a real browser, with the keyboard alone; with script and without. */
import { DateTime } from 'luxon'
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { test } from '../support/browser.ts'
import { handsOn } from '../support/keyboard.ts'
import { type Service, STAFF, startService } from '../support/service.ts'

const READER = 'reader@tidewater.example'
const [{ email: EMAIL } = { email: '' }] = STAFF
const TITLE = 'Background press call on the river gauges'
const SAID = 'There will be five gauges by the spring.'
/** How soon a page that somebody looks at has turned into the release. */
const IN_PLACE_WITHIN_MS = 1000

let service: Service
afterEach(() => service.close())

test.for([
  ['with script', true],
  ['without script', false],
] as const)(
  '%s: scheduled, read, ended, public, and in the inbox',
  { timeout: 60_000 },
  async ([, script], { person }) => {
    service = await startService()
    const [desk, newsroom] = await Promise.all([person({ script }), person({ script })])
    const reader = await newsroom.newPage()
    const officer = await desk.newPage()
    await subscribe(reader)
    await signIn(officer)
    await schedule(officer)
    const callUrl = officer.url()
    await load(officer)
    expect(await textOf(officer)).toContain(SAID)

    await reader.goto(service.url)
    await handsOn(reader).follow('A call on rivers')
    expect(new URL(reader.url()).pathname).toMatch(/^\/upcoming\/[\w-]{20,}$/)
    expect(await textOf(reader)).not.toMatch(/gauges|five/)

    const loaded = await loadedAt(reader)

    await officer.goto(callUrl)
    await act(officer, 'Start', 'Start the call')
    await act(officer, 'End', 'End the call')
    expect(await textOf(officer)).toContain('Ended')

    if (script) {
      await reader.getByText(SAID).waitFor({ timeout: 10_000 })
      const [{ publishedAt }] = (await service.press.get('/v1/releases')).body.items
      expect(Date.now() - Date.parse(publishedAt)).toBeLessThan(IN_PLACE_WITHIN_MS)
      expect(await loadedAt(reader)).toBe(loaded)
    } else await reader.reload()
    expect(await reader.title()).toContain(TITLE)
    expect(await textOf(reader)).toContain(SAID)
    expect(await textOf(reader)).not.toMatch(/Oduya|Marguerite/i)

    const { mail } = await service.mail.until(
      (one) => one.to === READER && one.mail.subject?.includes('gauges') === true,
    )
    expect(mail.text).toContain('senior administration official')
    expect(`${mail.text} ${mail.html}`).not.toMatch(/Oduya|Marguerite/i)
  },
)

async function textOf(page: Page): Promise<string> {
  const words = await page.evaluate<string>('document.querySelector("main").innerText')
  return words.replaceAll(/\s+/g, ' ')
}

/** When the document was loaded: another figure once it was loaded again. */
function loadedAt(page: Page): Promise<number> {
  return page.evaluate<number>('performance.timeOrigin')
}

async function subscribe(page: Page): Promise<void> {
  await page.goto(`${service.url}/subscribe`)
  const hands = handsOn(page)
  await hands.write('E-mail address', READER)
  await hands.follow('Get alerts')
  const { mail } = await service.mail.until((one) => one.to === READER)
  await page.goto(/https?:\S+confirm\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '')
  await handsOn(page).follow('Confirm')
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${service.url}/desk`)
  const hands = handsOn(page)
  await hands.write('Your address', EMAIL)
  await hands.follow('Send the link')
  const { mail } = await service.mail.until((one) => one.to === EMAIL)
  await page.goto(/https?:\S+\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '')
  await hands.follow('Sign in')
}

async function schedule(page: Page): Promise<void> {
  const hands = handsOn(page)
  await hands.follow('Schedule a call')
  await hands.write('Title', TITLE)
  const now = DateTime.now().setZone('America/New_York')
  await hands.reach('Day')
  await page.keyboard.type(now.toFormat('MMddyyyy'))
  await hands.reach('Starts at')
  await page.keyboard.type(now.toFormat('hhmma'))
  await hands.choose('On background')
  await hands.write('Attributed to', 'senior administration official')
  await hands.write('Name', 'Marguerite Q. Oduya')
  await hands.choose('until the end of the call')
  await hands.press('More', 'Enter')
  await hands.press('Announce it', 'Space')
  await hands.write('What the page calls it', 'A call on rivers')
  await hands.follow('Check it')
  expect(await textOf(page)).toContain('Embargoed until the end of the call')
  await hands.follow('Schedule the call')
}

async function load(page: Page): Promise<void> {
  const hands = handsOn(page)
  await hands.follow('Load')
  await hands.write('Paste the transcript', TRANSCRIPT)
  await hands.follow('Read it')
  await hands.follow('Clear revision 1')
}

async function act(page: Page, link: string, button: string): Promise<void> {
  await handsOn(page).follow(link)
  await handsOn(page).follow(button)
}

const TRANSCRIPT = `Via Teleconference

MODERATOR:  Thanks for joining.  This call is on background, attributable to a “senior administration official,” and its contents are embargoed until the end of the call.

MS. ODUYA:  Good afternoon.  I am Marguerite Oduya.  ${SAID}

Q    Thanks, Marguerite.  Paid by whom?

MS. ODUYA:  By the ports.
`
