/** What holding, resuming, lifting early, a notice and a breach will do, in words. */
import { type Embargo, waitingFor } from '../../domain/embargo.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Release } from '../../domain/release.ts'
import type { ActField, ActWords } from './act-page.ts'
import { hereZoneOf } from './embargo-words.ts'
import { inMails, listed } from './plain-words.ts'
import { lengthOf, termsSentence } from './terms-words.ts'

/** What these words need of an embargo. */
type Subject = {
  readonly embargo: Embargo
  readonly now: Instant
  readonly call: {
    readonly title: string
    readonly call: { readonly starts: { readonly timeZone: string } }
  } | null
  readonly deskZone: string
  readonly pieces: readonly { readonly release: Release; readonly headline: string }[]
  readonly breaches: readonly { readonly id: string; readonly who: string; readonly where: string }[]
}

const REASON: ActField = {
  name: 'reason',
  label: 'Why',
  hint: 'Goes on the record, and nowhere else.',
  rows: 2,
  required: true,
  maxlength: 2000,
}

export function holdWords(subject: Subject): ActWords {
  return {
    title: 'Hold the embargo',
    about: aboutOf(subject),
    says: [
      'Nothing under this embargo lifts while it is held, whatever the clock says and whoever ends the call.',
      ...(subject.embargo.dueAt === null
        ? []
        : ['Its instant stays as stated. Past it, resuming lifts at once.']),
    ],
    button: 'Hold it',
    isGrave: false,
    // One press holds: who needs it is on the call, with one hand free.
    fields: [{ ...REASON, first: 'Something has to be checked first.' }],
  }
}

/** `people`: how many would be told of what lifts. */
export function resumeWords(subject: Subject, people: number): ActWords {
  const { embargo, now } = subject
  const isPast = embargo.dueAt !== null && embargo.dueAt <= now
  return {
    title: 'Resume the embargo',
    about: aboutOf(subject),
    says: isPast
      ? ['Its instant has passed: it lifts in the moment you resume it.', goesOut(subject, people)]
      : ['Its terms hold again, and it lifts by them.'],
    button: isPast ? 'Resume, and lift now' : 'Resume',
    isGrave: isPast,
    fields: isPast
      ? [{ name: 'liftNow', label: 'It may lift now', options: [{ value: 'yes', label: 'Yes, lift now' }] }]
      : [],
  }
}

export function liftWords(subject: Subject, people: number): ActWords {
  const { embargo, now, breaches } = subject
  const early =
    embargo.dueAt === null || embargo.dueAt <= now
      ? ''
      : `, ${lengthOf(embargo.dueAt - now)} before its terms`
  return {
    title: 'Lift the embargo early',
    about: aboutOf(subject),
    says: [`It lifts in this moment${early}. This cannot be taken back.`, goesOut(subject, people)],
    button: 'Lift it now',
    isGrave: true,
    fields: [
      REASON,
      ...(breaches.length === 0
        ? []
        : [
            {
              name: 'breachId',
              label: 'Because of a breach',
              options: [
                { value: '', label: 'No' },
                ...breaches.map(({ id, who, where }) => ({ value: id, label: `${who}, ${where}` })),
              ],
            },
          ]),
    ],
  }
}

export function noticeWords(subject: Subject, people: number): ActWords {
  const names = noticesOf(subject.embargo)
  return {
    title: 'A notice has come',
    about: aboutOf(subject),
    says: [
      'Say which. It counts from this moment, and cannot be taken back.',
      'Where nothing else keeps the embargo, it lifts at once.',
      goesOut(subject, people),
    ],
    button: 'It has come',
    isGrave: true,
    fields: [
      {
        name: 'name',
        label: 'Notice',
        options: names.map((value) => ({ value, label: value.replaceAll('-', ' ') })),
      },
    ],
  }
}

export function breachWords(subject: Subject): ActWords {
  return {
    title: 'Record a breach',
    about: aboutOf(subject),
    says: [
      'Someone has published early. Recording it lifts nothing: the others are still bound.',
      'To lift because of it is a decision of its own, under “Lift early”.',
    ],
    button: 'Record it',
    isGrave: false,
    fields: [
      { name: 'who', label: 'Who published', required: true, maxlength: 300 },
      { name: 'where', label: 'Where, as a link or in words', required: true, maxlength: 2000 },
    ],
  }
}

function noticesOf(embargo: Embargo): readonly string[] {
  return waitingFor(embargo).flatMap((what) =>
    what.startsWith('notice:') ? [what.slice('notice:'.length)] : [],
  )
}

function goesOut({ pieces }: Subject, people: number): string {
  const cleared = pieces
    .filter(({ release }) => release.state === 'cleared')
    .map(({ headline }) => `“${headline}”`)
  if (cleared.length === 0) return 'Nothing under it is cleared, so nothing is published by it yet.'
  return `Public at once: ${listed(cleared)}. ${inMails(people)} told.`
}

function aboutOf(subject: Subject): string {
  const { call, embargo } = subject
  const terms = termsSentence(embargo.terms, hereZoneOf(subject))
  return call === null ? `Embargoed ${terms}` : `${call.title}, embargoed ${terms}`
}
