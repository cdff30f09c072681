/** The HTML that mails are made of is what MJML makes of its source today. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { MAIL_NAMES } from '../../src/rendering/mail-templates.ts'
import { mjmlHtml } from '../support/mjml-html.ts'

test.each(MAIL_NAMES)('%s.html is made of %s.mjml as it is now; if not: npm run mails', async (name) => {
  expect(await readFile(`templates/email/html/${name}.html`, 'utf8')).toBe(await mjmlHtml(name))
})
