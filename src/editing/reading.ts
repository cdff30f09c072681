/** Everything that a printed text tells, in the form the API answers. */
import type { Quote, SpokenContext, SpokenTerms } from '../domain/spoken/model.ts'
import { proposeCall } from '../domain/spoken/proposal.ts'
import { readSpoken } from '../domain/spoken/read-spoken.ts'
import type { Transcript } from '../domain/transcript/model.ts'

export function readingOf(transcript: Transcript, given: SpokenContext): object {
  const callDate = given.callDate ?? transcript.callDate
  const spoken = readSpoken(transcript, { ...given, callDate })
  return {
    ...transcript,
    callDate,
    groundRules: {
      basis: spoken.basis,
      attribution: spoken.attribution.map(({ phrase }) => phrase),
      quotes: spoken.basisQuotes,
    },
    terms: termsAnswer(spoken.terms),
    liftAnnounced: spoken.liftAnnounced !== null,
    announcement: spoken.liftAnnounced,
    changes: spoken.changes.map(({ terms, ...changed }) => ({
      ...changed,
      terms: terms && termsAnswer(terms),
    })),
    proposal: proposeCall(transcript, spoken),
  }
}

function termsAnswer({ kind, at, timeZone, event, quotes, conflict }: SpokenTerms): object {
  return {
    kind,
    ...(at !== null && { at }),
    ...(timeZone !== null && { timeZone }),
    ...(event !== null && { event }),
    quote: wordsOf(quotes),
    quotes,
    conflict,
  }
}

function wordsOf(quotes: readonly Quote[]): string {
  return [...new Set(quotes.map((quote) => quote.text))].join(' … ')
}
