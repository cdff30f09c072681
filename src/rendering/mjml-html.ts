/** MJML to the HTML that mail programs read, its values not filled in yet. Loading the library takes half a second. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import mjml2html from 'mjml'

/** The template `name` of `templates/email`. Throws on anything that MJML does not know. */
export async function mjmlHtml(name: string): Promise<string> {
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
