/** What starting, ending and cancelling a call will do, in words. */
import type { Call } from '../../domain/call.ts'
import { type Embargo, waitingFor } from '../../domain/embargo.ts'
import type { Release } from '../../domain/release.ts'
import type { ActWords } from './act-page.ts'
import { inMails, listed } from './plain-words.ts'
import { cityOf } from './terms-words.ts'

/** What these words need of a call. */
type Subject = {
  readonly call: Call
  readonly details: { readonly title: string }
  readonly portions: readonly {
    readonly name: string | null
    readonly embargo: Embargo
    readonly transcript: { readonly release: Release; readonly headline: string } | null
  }[]
  readonly others: readonly {
    readonly release: Release
    readonly headline: string
    readonly embargo: Embargo
  }[]
}

export function startWords({ details }: Subject): ActWords {
  return {
    title: 'Start the call',
    about: details.title,
    says: ['This marks the call as live from now on. Nothing lifts by it.'],
    button: 'Start the call',
    isGrave: false,
    fields: [],
  }
}

/** `people`: how many would be told of what lifts. */
export function endWords({ call, details, ...subject }: Subject, people: number): ActWords {
  const waiting = piecesOf(subject).filter(({ embargo }) => waitingFor(embargo).includes('call-end'))
  const [held, free] = [
    waiting.filter(({ embargo }) => embargo.hold !== null),
    waiting.filter(({ embargo }) => embargo.hold === null),
  ]
  const lifts = free.filter(({ embargo }) => waitingFor(embargo).length === 1 && isSimple(embargo))
  const goes = lifts.filter(({ release }) => release?.state === 'cleared')
  const stays = lifts.filter(({ release }) => release?.state !== 'cleared')
  return {
    title: 'End the call',
    about: details.title,
    says: [
      ...(goes.length > 0
        ? [`It lifts the embargo. Public at once: ${listed(goes.map(nameOf))}. ${inMails(people)} told.`]
        : []),
      ...stays.map(
        (piece) => `${nameOf(piece)} is not cleared: the embargo lifts, and it goes out once it is cleared.`,
      ),
      ...held.map((piece) => `${nameOf(piece)} is held: it does not lift until it is resumed.`),
      ...free
        .filter((piece) => !lifts.includes(piece))
        .map((piece) => `${nameOf(piece)} waits for more than the end of the call: its terms decide.`),
      ...(waiting.length === 0 ? ['Nothing waits for the end of this call.'] : []),
      'An ended call cannot be started again.',
    ],
    button: 'End the call now',
    isGrave: goes.length > 0,
    fields: [
      {
        name: 'endedAt',
        label: `When, as the clocks say in ${cityOf(call.starts.timeZone)}`,
        hint: '“So many minutes after the end” counts from then.',
        under: 'It ended earlier',
        type: 'datetime-local',
      },
    ],
  }
}

export function cancelWords({ details, ...subject }: Subject): ActWords {
  const names = piecesOf(subject).flatMap((piece) => (piece.release === null ? [] : [nameOf(piece)]))
  return {
    title: 'Cancel the call',
    about: details.title,
    says: [
      'The call does not take place. The embargoes of this call are void: nothing under them is ever published.',
      ...(names.length > 0 ? [`This is so for ${listed(names)}.`] : []),
    ],
    button: 'Cancel the call',
    isGrave: true,
    fields: [],
  }
}

type Piece = {
  readonly name: string | null
  readonly release: Release | null
  readonly headline: string | null
  readonly embargo: Embargo
}

function piecesOf({ portions, others }: Pick<Subject, 'portions' | 'others'>): readonly Piece[] {
  return [
    ...portions.map(({ name, embargo, transcript }) => ({
      name,
      embargo,
      release: transcript?.release ?? null,
      headline: transcript?.headline ?? null,
    })),
    ...others.map((other) => ({ name: null, ...other })),
  ]
}

/** Terms of one part: what is known of them is all there is. */
function isSimple({ terms }: Embargo): boolean {
  return 'until' in terms && terms.until === 'call-end' && terms.plus === undefined
}

function nameOf({ name, headline }: Piece): string {
  if (headline !== null) return `“${headline}”`
  return name === null ? 'The transcript' : `The transcript of “${name}”`
}
