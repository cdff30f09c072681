/** The HTML parts of mails: templates compiled once, then filled with escaped values. */
import { readFileSync } from 'node:fs'
import { Eta } from 'eta'
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

/** The sources in `templates/email`, each with what MJML made of it in `templates/email/html`. */
export const MAIL_NAMES = ['lift', 'correction', 'kill', 'notice', 'overdue'] as const

/** Every template, ready to fill. A fault in one stops the start of a process, never a lift. */
export function compileMailTemplates(): MailTemplates {
  const eta = new Eta({ autoEscape: true, autoTrim: false, tags: ['{{', '}}'] })
  const compile = (name: (typeof MAIL_NAMES)[number]) => {
    const html = readFileSync(new URL(`../../templates/email/html/${name}.html`, import.meta.url), 'utf8')
    const filled = eta.compile(html)
    return (view: object) => eta.render(filled, view)
  }
  const lift = compile('lift')
  const alerts = { lift, release: lift, correction: compile('correction') }
  return {
    alert: (view) => alerts[view.kind](view),
    kill: compile('kill'),
    notice: compile('notice'),
    overdue: compile('overdue'),
  }
}
