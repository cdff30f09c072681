/** What a mail will look like, for the press officer who decides on it: read, never sent. */
import type { Cleared } from '../domain/clearance.ts'
import type { Instant } from '../domain/instant.ts'
import type { ContentReader } from '../store/content.ts'
import { type AlertMailKind, alertSubject, alertView } from './alert-mail.ts'
import { alertText } from './alert-text.ts'
import { type Killed, killSubject, killText, killView } from './kill-mail.ts'
import type { Links } from './links.ts'
import { compileMailTemplates } from './mail-templates.ts'
import { inMail } from './release-in-mail.ts'

/** A mail to look at. It is no `Message`: no channel takes it, and it cannot be addressed to anyone. */
export type Preview = {
  readonly subject: string
  readonly text: string
  /** A whole document with styles of its own: to be shown alone, under a policy that lets those in. */
  readonly html: string
}

export type MailPreviews = ReturnType<typeof createMailPreviews>

export function createMailPreviews({
  contents,
  links,
}: {
  readonly contents: ContentReader
  readonly links: Links
}) {
  const templates = compileMailTemplates()

  return {
    /**
     * The alert of these releases as if they went public at `at`. Takes proof for press staff, so that it shows
     * drafts; their links lead to the desk, since they have no public name yet. Personal links lead nowhere.
     */
    async alert(
      kind: Exclude<AlertMailKind, 'correction'>,
      cleared: readonly Cleared[],
      at: Instant,
    ): Promise<Preview> {
      const [first, ...others] = await Promise.all(cleared.map((one) => inPreview(one, at)))
      if (first === undefined) throw new Error('A preview was asked for no release')
      const releases = [first, ...others] as const
      const view = alertView(kind, releases, links)
      const html = templates.alert(view)
      return { subject: alertSubject(kind, releases), text: alertText(view), html }
    },
    async kill(killed: Killed): Promise<Preview> {
      const view = killView(killed, links)
      const html = templates.kill(view)
      return { subject: killSubject(killed), text: killText(view), html }
    },
  }

  async function inPreview(cleared: Cleared, at: Instant) {
    const content = await contents.read(cleared)
    return inMail(content, { url: links.deskRelease(cleared.release.id), publishedAt: at, correctedAt: null })
  }
}
