/** What withdrawing a release will do, in words, before and after it was public. */
import type { Release } from '../../domain/release.ts'
import type { ActWords } from './act-page.ts'
import { inMails } from './plain-words.ts'

/** Says nothing of what it withdraws. */
const NOTICE = 'This release has been withdrawn. Please do not use it.'

/** `people`: who may have got it, and would be told. */
export function killWords(
  { release, headline }: { readonly release: Release; readonly headline: string },
  people: number,
): ActWords {
  const isPublic = release.state === 'public'
  return {
    title: isPublic ? 'Withdraw the release' : 'Kill the release',
    about: headline,
    says: isPublic
      ? [
          `Its page shows the notice below and nothing else, within a second. An alert that is going out stops. ${inMails(people)} told that it is withdrawn.`,
          'It never comes back.',
        ]
      : ['It is not public, and never will be. Nobody is told.'],
    button: isPublic ? 'Withdraw it' : 'Kill it',
    isGrave: true,
    fields: [
      {
        name: 'publicNotice',
        label: 'What everyone reads in its place',
        hint: 'Neutral: it must not repeat what it withdraws.',
        rows: 2,
        required: true,
        maxlength: 500,
        first: NOTICE,
      },
      {
        name: 'reason',
        label: 'Why',
        hint: 'Goes on the record, and nowhere else.',
        rows: 2,
        required: true,
        maxlength: 2000,
      },
    ],
  }
}
