/** A mail to look at before it is sent: its subject and text on a page of the desk, its HTML as a page of its own. */
import type { Preview } from '../mail-previews.ts'
import { Page } from '../page.ts'

export type MailPreviewView = {
  readonly headline: string
  readonly subject: string
  readonly text: string
  /** Where its HTML is, by itself. */
  readonly frame: string
  readonly back: { readonly href: string; readonly label: string }
  readonly pageHref: string
  /** Others that the same mail names. */
  readonly others: number
}

/** The mail's own document. Its styles are inline, as mails are: it goes under a policy of its own. */
export function mailPage({ html }: Preview): Page {
  return Page.render('html', html)
}
