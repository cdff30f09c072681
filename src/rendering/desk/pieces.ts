/** What goes out, under which embargo, and what stops it: a row of today, and a card of a call's own page. */
import type { Block } from '../../domain/blocks.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { BASIS_RULES, type Basis } from '../../domain/ground-rules.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Release } from '../../domain/release.ts'
import { type BlockView, blockViews } from './block-words.ts'
import { type Standing, standingOf, termsBeside } from './embargo-words.ts'

export type PieceView = {
  readonly title: string
  readonly href: string | null
  /** `Draft`, `Cleared`, `Public`, `Withdrawn`; null where there is nothing yet. */
  readonly state: string | null
  readonly basis: string
  /** What its terms say beside where it stands. */
  readonly terms: string | null
  readonly standing: Standing
  readonly embargoHref: string
  readonly blocks: readonly BlockView[]
  /** Its public page. */
  readonly publicHref: string | null
  readonly isHeld: boolean
  readonly isOpen: boolean
}

export const STATES: Readonly<Record<Release['state'], string>> = {
  draft: 'Draft',
  cleared: 'Cleared',
  public: 'Public',
  killed: 'Withdrawn',
}

export type PieceSource = {
  readonly title: string
  readonly basis: Basis
  readonly embargo: Embargo
  readonly release: Release | null
  readonly blocks: readonly Block[]
  /** Where a transcript is handed in, for what has none. */
  readonly loadHref: string
}

export type Seen = { readonly hereZone: string; readonly now: Instant; readonly heldAll: boolean }

export function pieceView(piece: PieceSource, { hereZone, now, heldAll }: Seen): PieceView {
  const { title, basis, embargo, release, blocks, loadHref } = piece
  const href = release === null ? null : `/desk/releases/${release.id}`
  return {
    title,
    href,
    state: release === null ? null : STATES[release.state],
    basis: BASIS_RULES[basis].label,
    terms: termsBeside(embargo, hereZone),
    standing: standingOf(embargo, hereZone, now, heldAll),
    embargoHref: `/desk/embargoes/${embargo.id}`,
    blocks: blockViews(blocks, href ?? loadHref),
    publicHref: release?.slug && release.state !== 'killed' ? `/releases/${release.slug}` : null,
    isHeld: embargo.hold !== null,
    isOpen: embargo.state === 'pending' || embargo.state === 'scheduled',
  }
}
