/** `POST /v1/transcripts/read`: what a transcript, or an invitation, says; nothing is kept. */
import { type RequestHandler, Router } from 'express'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import type { Quote, Spoken, SpokenTerms } from '../../domain/spoken/model.ts'
import { proposeCall } from '../../domain/spoken/proposal.ts'
import type { Transcript } from '../../domain/transcript/model.ts'
import { change, type IntakeDependencies } from './handle.ts'

const ReadInput = z.strictObject({
  text: z.string().max(2_000_000),
  form: z.enum(['text', 'html']).default('text'),
  /** The day that "tomorrow" counts from, where it is known better than from the print. */
  callDate: z.iso.date().optional(),
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => IANAZone.isValidZone(zone), 'Not an IANA zone')
    .default('UTC'),
})

type Reading = { readonly transcript: Transcript; readonly spoken: Spoken; readonly callDate: string | null }

export function createTranscriptRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { reader } = dependencies
  return Router().post(
    '/transcripts/read',
    change(dependencies, {
      body: ReadInput,
      async act({ body: { text, form, timeZone, ...given } }): Promise<Reading> {
        const transcript = await reader.read({ form, text })
        const callDate = given.callDate ?? transcript.callDate
        return { transcript, callDate, spoken: await reader.hear(transcript, { callDate, timeZone }) }
      },
      present: (reading: Reading) => ({ status: 200, body: readingAnswer(reading) }),
    }),
  )
}

function readingAnswer({ transcript, spoken, callDate }: Reading): object {
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
