/** An embargo's own page: its terms, where it stands in every zone concerned, and what may be done with it. */
import type { Call } from '../../domain/call.ts'
import { type Embargo, waitingFor } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import { partsOf } from '../../domain/terms.ts'
import type { ActLink } from './call.ts'
import { hereZoneOf, type SeenFrom, type Standing, standingOf } from './embargo-words.ts'
import { type PieceSource, type PieceView, pieceView } from './pieces.ts'
import { inZones, termsSentence, wallClock } from './terms-words.ts'

export type EmbargoPageView = {
  readonly id: string
  readonly now: Instant
  readonly terms: string
  readonly call: { readonly href: string; readonly title: string } | null
  readonly standing: Standing
  readonly holdReason: string | null
  readonly acts: readonly ActLink[]
  readonly zones: readonly { readonly zone: string; readonly says: string }[]
  readonly pieces: readonly PieceView[]
  readonly breaches: readonly { readonly says: string }[]
}

export type BreachTold = {
  readonly at: Instant
  readonly by: string
  readonly where: string
  readonly who: string
}

export function embargoPageView(source: {
  readonly embargo: Embargo
  readonly now: Instant
  readonly heldAll: boolean
  readonly call: { readonly call: Call; readonly title: string } | null
  readonly holdReason: string | null
  readonly pieces: readonly PieceSource[]
  readonly breaches: readonly BreachTold[]
  readonly deskZone: string
}): EmbargoPageView {
  const { embargo, now, heldAll, call, holdReason, pieces, breaches } = source
  const hereZone = hereZoneOf(source)
  const at = embargo.liftedAt ?? embargo.dueAt
  return {
    id: embargo.id,
    now,
    terms: termsSentence(embargo.terms, hereZone),
    call: call && { href: `/desk/calls/${call.call.id}`, title: call.title },
    standing: standingOf(embargo, hereZone, now, heldAll),
    holdReason,
    acts: actsOf(embargo),
    zones: at === null ? [] : inZones(at, zonesOf(source)),
    pieces: pieces.map((piece) => pieceView(piece, { hereZone, now, heldAll })),
    breaches: breaches.map(({ at: told, by, where, who }) => ({
      says: `${wallClock(told, hereZone)}: ${who}, ${where}. Recorded by ${by}.`,
    })),
  }
}

/** Those its terms name, where the call is, or the desk where there is none, and UTC. */
export function zonesOf({ embargo, call, deskZone }: SeenFrom): readonly string[] {
  const named = partsOf(embargo.terms).flatMap((part) => (part.until === 'time' ? [part.timeZone] : []))
  return [...named, call?.call.starts.timeZone ?? deskZone, 'UTC']
}

function actsOf(embargo: Embargo): readonly ActLink[] {
  const act = (path: string, label: string, kind: ActLink['kind'] = 'quiet') => ({
    href: `/desk/embargoes/${embargo.id}/${path}`,
    label,
    kind,
  })
  const breach = act('breach', 'Record a breach')
  if (embargo.state === 'lifted') return [act('receipt', 'See the receipt', 'first'), breach]
  if (embargo.state === 'void') return []
  const waits = waitingFor(embargo).some((what) => what.startsWith('notice:'))
  return [
    embargo.hold === null ? act('hold', 'Hold', 'first') : act('resume', 'Resume', 'first'),
    ...(waits ? [act('notice', 'A notice has come')] : []),
    act('terms', 'Change the terms'),
    act('lift', 'Lift early', 'danger'),
    breach,
  ]
}
