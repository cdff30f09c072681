/** What went public of an announced call, where that is more than one release. */
import { oneLine } from './plain-text.ts'
import type { PublicRelease } from './public-release.ts'
import { KIND_NAMES } from './release-words.ts'
import { type UpcomingCall, upcomingLink } from './upcoming-page.ts'

export type ReleasedView = {
  readonly title: string
  /** `headline` null: it was withdrawn. */
  readonly releases: readonly {
    readonly href: string
    readonly kind: string
    readonly headline: string | null
  }[]
}

export function releasedView(
  call: UpcomingCall,
  releases: readonly { readonly slug: string; readonly release: PublicRelease | null }[],
): ReleasedView {
  return {
    title: upcomingLink(call).title,
    releases: releases.map(({ slug, release }) => ({
      href: `/releases/${slug}`,
      kind: release === null ? 'Withdrawn' : KIND_NAMES[release.content.kind],
      headline: release && oneLine(release.content.headline),
    })),
  }
}
