/** Alerts about public releases: what happened when, how it may be attributed, then each release. */
import type { Links } from './links.ts'
import { ALERTS_MARK, type Foot, footOf } from './personal-links.ts'
import { shortened, subjectLine } from './plain-text.ts'
import type { ReleaseInMail, Rule } from './release-in-mail.ts'

export type AlertMailKind = 'lift' | 'release' | 'correction'

/** A release below the lead; what the lead says already is null. */
export type ReleaseView = Omit<ReleaseInMail, 'rule' | 'note'> & {
  readonly rule: Rule | null
  readonly corrected: { readonly label: string; readonly note: string } | null
}

/** What the templates of alerts are filled with. */
export type AlertView = {
  readonly kind: AlertMailKind
  readonly title: string
  readonly preview: string
  readonly mark: string
  readonly host: string
  readonly status: string
  readonly when: string
  readonly lead: readonly string[]
  /** Every release by its headline and basis, when there are several. */
  readonly listed: readonly { readonly headline: string; readonly url: string; readonly basis: string }[]
  /** The one rule of all releases; null when they differ. */
  readonly rule: Rule | null
  readonly releases: readonly ReleaseView[]
  readonly foot: Foot
}

type Releases = readonly [ReleaseInMail, ...ReleaseInMail[]]

/** Releases shown with their opening words: more would take a mail past the 100 KB that programs show. */
const OPENED = 10
/** Characters that a list of mails can show of one. */
const PREVIEW = 250
const WHY = 'You get this because you subscribed to these press alerts.'

/** What each kind says happened, when, and what to do. */
const WORDING: Readonly<
  Record<
    AlertMailKind,
    {
      readonly status: string
      readonly subject: (first: ReleaseInMail) => string
      readonly at: (first: ReleaseInMail) => string
      readonly lead: (releases: Releases) => readonly string[]
    }
  >
> = {
  lift: {
    status: 'Embargo lifted',
    subject: (first) => `Embargo lifted ${clock(first.publishedAt)}: `,
    at: (first) => first.publishedAt,
    lead: ({ length }) => [
      length === 1 ? 'This release is public now.' : `These ${length} releases are public now:`,
    ],
  },
  release: {
    status: 'Published',
    subject: () => 'Published: ',
    at: (first) => first.publishedAt,
    lead: () => ['This release is public now, under no embargo.'],
  },
  correction: {
    status: 'Correction',
    subject: () => 'Correction: ',
    at: (first) => first.correctedAt ?? first.publishedAt,
    lead: ([{ note }]) => [
      ...(note === null ? [] : [note]),
      'Use the corrected text in place of what you were sent before, and check what you have published from it.',
    ],
  },
}

/** What a list of mails shows first: how it may be used; of a correction, what is wrong. */
const PREVIEWED: Readonly<
  Record<AlertMailKind, (rule: readonly string[], opening: readonly string[]) => readonly string[]>
> = {
  lift: (rule, opening) => [...rule, ...opening],
  release: (rule, opening) => [...rule, ...opening],
  correction: (rule, opening) => [...opening, ...rule],
}

export function alertSubject(kind: AlertMailKind, releases: Releases): string {
  const [first, ...others] = releases
  return subjectLine(
    WORDING[kind].subject(first),
    first.headline,
    others.length > 0 ? ` and ${others.length} more` : '',
  )
}

export function alertView(kind: AlertMailKind, releases: Releases, links: Links): AlertView {
  const { status, at, lead } = WORDING[kind]
  const [first] = releases
  const shared = releases.every(({ rule }) => rule.says === first.rule.says) ? first.rule : null
  const opening = lead(releases)
  const several = releases.length > 1 ? releases : []
  return {
    kind,
    title: alertSubject(kind, releases),
    preview: shortened(
      PREVIEWED[kind](
        shared ? [`${shared.label}. ${shared.says}`] : [],
        opening.concat(several.map(({ headline }) => headline).join('; ')),
      ).join(' '),
      PREVIEW,
    ),
    mark: ALERTS_MARK,
    host: links.host,
    status,
    when: at(first),
    lead: opening,
    listed: several.map(({ headline, url, rule }) => ({ headline, url, basis: rule.label })),
    rule: shared,
    releases: releases.map(({ rule, note, ...release }, index) => ({
      ...release,
      opening: index < OPENED ? release.opening : [],
      rule: shared ? null : rule,
      corrected:
        kind !== 'correction' && release.correctedAt !== null && note !== null
          ? { label: `Corrected ${release.correctedAt}.`, note }
          : null,
    })),
    foot: footOf(links, WHY),
  }
}

/** `3:18 p.m. EDT` of `3:18 p.m. EDT, March 14, 2022`: a lock screen knows the day. */
function clock(pressTime: string): string {
  return pressTime.replace(/,.*$/, '')
}
