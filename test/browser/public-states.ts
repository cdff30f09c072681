/** What a reader, or somebody who signs in, sees after a form was sent: by name, and how they get there. */
import type { Page } from 'playwright-core'
import { press, type Reach } from './desk-states.ts'
import type { Newsroom } from './sample-newsroom.ts'

export function publicStates({ token, leaver }: Newsroom): Readonly<Record<string, Reach>> {
  return {
    'subscribe-received': async (page, url) => {
      await page.goto(`${url}/subscribe`)
      await page.fill('[name=email]', 'another.reader@coastline.example')
      await press(page, 'Get alerts')
    },
    'subscribe-refused': async (page, url) => {
      await page.goto(`${url}/subscribe`)
      await page.evaluate('for (const form of document.forms) form.noValidate = true')
      await press(page, 'Get alerts')
    },
    'subscribe-by-text': async (page, url) => {
      await page.goto(`${url}/subscribe`)
      await page.check('[name=by][value=phone]')
    },
    'subscribe-by-text-received': async (page, url) => {
      await page.goto(`${url}/subscribe`)
      await page.check('[name=by][value=phone]')
      await page.fill('[name=phone]', '+1 202 555 0188')
      await press(page, 'Get alerts')
    },
    'preferences-saved': async (page, url) => {
      await page.goto(`${url}/preferences?token=${token}`)
      await press(page, 'Save')
    },
    unsubscribed: async (page, url) => {
      await page.goto(`${url}/unsubscribe?token=${leaver}`)
      await pressOnce(page, 'Unsubscribe')
    },
    left: async (page, url) => {
      await page.goto(`${url}/unsubscribe?token=${leaver}`)
      await pressOnce(page, 'Unsubscribe')
      await page.goto(`${url}/preferences?token=${leaver}`)
    },
    'desk-signed-out': async (page, url) => {
      await page.goto(`${url}/desk/sign-in`)
      // As a form of a page that was open when the session ended.
      await page.evaluate(`(() => {
        const [form] = document.forms
        form.action = '/desk/hold-all'
        form.elements._csrf.value = 'of the session that was'
      })()`)
      await page.fill('[name=email]', 'somebody@example.gov')
      await press(page, 'Send the link')
    },
    'desk-sign-in-sent': async (page, url) => {
      await page.goto(`${url}/desk/sign-in`)
      await page.fill('[name=email]', 'somebody@example.gov')
      await press(page, 'Send the link')
    },
  }
}

/** Who has left already has no button left to press. */
async function pressOnce(page: Page, name: string): Promise<void> {
  if ((await page.getByRole('button', { name, exact: true }).count()) > 0) await press(page, name)
}
