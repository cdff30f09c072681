/** Every act of the audit as a sentence: who did what, and what the codes beside it say. */
import type { Actor } from '../../domain/actor.ts'
import { conflictSays } from './conflict-words.ts'
import { failureSays } from './failure-words.ts'
import { listed, people, within } from './plain-words.ts'

/** `what`: the record it was done to, by the name a page gives it. */
type Told = { readonly what: string; readonly codes: readonly string[] }

/** What follows the name of whoever did it. */
const DID: Readonly<Record<string, (told: Told) => string>> = {
  'schedule-call': () => 'scheduled the call',
  'change-call': () => 'changed what is declared for the call',
  'start-call': () => 'started the call',
  'end-call': () => 'ended the call',
  'cancel-call': () => 'cancelled the call',
  'put-transcript': ({ what }) => `handed in the words of ${what}`,
  'create-release': ({ what }) => `wrote ${what}`,
  'revise-release': ({ what }) => `revised ${what}`,
  'put-redactions': ({ what, codes }) => `decided what is withheld and struck in ${what}${changes(codes)}`,
  'approve-release': ({ what, codes }) => `approved ${what} first${acknowledged(codes)}`,
  'clear-release': ({ what, codes }) => `cleared ${what}${acknowledged(codes)}`,
  'unclear-release': ({ what }) => `took back the clearance of ${what}`,
  'correct-release': ({ what, codes }) =>
    `corrected ${what}${codes.includes('scrub') ? ', and took the earlier words from public view' : ''}`,
  'kill-release': ({ what }) => `withdrew ${what}`,
  'change-terms': ({ what }) => `stated other terms for ${what}`,
  'hold-embargo': ({ what, codes }) =>
    `held ${what}${codes.includes('late-lift') ? ': its lift came later than the call allows' : ''}`,
  'resume-embargo': ({ what, codes }) =>
    `resumed ${what}${codes.includes('lift-now') ? ', to lift at once' : ''}`,
  'give-notice': ({ what, codes }) => `recorded that notice ${listed(codes.map(named))} came, for ${what}`,
  'record-breach': ({ what }) => `recorded a breach of ${what}`,
  lift: ({ what, codes }) =>
    codes.includes('decision') ? `lifted ${what} by decision` : `lifted ${what}, as its terms say`,
  'hold-all': () => 'held everything',
  'resume-all': ({ codes }) =>
    `let everything go on${codes.includes('lift-now') ? ', and what was due lift' : ''}`,
  'tell-overdue': ({ codes }) =>
    `wrote to those concerned that ${codes.includes('call-end') ? 'the end of the call' : `notice ${listed(codes.map(named))}`} is overdue`,
  'end-subscription': ({ what, codes }) => `ended a subscription for what came back of ${what}${why(codes)}`,
  'retry-deliveries': ({ what, codes }) => `sent again what had failed of ${what}${toWhom(codes)}`,
  'export-record': ({ codes }) =>
    `took a copy of the whole record${codes.includes('addresses') ? ', with the addresses' : ''}`,
  'import-subscribers': ({ codes }) => `imported subscribers: ${codes.join(', ').replaceAll('-', ' ')}`,
  'erase-subscriber': () => 'erased a subscriber',
  'sign-in': () => 'signed in',
  'sign-out': () => 'signed out',
  'sign-out-everywhere': () => 'signed out everywhere',
}

/** The acts that have words of their own. */
export const KNOWN_ACTS: readonly string[] = Object.keys(DID)

/** `Ana Ruiz ended the call`. An act without words of its own is named as it is stored. */
export function actSentence(actor: Actor, act: string, told: Told): string {
  const did = Object.hasOwn(DID, act) ? DID[act] : undefined
  const who = actor.role === 'system' ? 'The service' : actor.name
  return `${who} ${did?.(told) ?? `did “${act}” to ${told.what}`}`
}

/** `“statement released”`, of a notice’s name. */
function named(notice: string): string {
  return `“${notice.replaceAll('-', ' ')}”`
}

function acknowledged(codes: readonly string[]): string {
  return codes.length === 0
    ? ''
    : `, knowing this: ${listed(codes.map((code) => within(conflictSays(code))))}`
}

/** Of `do:strike:…`, `undo:accepted:…` and the like: how many of each. */
function changes(codes: readonly string[]): string {
  const kinds = Map.groupBy(codes, (code) => /^(undo|do:\w+)/.exec(code)?.[0] ?? '')
  const said = [...kinds].flatMap(([kind, all]) =>
    Object.hasOwn(CHANGES, kind) ? [`${all.length} ${CHANGES[kind]}`] : [],
  )
  return said.length === 0 ? '' : `: ${listed(said)}`
}

const CHANGES: Readonly<Record<string, string>> = {
  'do:strike': 'struck',
  'do:accepted': 'accepted as a name',
  'do:declined': 'declined as no name',
  undo: 'taken back',
}

function why([, , code]: readonly string[]): string {
  return code === undefined ? '' : `: ${within(failureSays(code).says)}`
}

function toWhom(codes: readonly string[]): string {
  const count = codes.find((code) => code.startsWith('people-'))
  const reasons = codes.filter((code) => !code.startsWith('people-'))
  return `${count === undefined ? '' : `, to ${people(Number(count.slice('people-'.length)))}`}${reasons.length === 0 ? '' : `, for ${listed(reasons)}`}`
}
