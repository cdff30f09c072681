/** What the service may refuse, each by a stable code, and what kind of refusal it is. */

type Kind = 'malformed' | 'missing' | 'lifecycle' | 'stale' | 'unnamed' | 'invalid'

/** Every expected refusal: its kind (which decides the HTTP status) and one plain sentence. */
export const REFUSALS = {
  'not-found': { kind: 'missing', says: 'There is no such record.' },
  'invalid-body': { kind: 'malformed', says: 'The request is not in the form this path takes.' },
  'invalid-cursor': { kind: 'malformed', says: 'The cursor is not one this service gave out.' },
  'unknown-time-zone': { kind: 'invalid', says: 'The time zone is not an IANA zone.' },
  'invalid-time': { kind: 'invalid', says: 'The time is neither a wall time nor an instant.' },
  'nonexistent-local-time': { kind: 'invalid', says: 'That wall time is skipped when clocks go forward.' },
  'ambiguous-local-time': { kind: 'invalid', says: 'That wall time comes twice when clocks go back.' },
  'time-in-past': { kind: 'invalid', says: 'The time is in the past.' },
  'ends-before-start': { kind: 'invalid', says: 'The end lies before the start.' },
  'ends-in-future': { kind: 'invalid', says: 'The end lies in the future.' },
  'needs-call': { kind: 'invalid', says: 'These terms wait for the end of a call, and there is no call.' },
  'terms-required': { kind: 'invalid', says: 'A release needs an embargo: of a call, by id, or its own.' },
  'rules-required': { kind: 'invalid', says: 'A release needs ground rules: of a call, or its own.' },
  'unknown-portion': { kind: 'invalid', says: 'The call has no such portion.' },
  'portion-required': { kind: 'invalid', says: 'The call has several portions: name one.' },
  'empty-transcript': { kind: 'invalid', says: 'No words were found in the transcript.' },
  'too-many-turns': { kind: 'invalid', says: 'That is more turns or paragraphs than any call has.' },
  'would-lift': { kind: 'invalid', says: 'This would lift at once; lifting is its own act.' },
  'unknown-notice': { kind: 'invalid', says: 'The terms wait for no notice of that name.' },
  'withheld-name': { kind: 'invalid', says: 'A withheld name, title or alias is still in the text.' },
  'unknown-place': { kind: 'invalid', says: 'There are no such words in the text.' },
  'unknown-proposal': {
    kind: 'invalid',
    says: 'There is no such proposal, or it is both accepted and declined.',
  },
  'overlapping-strikes': { kind: 'invalid', says: 'Two strikes share words: make them one.' },
  'edits-lost': {
    kind: 'invalid',
    says: 'Struck words are in the new text, but no longer in one known place.',
  },
  'not-publishable': { kind: 'invalid', says: 'The ground rules forbid publication.' },
  'unacknowledged-conflict': { kind: 'invalid', says: 'What was said and what is declared disagree.' },
  'second-person': {
    kind: 'lifecycle',
    says: 'You approved it already: a second person has to clear it.',
  },
  'rules-change': { kind: 'invalid', says: 'The changed ground rules no longer fit what was cleared.' },
  'invalid-token': { kind: 'invalid', says: 'The link is not valid.' },
  'expired-token': { kind: 'invalid', says: 'The link has expired.' },
  'not-a-report': {
    kind: 'invalid',
    says: 'The message is neither a delivery status nor a feedback report.',
  },
  'idempotency-mismatch': { kind: 'invalid', says: 'That Idempotency-Key was used with another body.' },
  'idempotency-running': {
    kind: 'lifecycle',
    says: 'The first request with that Idempotency-Key still runs.',
  },
  'revision-required': { kind: 'unnamed', says: 'Name the revision that was read.' },
  stale: { kind: 'stale', says: 'The record has moved on since it was read.' },
  'call-not-scheduled': { kind: 'lifecycle', says: 'The call is not waiting to start.' },
  'call-not-live': { kind: 'lifecycle', says: 'The call is not live.' },
  'call-ended': { kind: 'lifecycle', says: 'The call has ended.' },
  'call-cancelled': { kind: 'lifecycle', says: 'The call was cancelled.' },
  'ended-otherwise': { kind: 'lifecycle', says: 'The call has already ended at another instant.' },
  'turns-out-of-order': { kind: 'lifecycle', says: 'The turns do not follow the last one recorded.' },
  lifted: { kind: 'lifecycle', says: 'The embargo has lifted.' },
  void: { kind: 'lifecycle', says: 'The embargo is void.' },
  held: { kind: 'lifecycle', says: 'The embargo is held.' },
  'all-held': { kind: 'lifecycle', says: 'Everything is held.' },
  'not-held': { kind: 'lifecycle', says: 'Nothing is held here.' },
  'not-due': { kind: 'lifecycle', says: 'The embargo is not due.' },
  'resume-would-lift': { kind: 'lifecycle', says: 'The instant has passed: resuming lifts now; ask for it.' },
  'not-cleared': { kind: 'lifecycle', says: 'The release is not cleared.' },
  'not-public': { kind: 'lifecycle', says: 'The release is not public.' },
  published: { kind: 'lifecycle', says: 'The release is public: correct it instead.' },
  killed: { kind: 'lifecycle', says: 'The release was killed.' },
  'alert-stopped': { kind: 'lifecycle', says: 'The alert was stopped: what it says was withdrawn.' },
  'nothing-failed': { kind: 'lifecycle', says: 'Nothing has failed that could be sent again.' },
  conflict: { kind: 'lifecycle', says: 'Others kept changing this record; ask again.' },
} as const satisfies Readonly<Record<string, { kind: Kind; says: string }>>

export type RefusalCode = keyof typeof REFUSALS
export type RefusalKind = Kind

/** Where a refusal points: a path into the input, and words that never echo the value refused. */
export type Fault = { readonly path: string; readonly message: string }

/** An expected no, as a value. `faults` say where; a code alone is often enough. */
export type Refusal = { readonly refused: RefusalCode; readonly faults: readonly Fault[] }

export function refuse(code: RefusalCode, ...faults: readonly Fault[]): Refusal {
  return { refused: code, faults }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}
