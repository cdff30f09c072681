/** What the staff of a call said of its rules: how it may be used, when it may go out, and where they said so. */
import type { Basis } from '../ground-rules.ts'

/** A sentence as said, and its place; `turn` and `paragraph` count from 0. */
export type Quote = { readonly text: string; readonly turn: number; readonly paragraph: number }

/**
 * When the embargo was said to lift. `event`: when something else happens (remarks, a release); `notice`:
 * when staff say so; `mixed`: by section, or one of several, or in words that leave a doubt; `unstated`:
 * nothing was said. In doubt never `none`.
 */
export type SpokenKind = 'call-end' | 'time' | 'event' | 'notice' | 'none' | 'mixed' | 'unstated'

/** The terms finally in force. */
export type SpokenTerms = {
  readonly kind: SpokenKind
  /** `YYYY-MM-DDTHH:MM` in `timeZone`; null unless the kind is `time` and its day is known. */
  readonly at: string | null
  /** IANA. */
  readonly timeZone: string | null
  /** What is waited for, in the words of the sentence; null unless the kind is `event`. */
  readonly event: string | null
  /** The sentences that settle it, in the order said; empty when nothing was said. */
  readonly quotes: readonly Quote[]
  /** Staff contradict each other or themselves, or a time and its zone or day cannot both be right. */
  readonly conflict: boolean
}

/** From a turn on, another basis or other terms were said to hold. */
export type SpokenChange = {
  readonly turn: number
  readonly basis: Basis | null
  readonly terms: SpokenTerms | null
  readonly quote: Quote
}

/** What a reading goes by: the day that "tomorrow" counts from (`YYYY-MM-DD`), and the zone of times said without one. */
export type SpokenContext = { readonly callDate: string | null; readonly timeZone: string }

export type Spoken = {
  /** `mixed` where it changes on the way; null where nobody said it. */
  readonly basis: Basis | 'mixed' | null
  readonly basisQuotes: readonly Quote[]
  /** Phrases without article or quotation marks, first said first, each once. */
  readonly attribution: readonly { readonly phrase: string; readonly quote: Quote }[]
  readonly terms: SpokenTerms
  /** Where staff say that it is lifted now; null when nobody does. */
  readonly liftAnnounced: Quote | null
  readonly changes: readonly SpokenChange[]
}
