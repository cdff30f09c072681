/** STOPGAP mails. */
import type { Cleared } from '../domain/clearance.ts'
import type { ContentReader } from '../store/content.ts'
import type { Links } from './links.ts'
import { Message, TOKEN_SLOT } from './message.ts'
export type Mails = Awaited<ReturnType<typeof createMails>>
export async function createMails({
  contents,
  publicUrl,
}: {
  contents: ContentReader
  links: Links
  publicUrl: string
}) {
  const make = (subject: string, text: string, personal = true) => {
    const body = personal ? `${text} ${publicUrl}/unsubscribe?token=${TOKEN_SLOT}` : text
    const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated' }
    if (personal) {
      headers['List-Unsubscribe'] = `<${publicUrl}/unsubscribe?token=${TOKEN_SLOT}>`
      headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
      headers['List-Id'] = '<x.example>'
    }
    return Message.compose({ subject, text: body, html: body, headers }, personal)
  }
  const heads = async (cleared: readonly Cleared[]) =>
    (await Promise.all(cleared.map((c) => contents.read(c)))).map((c) => c.headline).join('; ')
  return {
    lift: async (cleared: readonly Cleared[]) => make(await heads(cleared), await heads(cleared)),
    release: async (c: Cleared) => make(await heads([c]), 'released'),
    correction: async (c: Cleared) =>
      make(`Correction: ${await heads([c])}`, (await contents.read(c)).note ?? ''),
    kill: (k: { slug: string; publicNotice: string; killedAt: number }) => make('Withdrawn', k.publicNotice),
    confirmation: ({ confirmUrl }: { confirmUrl: string }) => make('Confirm', confirmUrl, false),
    alreadySubscribed: ({ preferencesUrl }: { preferencesUrl: string }) =>
      make('Already', preferencesUrl, false),
  }
}
