/** What each state takes: every cell of the tables for calls, releases and alerts. */
import { describe, expect, it, test } from 'vitest'
import {
  type Alert,
  closeAlert,
  openAlert,
  oweAlert,
  recomposeAlert,
  stopAlert,
} from '../../src/domain/alert.ts'
import { type Call, cancelCall, endCall, startCall } from '../../src/domain/call.ts'
import { channelOfNotice, Notice, oweNotice, postponeNotice, settleNotice } from '../../src/domain/notice.ts'
import { Sealed } from '../../src/domain/record.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'
import {
  clearRelease,
  correctRelease,
  draftRelease,
  killRelease,
  type Release,
  reviseRelease,
  unclearRelease,
} from '../../src/domain/release.ts'

const SEALED = Sealed.parse('sealed')
const STARTS_AT = 1000
const NOW = 5000

const outcome = (value: { state: string } | Refusal | null) =>
  value === null ? null : isRefusal(value) ? value.refused : `→ ${value.state}`

describe('a call', () => {
  const scheduled: Call = {
    ...{ id: 'call_1', revision: 1, createdAt: 0, updatedAt: 0, state: 'scheduled' },
    starts: { at: STARTS_AT, local: '1970-01-01T00:00:01', timeZone: 'UTC' },
    ...{
      expectedEnd: null,
      startedAt: null,
      endedAt: null,
      cancelledAt: null,
      announce: false,
      announcement: null,
    },
    ...{ endOnAnnouncement: false, announcedAt: null },
    ...{ portions: [], embargoIds: [], releaseIds: [], details: SEALED },
  }
  const calls: Readonly<Record<Call['state'], Call>> = {
    scheduled,
    live: { ...scheduled, state: 'live', startedAt: 1200 },
    ended: { ...scheduled, state: 'ended', startedAt: 1200, endedAt: 3000 },
    cancelled: { ...scheduled, state: 'cancelled', cancelledAt: 900 },
  }
  const verbs = {
    start: (call: Call) => startCall(call, NOW),
    end: (call: Call) => endCall(call, 4000, NOW),
    cancel: (call: Call) => cancelCall(call, NOW),
  }

  test.each([
    ['start', 'scheduled', '→ live'],
    ['start', 'live', 'call-not-scheduled'],
    ['start', 'ended', 'call-ended'],
    ['start', 'cancelled', 'call-cancelled'],
    ['end', 'scheduled', 'call-not-live'],
    ['end', 'live', '→ ended'],
    ['end', 'ended', 'ended-otherwise'],
    ['end', 'cancelled', 'call-cancelled'],
    ['cancel', 'scheduled', '→ cancelled'],
    ['cancel', 'live', '→ cancelled'],
    ['cancel', 'ended', 'call-ended'],
    ['cancel', 'cancelled', 'call-cancelled'],
  ] as const)('%s a call that is %s: %s', (verb, state, expected) => {
    expect(outcome(verbs[verb](calls[state]))).toBe(expected)
  })

  it('moves on by one revision, at now', () => {
    const live = startCall(scheduled, NOW)
    expect(live).toMatchObject({ revision: 2, updatedAt: NOW, startedAt: NOW, createdAt: 0 })
  })

  it('answers a repeated end as it is, and refuses another instant', () => {
    expect(endCall(calls.ended, 3000, NOW)).toBe(calls.ended)
    expect(endCall(calls.ended, null, NOW)).toBe(calls.ended)
    expect(outcome(endCall(calls.ended, 3001, NOW))).toBe('ended-otherwise')
  })

  test.each([
    ['now when no instant is given', null, '→ ended'],
    ['at this very instant', NOW, '→ ended'],
    ['at its planned start', STARTS_AT, '→ ended'],
    ['never in the future', NOW + 1, 'ends-in-future'],
    ['never before its start', STARTS_AT - 1, 'ends-before-start'],
  ])('ends %s', (_, endedAt, expected) => {
    expect(outcome(endCall(calls.live, endedAt, NOW))).toBe(expected)
  })
})

