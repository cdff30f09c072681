/** The HTML parts of mails: templates compiled once, then filled with escaped values. */
import { Eta } from 'eta'
import { z } from 'zod'
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

/** The files of `templates/email`. */
export const MAIL_NAMES = ['lift', 'correction', 'kill', 'notice', 'overdue'] as const

/** What MJML made of each. */
export const MailHtml = z.record(z.enum(MAIL_NAMES), z.string())
export type MailHtml = z.infer<typeof MailHtml>

/** Every template, ready to fill. A fault in one stops the start of a process, never a lift. */
export function compileMailTemplates(html: MailHtml): MailTemplates {
  const eta = new Eta({ autoEscape: true, autoTrim: false, tags: ['{{', '}}'] })
  const compile = (name: (typeof MAIL_NAMES)[number]) => {
    const filled = eta.compile(html[name])
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
