/** Where an embargo stands, as the desk reads it at a glance: a word, a sentence, and an instant to count down to. */
import { type Embargo, waitingFor } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import { partsOf } from '../../domain/terms.ts'
import { clockInBoth, termsSentence } from './terms-words.ts'

export type Standing = {
  readonly word: 'Held' | 'Lifts' | 'Due' | 'Waits' | 'Lifted' | 'Void'
  readonly says: string
  /** To count down to; null where no instant is known, or nothing lifts by it. */
  readonly until: Instant | null
}

export type SeenFrom = {
  readonly embargo: Embargo
  readonly call: { readonly call: { readonly starts: { readonly timeZone: string } } } | null
  /** The desk's own, for instants of no call. */
  readonly deskZone: string
}

/** `heldAll`: everything is held. */
export function standingOf(embargo: Embargo, hereZone: string, now: Instant, heldAll: boolean): Standing {
  const { state, dueAt, hold, liftedAt } = embargo
  if (state === 'void') return { word: 'Void', says: 'The call was cancelled: nothing lifts.', until: null }
  if (state === 'lifted')
    return {
      word: 'Lifted',
      says: liftedAt === null ? '' : clockInBoth(liftedAt, zoneOf(embargo, hereZone), hereZone),
      until: null,
    }
  const when = dueAt === null ? null : clockInBoth(dueAt, zoneOf(embargo, hereZone), hereZone)
  if (hold !== null)
    return {
      word: 'Held',
      says: `By ${hold.by}. ${when === null ? 'It waits besides.' : `Its instant is ${when}.`}`,
      until: null,
    }
  if (dueAt === null || when === null) return { word: 'Waits', says: waitsFor(embargo), until: null }
  if (dueAt <= now)
    return { word: 'Due', says: heldAll ? 'Everything is held.' : `Since ${when}.`, until: null }
  return { word: 'Lifts', says: when, until: heldAll ? null : dueAt }
}

function waitsFor(embargo: Embargo): string {
  const names = waitingFor(embargo).map((what) =>
    what === 'call-end'
      ? 'the end of the call'
      : `notice “${what.replace(/^notice:/, '').replaceAll('-', ' ')}”`,
  )
  return `For ${new Intl.ListFormat('en-US').format(names)}.`
}

/** What its terms say beyond where it stands: null where both would be the same words. */
export function termsBeside(embargo: Embargo, hereZone: string): string | null {
  const { terms, state, dueAt, liftedAt } = embargo
  const [only, ...more] = partsOf(terms)
  if (state === 'lifted' && only?.until === 'none') return 'Under no embargo.'
  const isBare = only?.until === 'time' || (only?.until === 'call-end' && only.plus === undefined)
  if (more.length === 0 && isBare && liftedAt === null && (only.until === 'time') === (dueAt !== null))
    return null
  return `Embargoed ${termsSentence(terms, hereZone)}.`
}

/** Where its instants are looked at from: the call's zone, else the one its terms name, else the desk's. */
export function hereZoneOf({ embargo, call, deskZone }: SeenFrom): string {
  return call?.call.starts.timeZone ?? zoneOf(embargo, deskZone)
}

/** The zone its terms name, else the one it is looked at from. */
export function zoneOf({ terms }: Embargo, hereZone: string): string {
  const timed = partsOf(terms).find((part) => part.until === 'time')
  return timed?.until === 'time' ? timed.timeZone : hereZone
}
