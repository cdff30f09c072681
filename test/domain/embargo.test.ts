/** What an embargo keeps: it lifts when its terms say or a person does, and then never changes back. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  changeTerms,
  coverRelease,
  type Embargo,
  holdEmbargo,
  imposeEmbargo,
  isTooLate,
  learnCallEnd,
  learnNotice,
  liftByDecision,
  liftByTerms,
  preparedUntil,
  recordBreach,
  refuseLift,
  resumeEmbargo,
  voidEmbargo,
  waitingFor,
  whyLifted,
} from '../../src/domain/embargo.ts'
import { Sealed } from '../../src/domain/record.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'
import { evaluate, type Terms } from '../../src/domain/terms.ts'

const SEALED = Sealed.parse('sealed')
const HOLD = { by: 'ana', at: 0, reason: null }
const BREACH = { id: 'brc_1', at: 0, by: 'ana', details: SEALED }
const at = (at: number) => ({ until: 'time' as const, at, local: '1970-01-01T00:00:01', timeZone: 'UTC' })
const signed = { until: 'notice' as const, name: 'signed', expected: null }
const callEnd = { until: 'call-end' as const }

function granted<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`Refused: ${value.refused}`)
  return value
}

function impose(terms: Terms, change: Partial<Parameters<typeof imposeEmbargo>[0]> = {}): Embargo {
  return granted(imposeEmbargo({ id: 'emb_1', callId: 'call_1', terms, lateLift: null, now: 0, ...change }))
}

const pending = impose(signed)
const scheduled = impose(at(1000))
const held = granted(holdEmbargo(scheduled, HOLD, 1))
const lifted = granted(liftByTerms(scheduled, 1000))
const empty = voidEmbargo(pending, 10)

describe('an embargo is born', () => {
  it('lifted when nothing is held back', () => {
    expect(impose({ until: 'none' }, { now: 7 })).toMatchObject({
      state: 'lifted',
      liftedAt: 7,
      cause: 'terms',
    })
  })

  it('pending while its instant is not known, scheduled once it is', () => {
    expect(pending).toMatchObject({ state: 'pending', dueAt: null, dueKnownAt: null })
    expect(scheduled).toMatchObject({ state: 'scheduled', dueAt: 1000, dueKnownAt: 0 })
  })

  it('knowing what is known already', () => {
    const known = { callEndedAt: 50, notices: {} }
    expect(impose(callEnd, { known, now: 60 })).toMatchObject({
      state: 'scheduled',
      dueAt: 50,
      dueKnownAt: 60,
    })
  })

  it('never in the past, and never of a call that is not there', () => {
    const given = { id: 'emb_1', callId: null, lateLift: null, now: 1000 }
    expect(imposeEmbargo({ ...given, terms: at(1000) })).toMatchObject({ refused: 'time-in-past' })
    expect(imposeEmbargo({ ...given, terms: callEnd })).toMatchObject({ refused: 'needs-call' })
    expect(changeTerms({ ...pending, callId: null }, callEnd, 1)).toMatchObject({ refused: 'needs-call' })
  })
})

describe('every state takes only what it may', () => {
  const states = { pending, scheduled, held, lifted, void: empty }
  const verbs = {
    'change terms': (embargo: Embargo) => changeTerms(embargo, at(9000), 2000),
    notice: (embargo: Embargo) => learnNotice({ ...embargo, terms: signed }, 'signed', 2000),
    hold: (embargo: Embargo) => holdEmbargo(embargo, HOLD, 2000),
    resume: (embargo: Embargo) => resumeEmbargo(embargo, true, 2000),
    'lift by terms': (embargo: Embargo) => liftByTerms(embargo, 2000),
    'lift by decision': (embargo: Embargo) => liftByDecision(embargo, null, 2000),
    cover: (embargo: Embargo) => coverRelease(embargo, 'rel_1', 2000),
  }

  test.each([
    ['change terms', 'scheduled', 'scheduled', 'scheduled', 'lifted', 'void'],
    ['notice', 'scheduled', 'scheduled', 'scheduled', 'lifted', 'void'],
    ['hold', 'pending', 'scheduled', 'scheduled', 'lifted', 'void'],
    ['resume', 'not-held', 'not-held', 'scheduled', 'lifted', 'void'],
    ['lift by terms', 'not-due', 'lifted →', 'held', 'lifted', 'void'],
    ['lift by decision', 'lifted →', 'lifted →', 'held', 'lifted', 'void'],
    ['cover', 'pending', 'scheduled', 'scheduled', 'lifted', 'void'],
  ] as const)('%s', (verb, ...expected) => {
    const outcomes = Object.values(states).map((embargo) => {
      const after = verbs[verb](embargo)
      if (isRefusal(after)) return after.refused
      return after.state === embargo.state || after.state !== 'lifted' ? after.state : 'lifted →'
    })
    expect(outcomes).toEqual(expected)
  })
})

describe('it lifts by its terms', () => {
  it('not a millisecond before its instant', () => {
    expect(liftByTerms(scheduled, 999)).toMatchObject({ refused: 'not-due' })
    expect(liftByTerms(scheduled, 1000)).toMatchObject({ state: 'lifted', liftedAt: 1000, cause: 'terms' })
  })

  it('with its instant as it was when what it waited for came before the news of it', () => {
    const told = learnCallEnd(impose(callEnd), 500, 800)
    expect(told).toMatchObject({ state: 'scheduled', dueAt: 500, dueKnownAt: 800 })
    expect(granted(liftByTerms(told, 801))).toMatchObject({ dueAt: 500, liftedAt: 801 })
  })

  it('never while held, however late', () => {
    expect(refuseLift(held, 1_000_000)).toMatchObject({ refused: 'held' })
    expect(liftByDecision(held, null, 1_000_000)).toMatchObject({ refused: 'held' })
  })
})

describe('a person', () => {
  it('may lift early, citing a breach of this embargo and no other', () => {
    const breached = recordBreach(pending, BREACH, 5)
    expect(breached).toMatchObject({ state: 'pending', dueAt: null })
    expect(granted(liftByDecision(breached, 'brc_1', 6))).toMatchObject({
      ...{ state: 'lifted', cause: 'decision', liftedAt: 6, citedBreachId: 'brc_1' },
    })
    expect(liftByDecision(breached, 'brc_2', 6)).toMatchObject({ refused: 'not-found' })
  })

  it('must ask for the lift that resuming past the instant is', () => {
    expect(resumeEmbargo(held, false, 999)).toMatchObject({ state: 'scheduled', hold: null })
    expect(resumeEmbargo(held, false, 1000)).toMatchObject({ refused: 'resume-would-lift' })
    expect(resumeEmbargo(held, true, 1000)).toMatchObject({ state: 'scheduled', hold: null })
  })

  it('cannot lift by stating terms that are due', () => {
    const told = learnCallEnd(impose({ latestOf: [callEnd, signed] }), 500, 800)
    expect(changeTerms(told, callEnd, 900)).toMatchObject({ refused: 'would-lift' })
    expect(changeTerms(told, { until: 'none' }, 900)).toMatchObject({ refused: 'would-lift' })
    expect(changeTerms(told, at(900), 900)).toMatchObject({ refused: 'time-in-past' })
    expect(changeTerms(told, { until: 'call-end', plus: 'PT1S' }, 900)).toMatchObject({ dueAt: 1500 })
  })
})

describe('what is known stands', () => {
  it('the first end of a call', () => {
    const told = learnCallEnd(impose(callEnd), 500, 800)
    expect(learnCallEnd(told, 700, 900)).toBe(told)
  })

  it('the first instant of a notice, and none that no one waits for', () => {
    const told = granted(learnNotice(pending, 'signed', 800))
    expect(learnNotice(told, 'signed', 900)).toBe(told)
    expect(learnNotice(pending, 'landed', 900)).toMatchObject({ refused: 'unknown-notice' })
    const past = granted(liftByTerms(told, 900))
    expect(learnNotice(past, 'signed', 950)).toBe(past)
  })

  it('when its instant became known, unless that moved', () => {
    const told = learnCallEnd(impose({ earliestOf: [at(1000), callEnd] }), 2000, 3)
    expect(told).toMatchObject({ dueAt: 1000, dueKnownAt: 0 })
    expect(changeTerms(told, at(1500), 4)).toMatchObject({ dueAt: 1500, dueKnownAt: 4 })
  })
})

test.each([
  [null, 99_999, false],
  [{ afterMs: 60, do: 'lift' }, 99_999, false],
  [{ afterMs: 60, do: 'hold' }, 1060, false],
  [{ afterMs: 60, do: 'hold' }, 1061, true],
] as const)('with the rule %j a lift due at 1000 is at %i too late: %s', (lateLift, now, expected) => {
  expect(isTooLate({ ...scheduled, lateLift }, now)).toBe(expected)
})

test.each([
  [null, 11_000],
  [{ afterMs: 60, do: 'lift' }, 11_000],
  [{ afterMs: 60, do: 'hold' }, 1060],
  [{ afterMs: 60_000, do: 'hold' }, 11_000],
] as const)(
  'with the rule %j a lift prepared for 1000 may happen as prepared until %i',
  (lateLift, until) => {
    expect(preparedUntil({ ...scheduled, lateLift }, 0)).toBe(until)
  },
)

test.each([
  [null, 2000, null],
  [{ afterMs: 5000, do: 'lift' }, 2000, null],
  [{ afterMs: 5000, do: 'hold' }, 2000, 6000],
  [{ afterMs: 5000, do: 'hold' }, 6000, 6000],
  [{ afterMs: 60_000, do: 'hold' }, 2000, 61_000],
  // It was prepared where the rule holds it: someone has asked for it all the same.
  [{ afterMs: 5000, do: 'hold' }, 6001, null],
] as const)(
  'with the rule %j a lift for 1000 that was prepared late, at %i, may happen as prepared until %s',
  (lateLift, now, until) => {
    expect(preparedUntil({ ...scheduled, lateLift, lateReason: 'busy' }, now)).toBe(until)
  },
)

test('a lift that was prepared in time and came late met a busy machine; whoever found another reason says it', () => {
  expect(whyLifted(granted(liftByTerms(scheduled, 1250)))).toBeNull()
  expect(whyLifted(granted(liftByTerms(scheduled, 1251)))).toBe('busy')
  expect(whyLifted(granted(liftByTerms(scheduled, 1251, 'no-worker')))).toBe('no-worker')
  expect(whyLifted(granted(liftByDecision(scheduled, null, 5000)))).toBeNull()
  expect(whyLifted(scheduled)).toBeNull()
})

test('an end told long afterwards is not late: its lift counts from when it became known', () => {
  const ended = learnCallEnd(impose(callEnd, { lateLift: { afterMs: 60, do: 'hold' } }), 1000, 5000)
  expect(ended.dueAt).toBe(1000)
  expect(isTooLate(ended, 5060)).toBe(false)
  expect(isTooLate(ended, 5061)).toBe(true)
})

test('resumed late and then given another instant it is late no more, and its rule holds again', () => {
  const held = granted(holdEmbargo({ ...scheduled, lateLift: { afterMs: 60, do: 'hold' } }, HOLD, 900))
  const resumed = granted(resumeEmbargo(held, true, 1500))
  expect(resumed.lateReason).toBe('held')
  expect(isTooLate(resumed, 1500)).toBe(false)
  const moved = granted(changeTerms(resumed, at(3000), 1501))
  expect(moved.lateReason).toBeNull()
  expect(isTooLate(moved, 3061)).toBe(true)
})

type Event = (embargo: Embargo, now: number) => Embargo | Refusal

const instant = fc.integer({ min: 0, max: 2000 })
const simple = fc.oneof(
  fc.constantFrom(callEnd, signed, { ...signed, name: 'landed' }),
  fc.integer({ min: 1, max: 2000 }).map(at),
)
const terms: fc.Arbitrary<Terms> = fc.oneof(
  simple,
  fc.array(simple, { minLength: 2, maxLength: 3 }).map((latestOf) => ({ latestOf })),
  fc.array(simple, { minLength: 2, maxLength: 3 }).map((earliestOf) => ({ earliestOf })),
)
const event: fc.Arbitrary<Event> = fc.oneof(
  instant.map(
    (endedAt): Event =>
      (embargo, now) =>
        learnCallEnd(embargo, Math.min(endedAt, now), now),
  ),
  fc.constantFrom('signed', 'landed').map(
    (name): Event =>
      (embargo, now) =>
        learnNotice(embargo, name, now),
  ),
  terms.map(
    (terms): Event =>
      (embargo, now) =>
        changeTerms(embargo, terms, now),
  ),
  fc.constant<Event>((embargo, now) => holdEmbargo(embargo, { ...HOLD, at: now }, now)),
  fc.boolean().map(
    (liftNow): Event =>
      (embargo, now) =>
        resumeEmbargo(embargo, liftNow, now),
  ),
  fc.constant<Event>((embargo, now) => recordBreach(embargo, BREACH, now)),
  fc.constant<Event>((embargo, now) => coverRelease(embargo, 'rel_1', now)),
  fc.constant<Event>(liftByTerms),
  fc.constantFrom(null, 'brc_1').map(
    (id): Event =>
      (embargo, now) =>
        liftByDecision(embargo, id, now),
  ),
)
const rare = fc.constant<Event>(voidEmbargo)
const history = fc.array(
  fc.record({
    event: fc.oneof({ arbitrary: event, weight: 20 }, { arbitrary: rare, weight: 1 }),
    passes: fc.integer({ min: 0, max: 400 }),
  }),
  { maxLength: 20 },
)

/** Every step of a history that changed something, with the embargo before and after. */
function steps(first: Embargo, events: readonly { event: Event; passes: number }[]) {
  let embargo = first
  let now = 0
  return events.flatMap(({ event, passes }) => {
    now += passes
    const before = embargo
    const after = event(before, now)
    if (isRefusal(after) || after === before) return []
    embargo = after
    return [{ before, after, now }]
  })
}

