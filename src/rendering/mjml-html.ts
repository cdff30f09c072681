/** MJML to the HTML that mail programs read, its values not filled in yet. Loading the library takes half a second. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import mjml2html from 'mjml'
import { MAIL_NAMES, MailHtml } from './mail-templates.ts'

/** Every template of `templates/email`. Throws on anything that MJML does not know. */
export async function mjmlHtml(): Promise<MailHtml> {
  const named = MAIL_NAMES.map(async (name) => [name, await htmlOf(name)])
  return MailHtml.parse(Object.fromEntries(await Promise.all(named)))
}

async function htmlOf(name: string): Promise<string> {
  const filePath = fileURLToPath(new URL(`../../templates/email/${name}.mjml`, import.meta.url))
  const { html } = await mjml2html(await readFile(filePath, 'utf8'), {
    filePath,
    ignoreIncludes: false,
    validationLevel: 'strict',
    keepComments: false,
    // A mail that fetches a font tells where and when it is read.
    fonts: {},
  })
  // MJML indents what it writes; a fifth of every mail would be blanks.
  return html.replace(/\s*\n\s*/g, '\n')
}
