/** `npm run mails`: makes the HTML of mails anew from their MJML, after a change to it. */
import { writeFile } from 'node:fs/promises'
import { MAIL_NAMES } from '../../src/rendering/mail-templates.ts'
import { mjmlHtml } from './mjml-html.ts'

for (const name of MAIL_NAMES) await writeFile(`templates/email/html/${name}.html`, await mjmlHtml(name))
