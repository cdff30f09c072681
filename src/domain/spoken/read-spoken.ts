/** What the staff of a call said about its basis, its attribution and its embargo. */
import type { DateTime } from 'luxon'
import type { Transcript } from '../transcript/model.ts'
import { attributionOf } from './attribution.ts'
import { basisOf, basisStatements } from './basis.ts'
import { calibrated } from './calibrate-day.ts'
import { type CallDay, callDayOf } from './call-day.ts'
import { changesOf } from './changes.ts'
import { combineTerms } from './combine-terms.ts'
import { asGuess } from './limits.ts'
import type { Spoken, SpokenContext } from './model.ts'
import { eachOnce } from './quotes.ts'
import { operatorSentences, type StaffSentence, staffSentences } from './staff.ts'
import type { Statement } from './statement.ts'
import { statementsOf } from './statements.ts'
import { wordsOf } from './words.ts'
import { zonesNamed } from './zone-words.ts'

/**
 * Reads what staff said; reporters are never heard, operators only where staff say nothing. Linear in the text.
 */
export function readSpoken(transcript: Transcript, context: SpokenContext): Spoken {
  const sentences = staffSentences(transcript)
  const [local = null] = zonesNamed(wordsOf((transcript.venue ?? '').slice(0, 300)))
  const scripted = operatorSentences(transcript)
  const hints = { places: placesOf(transcript, sentences), local }
  const statements = withScript(statementsOf(sentences, hints), statementsOf(scripted, hints))
  const call = calibrated(callDayOf(transcript, context.callDate, context.timeZone), statements)
  const { terms, changes } = combineTerms(statements, call, (turn) => saidAt(transcript, call, turn))
  const stated = basisStatements(sentences)
  const bases = stated.length > 0 ? stated : basisStatements(scripted)
  const phrases = attributionOf(sentences)
  const attribution = phrases.length > 0 ? phrases : attributionOf(scripted)
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

/**
 * An operator reads out what staff wrote: it counts where staff say nothing, and else is a doubt at most. That
 * an embargo is lifted is for staff to say.
 */
function withScript(staff: readonly Statement[], operator: readonly Statement[]): readonly Statement[] {
  const read = operator.filter((one) => one.kind !== 'lifted')
  return staff.length === 0 ? read : [...staff, ...asGuess(read)]
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
