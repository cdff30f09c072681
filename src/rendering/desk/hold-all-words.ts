/** What holding everything, and resuming it, will do, in words. */
import type { Hold } from '../../domain/embargo.ts'
import type { ActWords } from './act-page.ts'

/** `due`: embargoes whose instant has passed; `planned`: those whose instant is known and to come. */
type Subject = {
  readonly hold: Hold | null
  readonly reason: string | null
  readonly due: number
  readonly planned: number
}

export function holdAllWords({ planned }: Subject): ActWords {
  return {
    title: 'Hold everything',
    about: null,
    says: [
      'Nothing lifts anywhere while everything is held: no clock, no end of a call and no decision lifts it.',
      planned === 0
        ? 'No lift is planned by the clock now.'
        : `${count(planned)} by the clock would wait for you.`,
      'What is public stays public. A mail that is going out goes on: to stop that, withdraw the release.',
    ],
    button: 'Hold everything',
    isGrave: true,
    fields: [
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

export function resumeAllWords({ hold, reason, due }: Subject): ActWords {
  return {
    title: 'Resume everything',
    about: hold === null ? null : `Held by ${hold.by}${reason === null ? '' : `: ${reason}`}`,
    says: [
      due === 0
        ? 'Nothing fell due meanwhile. Lifts go on by their terms.'
        : `${count(due)} fell due meanwhile, and lift in the moment you resume.`,
    ],
    button: due === 0 ? 'Resume' : 'Resume, and lift what is due',
    isGrave: due > 0,
    fields:
      due === 0
        ? []
        : [
            {
              name: 'liftNow',
              label: 'They may lift now',
              options: [{ value: 'yes', label: 'Yes, lift now' }],
            },
          ],
  }
}

function count(lifts: number): string {
  return lifts === 1 ? 'One lift' : `${lifts.toLocaleString('en-US')} lifts`
}
