/** MJML to the HTML that mail programs read, its values not filled in yet. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import mjml2html from 'mjml'

/** What the source of one of `templates/email` becomes. Throws on anything that MJML does not know. */
export async function mjmlHtml(name: string): Promise<string> {
  const filePath = resolve(`templates/email/${name}.mjml`)
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
