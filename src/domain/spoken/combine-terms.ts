/** The terms finally in force, from all that staff stated in turn: the last word wins. */
import type { DateTime } from 'luxon'
import { changedFrom, sameMoments, settle } from './agree-moments.ts'
import type { CallDay } from './call-day.ts'
import type { Quote, SpokenKind, SpokenTerms } from './model.ts'
import type { Moment } from './moments.ts'
import { inOrder, withQuote } from './quotes.ts'
import type { Statement } from './statement.ts'

/** Terms, and each place on the way where others took their place. */
export type Combined = { readonly terms: SpokenTerms; readonly changes: readonly TermsChange[] }
type TermsChange = { readonly quote: Quote; readonly terms: SpokenTerms }

/** What holds after some of the statements. */
type Held = {
  readonly kind: Wait
  readonly moments: readonly Moment[]
  readonly event: string | null
  readonly quotes: readonly Quote[]
  readonly isConflicting: boolean
}
type Wait = 'time' | 'call-end' | 'notice' | 'mixed' | 'event'
type Hold = Statement & { readonly kind: Wait }

const NOTHING: SpokenTerms = {
  kind: 'unstated',
  at: null,
  timeZone: null,
  event: null,
  quotes: [],
  conflict: false,
}

/** Combines statements in the order said. `saidAt` tells when a turn was spoken, as far as it is known. */
export function combineTerms(
  statements: readonly Statement[],
  call: CallDay,
  saidAt: (turn: number) => DateTime | null,
): Combined {
  const firm = statements.filter((one) => one.standing === 'firm')
  const holds = firm.filter(isHold)
  const nones = firm.filter((one) => one.kind === 'none')
  const parts = bySection([...holds, ...nones], call, saidAt)
  if (parts) return { terms: parts, changes: [] }
  if (holds.length === 0) return { terms: withoutHold(statements, nones), changes: [] }
  const changes: TermsChange[] = []
  let held: Held | null = null
  for (const hold of holds) {
    const next: Held = held === null ? opened(hold) : followed(held, hold, call, saidAt(hold.quote.turn))
    const isOther = held !== null && next.quotes.length === 1
    held = next
    if (isOther) changes.push({ quote: hold.quote, terms: termsOf(held, call, saidAt(hold.quote.turn)) })
  }
  if (held === null) return { terms: NOTHING, changes }
  const terms = termsOf(held, call, saidAt(held.quotes[0]?.turn ?? 0))
  return { terms: withDoubts(terms, nones, firm, call), changes }
}

function isHold(statement: Statement): statement is Hold {
  return statement.kind !== 'held' && statement.kind !== 'none' && statement.kind !== 'lifted'
}

function opened(hold: Hold): Held {
  const { kind, moments, event, quote } = hold
  return { kind, moments, event, quotes: [quote], isConflicting: false }
}

function followed(held: Held, hold: Hold, call: CallDay, saidAt: DateTime | null): Held {
  const quotes = withQuote(held.quotes, hold.quote)
  if (hold.kind !== held.kind)
    return {
      ...opened(hold),
      isConflicting: held.isConflicting || !(hold.isChange || spellsOut(held, hold)),
    }
  if (hold.kind !== 'time') return { ...held, quotes }
  const same = sameMoments(held.moments, hold.moments, call, saidAt)
  if (same) return { ...held, moments: same, quotes }
  const moments = changedFrom(held.moments, hold.moments)
  return { ...opened(hold), moments, isConflicting: held.isConflicting || !hold.isChange }
}

/** "Until the meeting at 6:30. So 6:30, Mountain": the clock of what was waited for. */
function spellsOut(held: Held, hold: Hold): boolean {
  if (held.kind !== 'event' || hold.kind !== 'time') return false
  const clock = CLOCK.exec(hold.quote.text)?.[0]
  return clock !== undefined && (held.event ?? '').includes(clock)
}

const CLOCK = /\b\d{1,2}(?::\d\d)?\b|\b(?:noon|midnight)\b/iu

function termsOf(held: Held, call: CallDay, saidAt: DateTime | null): SpokenTerms {
  const { kind, quotes } = held
  if (kind !== 'time')
    return {
      ...NOTHING,
      kind,
      event: kind === 'event' ? held.event : null,
      quotes,
      conflict: held.isConflicting,
    }
  const settled = settle(held.moments, call, saidAt)
  return {
    kind,
    at: settled.at?.setZone(settled.zone).toFormat("yyyy-MM-dd'T'HH:mm") ?? null,
    timeZone: settled.zone,
    event: null,
    quotes,
    conflict: held.isConflicting || settled.isDoubtful,
  }
}

/** An embargo and "there is none" contradict; so do a time to come and "it is lifted". */
function withDoubts(
  terms: SpokenTerms,
  nones: readonly Statement[],
  firm: readonly Statement[],
  call: CallDay,
): SpokenTerms {
  const lifted = terms.kind === 'time' && firm.some((one) => one.kind === 'lifted') && !isBy(terms, call)
  if (nones.length === 0 && !lifted) return terms
  return { ...terms, quotes: inOrder([...terms.quotes, ...nones.map(({ quote }) => quote)]), conflict: true }
}

function isBy(terms: SpokenTerms, call: CallDay): boolean {
  const end = call.endsAt?.setZone(terms.timeZone ?? call.timeZone).toFormat("yyyy-MM-dd'T'HH:mm")
  return terms.at !== null && end !== undefined && terms.at <= end
}

/** "The first part until we finish, the second until noon": parts of the call with terms of their own. */
function bySection(
  said: readonly Statement[],
  call: CallDay,
  saidAt: (turn: number) => DateTime | null,
): SpokenTerms | null {
  if (!said.some((one) => one.section !== null)) return null
  const outcomes = said.map((one) =>
    isHold(one) ? termsOf(opened(one), call, saidAt(one.quote.turn)) : null,
  )
  const keys = new Set(outcomes.map((terms) => `${terms?.kind} ${terms?.at}`))
  const isPartlyFree = said.every((one) => one.kind === 'none')
  if (keys.size === 1 && !isPartlyFree) return null
  return { ...NOTHING, kind: 'mixed', quotes: inOrder(said.map(({ quote }) => quote)) }
}

/** No term was said: there is none, or it is lifted at the close, or there is a doubt. */
function withoutHold(statements: readonly Statement[], nones: readonly Statement[]): SpokenTerms {
  const quotes = inOrder(statements.map(({ quote }) => quote))
  const others = statements.filter((one) => one.kind !== 'none' && one.standing !== 'aside')
  const lifts = others.filter((one) => one.kind === 'lifted' && one.standing === 'firm')
  const isDoubtful = others.length > lifts.length
  if (nones.length > 0)
    return { ...NOTHING, kind: isDoubtful ? 'mixed' : 'none', quotes, conflict: isDoubtful }
  if (lifts.length > 0) return { ...NOTHING, kind: 'call-end', quotes: lifts.map(({ quote }) => quote) }
  const isPromised = others.length > 0 && others.every((one) => one.kind === 'notice' || one.kind === 'held')
  if (isPromised && others.some((one) => one.kind === 'notice')) return { ...NOTHING, kind: 'notice', quotes }
  const kind: SpokenKind = statements.length > 0 ? 'mixed' : 'unstated'
  return { ...NOTHING, kind, quotes }
}
