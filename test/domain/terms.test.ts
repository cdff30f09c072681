/** What terms keep: plans are not knowledge, combinations bound their parts, and knowing only adds. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isRefusal } from '../../src/domain/refusals.ts'
import {
  evaluate,
  type Known,
  NOTHING_KNOWN,
  partsOf,
  refusePast,
  resolveTerms,
  type Terms,
  TermsInput,
} from '../../src/domain/terms.ts'

const instant = fc.integer({ min: 0, max: 10_000_000 })
const name = fc.constantFrom('signed', 'landed', 'cleared')
const planned = (at: number) => ({ at, local: '2026-01-01T00:00:00', timeZone: 'UTC' })

const simple = fc.oneof(
  fc.constant({ until: 'none' as const }),
  fc
    .constantFrom(undefined, 'PT10M', 'PT2H')
    .map((plus) => ({ until: 'call-end' as const, ...(plus && { plus }) })),
  instant.map((at) => ({ until: 'time' as const, ...planned(at) })),
  fc.tuple(name, fc.option(instant.map(planned))).map(([name, expected]) => ({
    until: 'notice' as const,
    name,
    expected,
  })),
)
const several = fc.array(simple, { minLength: 2, maxLength: 5 })
const terms: fc.Arbitrary<Terms> = fc.oneof(
  simple,
  several.map((latestOf) => ({ latestOf })),
  several.map((earliestOf) => ({ earliestOf })),
)
const known: fc.Arbitrary<Known> = fc.record({
  callEndedAt: fc.option(instant),
  notices: fc.dictionary(name, instant),
})

const duesOf = (parts: readonly Terms[], known: Known) => parts.map((part) => evaluate(part, known).dueAt)

describe('each kind of term is due when it says', () => {
  const ended: Known = { callEndedAt: 1000, notices: { signed: 2000 } }
  test.each<[string, Terms, Known, number | null, string[]]>([
    ['none, at once', { until: 'none' }, NOTHING_KNOWN, 0, []],
    ['a time, then', { until: 'time', ...planned(5) }, NOTHING_KNOWN, 5, []],
    ['call end, not before it is known', { until: 'call-end' }, NOTHING_KNOWN, null, ['call-end']],
    ['call end, when it ended', { until: 'call-end' }, ended, 1000, []],
    ['call end plus ten minutes', { until: 'call-end', plus: 'PT10M' }, ended, 601_000, []],
    [
      'an expected notice, not by its plan',
      { until: 'notice', name: 'landed', expected: planned(5) },
      ended,
      null,
      ['notice:landed'],
    ],
    ['a notice, when it came', { until: 'notice', name: 'signed', expected: planned(5) }, ended, 2000, []],
    [
      'the latest, only when all are known',
      { latestOf: [{ until: 'time', ...planned(5) }, { until: 'call-end' }] },
      NOTHING_KNOWN,
      null,
      ['call-end'],
    ],
    [
      'the latest of what is known',
      { latestOf: [{ until: 'time', ...planned(5) }, { until: 'call-end' }] },
      ended,
      1000,
      [],
    ],
    [
      'the earliest, as soon as one is known',
      { earliestOf: [{ until: 'time', ...planned(5) }, { until: 'call-end' }] },
      NOTHING_KNOWN,
      5,
      ['call-end'],
    ],
  ])('%s', (_, stated, knowledge, dueAt, waitingFor) => {
    expect(evaluate(stated, knowledge)).toEqual({ dueAt, waitingFor })
  })
})

it('latestOf is never before any part, and not known while any part is not', () => {
  fc.assert(
    fc.property(several, known, (parts, known) => {
      const { dueAt } = evaluate({ latestOf: parts }, known)
      const dues = duesOf(parts, known)
      expect(dues).toContain(dueAt)
      if (dueAt === null) return
      for (const due of dues) expect(due).toBeLessThanOrEqual(dueAt)
    }),
  )
})

it('earliestOf is never after the first known part', () => {
  fc.assert(
    fc.property(several, known, (parts, known) => {
      const { dueAt } = evaluate({ earliestOf: parts }, known)
      const dues = duesOf(parts, known).filter((due) => due !== null)
      expect(dues.length > 0).toBe(dueAt !== null)
      if (dueAt === null) return
      expect(dues).toContain(dueAt)
      for (const due of dues) expect(dueAt).toBeLessThanOrEqual(due)
    }),
  )
})

it('learning more never makes a due instant unknown, and of the earliest only moves it earlier', () => {
  fc.assert(
    fc.property(terms, known, known, (terms, before, more) => {
      const after: Known = {
        callEndedAt: before.callEndedAt ?? more.callEndedAt,
        notices: { ...more.notices, ...before.notices },
      }
      const was = evaluate(terms, before)
      const is = evaluate(terms, after)
      for (const awaited of is.waitingFor) expect(was.waitingFor).toContain(awaited)
      if (was.dueAt === null) return
      if ('earliestOf' in terms) expect(is.dueAt).toBeLessThanOrEqual(was.dueAt)
      else expect(is.dueAt).toBe(was.dueAt)
    }),
  )
})

it('what waits for nothing is due at a known instant', () => {
  fc.assert(
    fc.property(terms, known, (terms, known) => {
      const { dueAt, waitingFor } = evaluate(terms, known)
      if (waitingFor.length === 0) expect(dueAt).not.toBeNull()
      if (dueAt === null) expect(waitingFor.length).toBeGreaterThan(0)
    }),
  )
})

it('the order of the parts changes nothing but the order of what is awaited', () => {
  fc.assert(
    fc.property(several, known, (parts, known) => {
      const reversed = [...parts].reverse()
      expect(evaluate({ latestOf: reversed }, known).dueAt).toBe(evaluate({ latestOf: parts }, known).dueAt)
      expect(evaluate({ earliestOf: reversed }, known).dueAt).toBe(
        evaluate({ earliestOf: parts }, known).dueAt,
      )
    }),
  )
})

it('terms with any time that has passed are refused', () => {
  fc.assert(
    fc.property(terms, instant, (terms, now) => {
      const past = partsOf(terms).some((part) => part.until === 'time' && part.at <= now)
      expect(refusePast(terms, now)?.refused).toBe(past ? 'time-in-past' : undefined)
    }),
  )
})

describe('wall times in terms', () => {
  it('are in the zone of the call unless they name their own', () => {
    const at = '2026-06-01T12:00'
    const input: TermsInput = {
      latestOf: [
        { until: 'time', at },
        { until: 'time', at, timeZone: 'Europe/Rome' },
      ],
    }
    const resolved = resolveTerms(input, 'America/New_York')
    if (isRefusal(resolved)) throw new Error(resolved.refused)
    expect(partsOf(resolved)).toEqual([
      { until: 'time', at: Date.UTC(2026, 5, 1, 16), local: `${at}:00`, timeZone: 'America/New_York' },
      { until: 'time', at: Date.UTC(2026, 5, 1, 10), local: `${at}:00`, timeZone: 'Europe/Rome' },
    ])
  })

  it('are refused by the path of the part that is not one instant', () => {
    const gap = { until: 'notice' as const, name: 'signed', expectedAt: '2026-03-08T02:30' }
    expect(resolveTerms({ earliestOf: [{ until: 'call-end' }, gap] }, 'America/New_York')).toMatchObject({
      refused: 'nonexistent-local-time',
      faults: [{ path: 'embargo.earliestOf.1.expectedAt' }],
    })
  })
})

describe('terms that no one could have meant are not read', () => {
  test.each([
    ['a combination of one', { latestOf: [{ until: 'none' }] }],
    ['a combination in a combination', { latestOf: [{ until: 'none' }, { earliestOf: [] }] }],
    ['both combinations', { latestOf: [], earliestOf: [] }],
    ['a negative duration', { until: 'call-end', plus: '-PT10M' }],
    ['a duration of days', { until: 'call-end', plus: 'P1D' }],
    ['an empty duration', { until: 'call-end', plus: 'PT' }],
    ['a notice named in free text', { until: 'notice', name: 'When Jane Doe lands' }],
    ['an unknown field', { until: 'none', at: '2026-01-01T00:00' }],
  ])('%s', (_, input) => {
    expect(TermsInput.safeParse(input).success).toBe(false)
  })
})

test('a notice named like a property that every object has still waits to come', () => {
  const terms = { until: 'notice', name: 'constructor', expected: null } as const
  expect(evaluate(terms, NOTHING_KNOWN)).toEqual({ dueAt: null, waitingFor: ['notice:constructor'] })
  expect(evaluate(terms, { callEndedAt: null, notices: { constructor: 5 } }).dueAt).toBe(5)
})
