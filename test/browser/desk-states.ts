/** Pages of the desk that no address leads to, only a form: what comes of it, by name, and how a person gets there. */
import type { Page } from 'playwright-core'
import type { Desk } from './sample-desk.ts'

/** Leads a page that is signed in to its state; `url`: the service's own. */
export type Reach = (page: Page, url: string) => Promise<void>

const NEW = '/desk/calls/new'

const INVITATION = `Subject: Background press call on the meeting in Rome

The office will hold a press call on Wednesday, December 15, 2027 at 12:30 PM EST.
This call will be on background, attributable to a “senior administration official.”  Its contents are embargoed until 5:00 a.m. local time in Rome on Thursday, December 16.

Speakers:
Jane Q. Doe, Senior Director for Europe
`

export function deskStates({ calls, embargoes, releases }: Desk): Readonly<Record<string, Reach>> {
  return {
    'schedule-read': async (page, url) => {
      await page.goto(`${url}${NEW}`)
      await page.click('.invitation summary')
      await page.fill('[name=invitation]', INVITATION)
      await press(page, 'Read it')
    },
    'schedule-check': async (page, url) => {
      await fillCall(page, url, '2027-12-14')
      await press(page, 'Check it')
    },
    // The night on which clocks go back: a time that comes twice.
    'schedule-trap': async (page, url) => {
      await fillCall(page, url, '2027-11-07')
      await page.fill('[name=p1-t1-atTime]', '01:30')
      await page.fill('[name=p1-t1-zone]', 'America/New_York')
      await press(page, 'Check it')
    },
    'schedule-faults': async (page, url) => {
      await page.goto(`${url}${NEW}`)
      await page.evaluate('for (const form of document.forms) form.noValidate = true')
      await press(page, 'Check it')
    },
    'schedule-portions': async (page, url) => {
      await page.goto(`${url}${NEW}`)
      await press(page, 'Add a portion with other rules')
    },
    'terms-check': async (page, url) => {
      await page.goto(`${url}/desk/embargoes/${embargoes.held}/terms`)
      await page.fill('[name=p1-t1-atTime]', '23:59')
      await page.fill('[name=reason]', 'The other side has asked for more time.')
      await press(page, 'Check it')
    },
    'correct-check': async (page, url) => {
      await page.goto(`${url}/desk/releases/${releases.published}/correct`)
      await page.fill('[name=note]', 'The headline named the compact wrongly.')
      await page.fill('[name=headline]', 'Background press call on the Harbor Compact')
      await press(page, 'Show what changes')
    },
    'sign-in-again': async (page, url) => {
      await page.goto(`${url}/desk/embargoes/${embargoes.held}/hold`)
      await page.fill('[name=reason]', 'Another hour.')
      await page.evaluate(
        "document.querySelector('main form').elements._csrf.value = 'of an earlier session'",
      )
      await press(page, 'Hold it')
    },
    // A second start, from a page that was open before the first.
    refused: async (page, url) => {
      await page.goto(`${url}/desk/calls/${calls.ended}/start`)
      await press(page, 'Start the call')
    },
  }
}

/** A background call embargoed until the next morning in Rome. */
async function fillCall(page: Page, url: string, day: string): Promise<void> {
  await page.goto(`${url}${NEW}`)
  for (const [name, value] of Object.entries({
    title: 'Background press call on the meeting in Rome',
    startsDate: day,
    startsTime: '14:59',
    endsTime: '15:20',
    'p1-attribution': 'senior administration official',
    'p1-s1-name': 'Jane Q. Doe',
  }))
    await page.fill(`[name=${name}]`, value)
  await page.check('[name=p1-basis][value=on-background]')
  await page.check('[name=p1-t1-until][value=time]')
  await page.fill('[name=p1-t1-atDate]', day === '2027-11-07' ? day : '2027-12-15')
  await page.fill('[name=p1-t1-atTime]', '05:00')
  await page.fill('[name=p1-t1-zone]', 'Europe/Rome')
}

/** Presses a button, and waits for the page that follows. */
export async function press(page: Page, name: string): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name, exact: true }).click()
  await loaded
}
