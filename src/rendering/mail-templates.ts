/** The HTML parts of mails: MJML compiled once to what mail programs read, then filled with escaped values. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import mjml2html from 'mjml'
import type { AlertView } from './alert-mail.ts'
import type { KillView } from './kill-mail.ts'
import type { NoticeView } from './notice-mail.ts'

export type MailTemplates = Awaited<ReturnType<typeof compileMailTemplates>>

/** Every template, compiled. A fault in one stops the start of the process, not a lift. */
export async function compileMailTemplates() {
  const eta = new Eta({ autoEscape: true, autoTrim: false, tags: ['{{', '}}'] })
  const [lift, correction, kill, notice] = await Promise.all(
    ['lift', 'correction', 'kill', 'notice'].map(async (name) => {
      const filePath = fileURLToPath(new URL(`../../templates/email/${name}.mjml`, import.meta.url))
      const { html } = await mjml2html(await readFile(filePath, 'utf8'), {
        filePath,
        ignoreIncludes: false,
        validationLevel: 'strict',
        keepComments: false,
        // None: a mail that fetches a font tells its maker who read it.
        fonts: {},
      })
      return eta.compile(html)
    }),
  )
}