describe('a release', () => {
  const draft = draftRelease({
    ...{ id: 'rel_1', kind: 'statement', callId: null, portionId: null, embargoId: 'emb_1' },
    ...{ basis: 'on-the-record', conflicts: [], now: 0 },
  })
  const publication = { content: 1, publishedAt: 3000, scrubbed: false }
  const releases: Readonly<Record<Release['state'], Release>> = {
    draft,
    cleared: { ...draft, state: 'cleared', cleared: 1, sealedSlug: SEALED },
    public: { ...draft, state: 'public', cleared: 1, slug: 'a', publications: [publication] },
    killed: { ...draft, state: 'killed', killedAt: 3000, publicNotice: 'Withdrawn.' },
  }
  const verbs = {
    revise: (release: Release) => reviseRelease(release, { basis: 'on-the-record', conflicts: [] }, NOW),
    clear: (release: Release) =>
      clearRelease(release, { content: 1, acknowledge: [], sealedSlug: SEALED }, NOW),
    unclear: (release: Release) => unclearRelease(release, NOW),
    correct: (release: Release) => correctRelease(release, false, NOW),
    kill: (release: Release) => killRelease(release, 'Withdrawn.', NOW),
  }

  test.each([
    ['revise', 'draft', '→ draft'],
    ['revise', 'cleared', '→ draft'],
    ['revise', 'public', 'published'],
    ['revise', 'killed', 'killed'],
    ['clear', 'draft', '→ cleared'],
    ['clear', 'cleared', '→ cleared'],
    ['clear', 'public', 'published'],
    ['clear', 'killed', 'killed'],
    ['unclear', 'draft', 'not-cleared'],
    ['unclear', 'cleared', '→ draft'],
    ['unclear', 'public', 'published'],
    ['unclear', 'killed', 'killed'],
    ['correct', 'draft', 'not-public'],
    ['correct', 'cleared', 'not-public'],
    ['correct', 'public', '→ public'],
    ['correct', 'killed', 'killed'],
    ['kill', 'draft', '→ killed'],
    ['kill', 'cleared', '→ killed'],
    ['kill', 'public', '→ killed'],
    ['kill', 'killed', 'killed'],
  ] as const)('%s a release that is %s: %s', (verb, state, expected) => {
    expect(outcome(verbs[verb](releases[state]))).toBe(expected)
  })
})

describe('an alert', () => {
  const owed = oweAlert({ id: 'alt_1', kind: 'lift', releaseIds: ['rel_1'], now: 0 })
  const alerts: Readonly<Record<Alert['state'], Alert>> = {
    owed,
    open: { ...owed, state: 'open', openedAt: 1 },
    closed: { ...owed, state: 'closed', openedAt: 1, closedAt: 2 },
    stopped: { ...owed, state: 'stopped', closedAt: 2 },
  }
  const verbs = { open: openAlert, close: closeAlert, stop: stopAlert, recompose: recomposeAlert }

  test.each([
    ['open', 'owed', '→ open'],
    ['open', 'open', null],
    ['open', 'closed', null],
    ['open', 'stopped', null],
    ['close', 'owed', null],
    ['close', 'open', '→ closed'],
    ['close', 'closed', null],
    ['close', 'stopped', null],
    ['stop', 'owed', '→ stopped'],
    ['stop', 'open', '→ stopped'],
    ['stop', 'closed', null],
    ['stop', 'stopped', null],
    ['recompose', 'owed', null],
    ['recompose', 'open', '→ open'],
    ['recompose', 'closed', null],
    ['recompose', 'stopped', null],
  ] as const)('%s an alert that is %s: %s', (verb, state, expected) => {
    expect(outcome(verbs[verb](alerts[state], NOW))).toBe(expected)
  })
})

describe('a notice', () => {
  const owed = oweNotice('ntc_1', { kind: 'confirmation', channel: 'email' }, SEALED, 0)

  it('forgets the address once it is settled, and is settled once', () => {
    for (const state of ['sent', 'failed'] as const) {
      const settled = settleNotice(owed, state, NOW)
      expect(settled).toMatchObject({ state, addressee: null })
      expect(settleNotice(settled ?? owed, 'sent', NOW)).toBeNull()
      expect(postponeNotice(settled ?? owed, NOW + 1, NOW)).toBeNull()
    }
  })

  it('owed before there were text messages is a mail', () => {
    expect(oweNotice('ntc_1', { kind: 'sign-in' }, SEALED, 0)).not.toHaveProperty('channel')
    const { channel: _, ...before } = { channel: null, ...owed, id: `ntc_${'0'.repeat(26)}` }
    expect(channelOfNotice(Notice.parse(before))).toBe('email')
    expect(channelOfNotice(oweNotice('ntc_1', { kind: 'confirmation', channel: 'sms' }, SEALED, 0))).toBe(
      'sms',
    )
  })

  it('counts its tries and keeps the address while it is owed', () => {
    const postponed: Notice | null = postponeNotice(owed, NOW + 1, NOW)
    expect(postponed).toMatchObject({ state: 'owed', pass: 1, nextAt: NOW + 1, addressee: SEALED })
  })
})
