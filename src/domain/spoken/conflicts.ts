/** Where what was said on a call differs from what is declared for it, and from itself. */
import type { Basis } from '../ground-rules.ts'
import type { Terms } from '../terms.ts'
import type { Transcript } from '../transcript/model.ts'
import { compareTerms } from './compare-terms.ts'
import type { Conflict, ConflictCode } from './conflict.ts'
import type { Quote, Spoken } from './model.ts'

/** What the record says. */
export type Declared = { readonly basis: Basis; readonly attribution: string; readonly terms: Terms }

/** From free to strict. */
const STRICTNESS: readonly Basis[] = ['on-the-record', 'on-background', 'deep-background', 'off-the-record']

/**
 * Compares. What was not said never conflicts; what was said and not understood, or said two ways, always
 * does.
 */
export function findConflicts(transcript: Transcript, said: Spoken, declared: Declared): readonly Conflict[] {
  const terms = compareTerms(said.terms, declared.terms)
  return [
    ...basisConflicts(said, declared.basis),
    ...attributionConflicts(said, declared.attribution),
    ...(terms === null ? [] : [{ ...terms, ...quoted(said.terms.quotes) }]),
    ...saidTwice(said),
    ...endBeforeStart(transcript),
  ]
}

/** The codes, each once. */
export function codesOf(conflicts: readonly Conflict[]): ConflictCode[] {
  return [...new Set(conflicts.map((conflict) => conflict.code))]
}

function quoted(quotes: readonly Quote[]): Pick<Conflict, 'said' | 'place'> {
  const [first] = quotes
  const said = [...new Set(quotes.map((quote) => quote.text))].join(' … ')
  return { said, place: first ? { turn: first.turn, paragraph: first.paragraph } : null }
}

function basisConflicts(said: Spoken, declared: Basis): readonly Conflict[] {
  if (said.basis === null || said.basis === declared) return []
  const strictest = said.basis === 'mixed' ? 'on-background' : said.basis
  const freer = STRICTNESS.indexOf(declared) < STRICTNESS.indexOf(strictest)
  const severity = freer ? 'high' : 'medium'
  return [{ code: 'basis-differs', severity, ...quoted(said.basisQuotes), declared }]
}

function attributionConflicts(said: Spoken, declared: string): readonly Conflict[] {
  const others = said.attribution.filter(({ phrase }) => loose(phrase) !== loose(declared))
  if (others.length === 0) return []
  return [
    {
      code: 'attribution-differs',
      severity: 'medium',
      ...quoted(others.map(({ quote }) => quote)),
      declared,
    },
  ]
}

function saidTwice({ terms }: Spoken): readonly Conflict[] {
  if (!terms.conflict) return []
  const [first, ...others] = terms.quotes
  return [
    {
      code: 'said-twice',
      severity: 'high',
      ...quoted(first ? [first] : []),
      declared: others.map((quote) => quote.text).join(' … '),
    },
  ]
}

/** Reported as printed: a slip of the typist, or two calls in one. A call may run past midnight. */
function endBeforeStart({ start, end }: Transcript): readonly Conflict[] {
  if (start === null || end === null || start.zone !== end.zone || end.wall >= start.wall) return []
  const pastMidnight = start.wall >= '20:00' && end.wall <= '06:00'
  if (pastMidnight) return []
  const print = ({ wall, zone }: { wall: string; zone: string }) => `${wall} ${zone}`.trim()
  return [
    { code: 'end-before-start', severity: 'low', said: print(end), declared: print(start), place: null },
  ]
}

/** A phrase without case, articles, punctuation and plural endings. */
function loose(phrase: string): string {
  const words =
    phrase
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .filter((word) => !['a', 'an', 'the'].includes(word))
    .map((word) => word.replace(/s$/u, ''))
    .join(' ')
}
