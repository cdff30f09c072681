/** A member of staff in a browser, signed in at the desk as they would be: by the link in their mail. */
import type { BrowserContext } from 'playwright-core'
import { type Service, STAFF } from './service.ts'

/** Needs workers: the link comes by mail. */
export async function signIn(
  service: Pick<Service, 'url' | 'mail'>,
  context: BrowserContext,
  email: string = STAFF[0]?.email ?? '',
): Promise<void> {
  const before = service.mail.received.length
  const page = await context.newPage()
  await page.goto(`${service.url}/desk/sign-in`)
  await page.fill('[name=email]', email)
  await page.press('[name=email]', 'Enter')
  const isLink = ({ to, mail }: { to: string; mail: { text?: string | undefined } }) =>
    to === email && (mail.text ?? '').includes('/desk/sign-in/link?token=')
  const { mail } = await service.mail.until(
    (one) => service.mail.received.indexOf(one) >= before && isLink(one),
  )
  const link = /https?:\S+\/desk\/sign-in\/link\?token=[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(link)
  await Promise.all([
    page.waitForURL((url) => !url.pathname.includes('/sign-in')),
    page.press('main button', 'Enter'),
  ])
  await page.close()
}
