/** What the staff of a call said about its basis, its attribution and its embargo. */
import type { DateTime } from 'luxon'
import type { Transcript } from '../transcript/model.ts'
import { attributionOf } from './attribution.ts'
import { basisOf, basisStatements } from './basis.ts'
import { calibrated } from './calibrate-day.ts'
import { type CallDay, callDayOf } from './call-day.ts'
import { changesOf } from './changes.ts'
import { combineTerms } from './combine-terms.ts'
import type { Spoken, SpokenContext } from './model.ts'
import { eachOnce } from './quotes.ts'
import { type StaffSentence, staffSentences } from './staff.ts'
import { statementsOf } from './statements.ts'
import { wordsOf } from './words.ts'
import { zonesNamed } from './zone-words.ts'

/**
 * Reads what staff said; reporters and operators are never heard. Linear in the text.
 */
export function readSpoken(transcript: Transcript, context: SpokenContext): Spoken {
  const sentences = staffSentences(transcript)
  const [local = null] = zonesNamed(wordsOf((transcript.venue ?? '').slice(0, 300)))
  const statements = statementsOf(sentences, { places: placesOf(transcript, sentences), local })
  const call = calibrated(callDayOf(transcript, context.callDate, context.timeZone), statements)
  const { terms, changes } = combineTerms(statements, call, (turn) => saidAt(transcript, call, turn))
  const bases = basisStatements(sentences)
  const attribution = attributionOf(sentences)
  const lifted = statements.findLast((one) => one.kind === 'lifted')
  return {
    basis: basisOf(bases, attribution.length > 0),
    basisQuotes: eachOnce(bases.map(({ quote }) => quote)),
    attribution,
    terms,
    liftAnnounced: lifted?.quote ?? null,
    changes: changesOf(transcript, bases, changes),
  }
}

/** Where letters such as IST are at home, by the places named near the rules and in the venue. */
function placesOf(transcript: Transcript, sentences: readonly StaffSentence[]): ReadonlySet<string> {
  const near = sentences
    .map(({ quote }) => quote.text)
    .filter((text) => /\b(?:IST|BST|CST|AST)\b/u.test(text))
  if (near.length === 0) return new Set()
  const heard = transcript.turns.slice(0, 4).flatMap(({ paragraphs }) => paragraphs.slice(0, 8))
  return zonesNamed(
    [transcript.venue ?? '', ...near, ...heard].flatMap((text) => wordsOf(text.slice(0, 2000))),
  )
}

/** The opening was said at the printed start, the close at the printed end, the rest in between. */
function saidAt(transcript: Transcript, call: CallDay, turn: number): DateTime | null {
  if (turn <= 1 && turn < transcript.turns.length - 1) return call.startsAt
  return turn >= transcript.turns.length - 2 ? call.endsAt : null
}