describe('whatever happens to an embargo', () => {
  function always(keeps: (step: ReturnType<typeof steps>[number]) => void): void {
    fc.assert(
      fc.property(terms, history, (terms, events) => steps(impose(terms), events).forEach(keeps)),
      { numRuns: 500 },
    )
  }

  it('a lifted one stays lifted as it was, and a void one void', () => {
    always(({ before, after }) => {
      if (before.state !== 'lifted' && before.state !== 'void') return
      const { state, liftedAt, cause, dueAt, terms, known, citedBreachId } = before
      expect(after).toMatchObject({ state, liftedAt, cause, dueAt, terms, known, citedBreachId })
    })
  })

  it('nothing known becomes unknown or another instant', () => {
    always(({ before, after }) => {
      if (before.known.callEndedAt !== null) expect(after.known.callEndedAt).toBe(before.known.callEndedAt)
      expect(after.known.notices).toMatchObject(before.known.notices)
    })
  })

  it('its terms lift it only when due by what is known, and not held', () => {
    always(({ before, after, now }) => {
      if (after.state !== 'lifted' || before.state === 'lifted' || after.cause === 'decision') return
      const { dueAt } = evaluate(before.terms, before.known)
      expect(dueAt).not.toBeNull()
      expect(dueAt).toBeLessThanOrEqual(now)
      expect([before.hold, after.liftedAt]).toEqual([null, now])
    })
  })

  it('its due instant and state are those of its terms while it is open', () => {
    always(({ after }) => {
      if (after.state === 'lifted' || after.state === 'void') return
      const { dueAt } = evaluate(after.terms, after.known)
      expect(after).toMatchObject({ dueAt, state: dueAt === null ? 'pending' : 'scheduled' })
      expect(after.dueKnownAt === null).toBe(dueAt === null)
      expect(waitingFor(after)).toEqual(evaluate(after.terms, after.known).waitingFor)
    })
  })

  it('each change is one revision more, and no breach or release is forgotten', () => {
    always(({ before, after, now }) => {
      expect(after).toMatchObject({ revision: before.revision + 1, updatedAt: now, id: before.id })
      expect(after.breaches.slice(0, before.breaches.length)).toEqual(before.breaches)
      expect(after.releaseIds.slice(0, before.releaseIds.length)).toEqual(before.releaseIds)
    })
  })

  it('and lifts of both kinds, holds and voids do come up, so that these are tested', () => {
    const seen = new Set<string>()
    always(({ after }) => {
      seen.add(`${after.state} ${after.cause ?? (after.hold ? 'held' : '')}`.trim())
    })
    expect([...seen]).toEqual(
      expect.arrayContaining(['lifted terms', 'lifted decision', 'scheduled held', 'pending held', 'void']),
    )
  })
})
