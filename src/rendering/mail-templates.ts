/** The HTML parts of mails: templates compiled once, then filled with escaped values. */
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

/**
 * Every template, compiled from what `htmlOf` answers for its name. A fault in one stops the start of a process,
 * never a lift.
 */
export async function compileMailTemplates(
  htmlOf: (name: string) => Promise<string>,
): Promise<MailTemplates> {
  const eta = new Eta({ autoEscape: true, autoTrim: false, tags: ['{{', '}}'] })
  const compile = async (name: string) => {
    const filled = eta.compile(await htmlOf(name))
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
