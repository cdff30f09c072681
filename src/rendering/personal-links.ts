/** What an alert carries for its one reader: headers and a foot to change or leave it by, as slots. */
import type { Links } from './links.ts'
import { TOKEN_SLOT } from './message.ts'

export type Foot = {
  readonly why: string
  readonly preferencesUrl: string
  readonly unsubscribeUrl: string
}

/** Stands over every alert, and over what concerns them. */
export const ALERTS_MARK = 'Press alerts'

/** RFC 3834 §5: nobody's holiday notice should answer it. */
export const GENERATED = { 'Auto-Submitted': 'auto-generated' } as const

/** RFC 2919 names the list, RFC 8058 §3.1 leaves it with one click. */
export function alertHeaders(links: Links): Readonly<Record<string, string>> {
  return {
    ...GENERATED,
    'List-Id': `Press alerts <alerts.${links.host}>`,
    'List-Unsubscribe': `<${links.unsubscribe(TOKEN_SLOT)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

export function footOf(links: Links, why: string): Foot {
  return {
    why,
    preferencesUrl: links.preferences(TOKEN_SLOT),
    unsubscribeUrl: links.unsubscribe(TOKEN_SLOT),
  }
}

/** The foot as paragraphs of a text part. */
export function footText(foot: Foot): readonly (readonly string[])[] {
  return [
    ['----', foot.why],
    ['Change what you get:', foot.preferencesUrl],
    ['Unsubscribe:', foot.unsubscribeUrl],
  ]
}
