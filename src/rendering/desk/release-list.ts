/** The list of releases, newest first, all or those of one state. */
import type { Embargo } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Release } from '../../domain/release.ts'
import { KIND_NAMES } from '../release-words.ts'
import { type Standing, standingOf, zoneOf } from './embargo-words.ts'
import { STATES } from './pieces.ts'

type Choice = { readonly href: string; readonly label: string; readonly isCurrent: boolean }

export type ReleaseListView = {
  readonly states: readonly Choice[]
  readonly releases: readonly {
    readonly href: string
    readonly headline: string
    readonly kind: string
    readonly state: string
    /** Null where the release is withdrawn: its embargo says nothing of it. */
    readonly standing: Standing | null
  }[]
  readonly next: string | null
}

export function releaseListView(
  listed: {
    readonly items: readonly {
      readonly release: Release
      readonly embargo: Embargo
      readonly headline: string
      /** The call's; null where there is none. */
      readonly timeZone: string | null
    }[]
    readonly next: string | null
    readonly now: Instant
  },
  state: Release['state'] | null,
  { heldAll, deskZone }: { readonly heldAll: boolean; readonly deskZone: string },
): ReleaseListView {
  return {
    states: [
      { href: '/desk/releases', label: 'All', isCurrent: state === null },
      ...(['draft', 'cleared', 'public', 'killed'] as const).map((one) => ({
        href: `/desk/releases?state=${one}`,
        label: STATES[one],
        isCurrent: state === one,
      })),
    ],
    releases: listed.items.map(({ release, embargo, headline, timeZone }) => ({
      href: `/desk/releases/${release.id}`,
      headline,
      kind: KIND_NAMES[release.kind],
      state: STATES[release.state],
      standing:
        release.state === 'killed'
          ? null
          : standingOf(embargo, timeZone ?? zoneOf(embargo, deskZone), listed.now, heldAll),
    })),
    next: listed.next === null ? null : `/desk/releases?${queryOf(listed.next, state)}`,
  }
}

function queryOf(cursor: string, state: string | null): URLSearchParams {
  return new URLSearchParams({ cursor, ...(state !== null && { state }) })
}
