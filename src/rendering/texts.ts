/** The text messages there are: each composed once, from what a proof of clearance allows, for all who get it. */
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Cleared } from '../domain/clearance.ts'
import { pressTime } from '../domain/instant.ts'
import type { ContentReader } from '../store/content.ts'
import type { Killed } from './kill-mail.ts'
import type { Links } from './links.ts'
import { TOKEN_SLOT } from './message.ts'
import { shortened } from './plain-text.ts'
import { type ReleaseInMail, readForMail } from './release-in-mail.ts'
import { TextMessage } from './text-message.ts'
import { inPlainMarks, segmentsOf } from './text-segments.ts'

export type Texts = ReturnType<typeof createTexts>

type AlertTextKind = 'lift' | 'release' | 'correction'

/** Segments that a text takes where its words can be made to fit, and the most it ever takes. */
const SEGMENTS = 2
const SEGMENTS_AT_MOST = 3
/** Characters of a headline below which a third segment is worth its price. */
const HEADLINE_AT_LEAST = 40

const HAPPENED: Readonly<Record<AlertTextKind, string>> = {
  lift: 'Embargo lifted',
  release: 'Published',
  correction: 'Correction',
}

/** Reads the templates; what comes back composes without reading a file. */
export function createTexts({
  contents,
  links,
}: {
  readonly contents: ContentReader
  readonly links: Links
}) {
  const views = fileURLToPath(new URL('../../templates/sms', import.meta.url))
  // Nothing to escape: a text is read as it stands.
  const eta = new Eta({ views, cache: true, autoEscape: false, autoTrim: false })
  const template = (name: string) => {
    const filled = eta.compile(eta.readFile(eta.resolvePath(name)))
    return (view: object) => inPlainMarks(eta.render(filled, view))
  }
  const [alertText, killText] = [template('./alert'), template('./kill')]
  const [confirmation, already] = [template('./confirmation'), template('./already')]
  const leaveUrl = links.leave(TOKEN_SLOT)

  async function alert(kind: AlertTextKind, cleared: readonly Cleared[]): Promise<TextMessage> {
    const [first, ...others] = await Promise.all(cleared.map((one) => readForMail({ contents, links }, one)))
    if (first === undefined) throw new Error('An alert text was asked for no release')
    const several = others.length > 0
    const view = {
      status: HAPPENED[kind],
      when: inShort(kind === 'correction' ? (first.correctedAt ?? first.publishedAt) : first.publishedAt),
      basis: basisOf([first, ...others]),
      url: several ? links.newsroom : first.url,
      leaveUrl,
    }
    const more = several ? ` and ${others.length} more` : ''
    const body = fitted(first.headline, (headline) =>
      alertText({ ...view, headline: `${headline}${more}`.trim() }),
    )
    return TextMessage.compose(body, true)
  }

  return {
    /** Every release that went public together, in one text. */
    lift: (cleared: readonly Cleared[]) => alert('lift', cleared),
    /** A release cleared after its embargo had lifted. */
    release: (cleared: Cleared) => alert('release', [cleared]),
    correction: (cleared: Cleared) => alert('correction', [cleared]),
    kill({ slug, publicNotice, killedAt, publishedAt }: Killed): TextMessage {
      const [when, published] = [pressTime(killedAt, 'UTC'), pressTime(publishedAt, 'UTC')].map(inShort)
      const view = { when, published, url: links.release(slug), leaveUrl }
      return TextMessage.compose(
        fitted(publicNotice, (notice) => killText({ ...view, notice })),
        true,
      )
    },
    confirmation: ({ confirmUrl }: { readonly confirmUrl: string }) =>
      TextMessage.compose(confirmation({ host: links.host, url: confirmUrl }), false),
    alreadySubscribed: ({ leaveUrl: url }: { readonly leaveUrl: string }) =>
      TextMessage.compose(already({ host: links.host, url }), false),
  }
}

/**
 * The text with as much of one line as fits; links are never shortened. Where the letters or the links are too long
 * for any of it, the line is left out.
 */
function fitted(line: string, template: (line: string) => string): string {
  const write = (some: string) => template(some).replace('\n\n', '\n')
  const within = (segments: number, atLeast: number): string | null => {
    for (let length = line.length; length >= atLeast; length -= 1) {
      const text = write(shortened(line, length))
      if (segmentsOf(text) <= segments) return text
    }
    return null
  }
  return (
    within(SEGMENTS, Math.min(HEADLINE_AT_LEAST, line.length)) ??
    within(SEGMENTS_AT_MOST, Math.min(HEADLINE_AT_LEAST / 2, line.length)) ??
    write('')
  )
}

function basisOf(releases: readonly [ReleaseInMail, ...ReleaseInMail[]]): string {
  const [first, ...others] = releases
  const isShared = others.every(({ rule }) => rule.label === first.rule.label)
  const basis = isShared ? first.rule.label : 'Ground rules differ'
  return others.length === 0 ? basis : `${releases.length} releases. ${basis}`
}

/** `3:18 p.m. EDT, March 14`: a text may come days late, not years. */
function inShort(time: string): string {
  return time.replace(/, \d{4}$/, '')
}
