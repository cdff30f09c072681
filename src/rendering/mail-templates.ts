/** The HTML parts of mails: MJML compiled once to what mail programs read, then filled with escaped values. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import mjml2html from 'mjml'
import type { AlertView } from './alert-mail.ts'
import type { KillView } from './kill-mail.ts'
import type { NoticeView } from './notice-mail.ts'
import type { OverdueView } from './overdue-mail.ts'

export type MailTemplates = {
  readonly alert: (view: AlertView) => string
  readonly kill: (view: KillView) => string
  readonly notice: (view: NoticeView) => string
  readonly overdue: (view: OverdueView) => string
}

/** Every template, compiled. A fault in one stops the start of a process, never a lift. */
export async function compileMailTemplates(): Promise<MailTemplates> {
  const eta = new Eta({ autoEscape: true, autoTrim: false, tags: ['{{', '}}'] })
  const compile = async (name: string) => {
    const filled = eta.compile(await toHtml(name))
    return (view: object) => eta.render(filled, view)
  }
  const [lift, correction, kill, notice, overdue] = await Promise.all([
    compile('lift'),
    compile('correction'),
    compile('kill'),
    compile('notice'),
    compile('overdue'),
  ])
  const alerts = { lift, release: lift, correction }
  return { alert: (view) => alerts[view.kind](view), kill, notice, overdue }
}

async function toHtml(name: string): Promise<string> {
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
