/** What counts as overdue: a live call past its expected end, a notice past its time; never what has come. */
import { expect, test } from 'vitest'
import type { Call } from '../../src/domain/call.ts'
import {
  changeTerms,
  type Embargo,
  holdEmbargo,
  imposeEmbargo,
  learnNotice,
  liftByDecision,
  voidEmbargo,
} from '../../src/domain/embargo.ts'
import { expectedOfCall, expectedOfEmbargo, isOverdue } from '../../src/domain/overdue.ts'
import { Sealed } from '../../src/domain/record.ts'
import type { Terms } from '../../src/domain/terms.ts'
import { granted } from '../support/granted.ts'

const planned = (at: number) => ({ at, local: '1970-01-01T00:00:00', timeZone: 'UTC' })

function aCall(change: Partial<Call>): Call {
  return {
    ...{
      id: 'cal_1',
      revision: 1,
      createdAt: 0,
      updatedAt: 0,
      state: 'live',
      announce: false,
      announcement: null,
    },
    ...{ endOnAnnouncement: false, announcedAt: null },
    ...{ starts: planned(1000), expectedEnd: planned(5000), startedAt: 1200, endedAt: null },
    ...{ cancelledAt: null, portions: [], embargoIds: [], releaseIds: [], details: Sealed.parse('sealed') },
    ...change,
  }
}

function anEmbargo(terms: Terms): Embargo {
  return granted(imposeEmbargo({ id: 'emb_1', callId: 'cal_1', terms, lateLift: null, now: 100 }))
}
const notice = (name: string, at: number | null) =>
  ({ until: 'notice', name, expected: at === null ? null : planned(at) }) as const
const awaited = (embargo: Embargo) =>
  expectedOfEmbargo(embargo).map((one) => ('notice' in one ? `${one.notice} ${one.expectedAt}` : one.kind))

test('a live call is expected to end; one that starts late is waited for from its start', () => {
  expect(expectedOfCall(aCall({}))).toMatchObject({ kind: 'call-end', expectedAt: 5000, since: 5000 })
  expect(expectedOfCall(aCall({ startedAt: 9000 }))).toMatchObject({ expectedAt: 5000, since: 9000 })
})

test.each([
  ['has no expected end', { expectedEnd: null }],
  ['has not started', { state: 'scheduled', startedAt: null }],
  ['has ended', { state: 'ended', endedAt: 4000 }],
  ['was cancelled', { state: 'cancelled', cancelledAt: 4000 }],
] as const)('nothing is expected of a call that %s', (_why, change) => {
  expect(expectedOfCall(aCall(change))).toBeNull()
})

test('an embargo expects each notice with a time, in any terms, held or not, until it comes', () => {
  expect(awaited(anEmbargo(notice('a', 300)))).toEqual(['a 300'])
  expect(awaited(anEmbargo(notice('a', null)))).toEqual([])
  const both = anEmbargo({ latestOf: [notice('a', 300), notice('b', 400), { until: 'call-end' }] })
  expect(awaited(both)).toEqual(['a 300', 'b 400'])
  expect(awaited(granted(holdEmbargo(both, { by: 'x', at: 200, reason: null }, 200)))).toEqual([
    'a 300',
    'b 400',
  ])
  expect(awaited(granted(learnNotice(both, 'a', 200)))).toEqual(['b 400'])
  expect(awaited(granted(changeTerms(both, notice('b', 900), 200)))).toEqual(['b 900'])
})

test('nothing is expected of an embargo that is void or lifted', () => {
  const open = anEmbargo(notice('a', 300))
  expect(awaited(voidEmbargo(open, 200))).toEqual([])
  expect(awaited(granted(liftByDecision(open, null, 200)))).toEqual([])
})

test('a notice that was expected before its embargo was made is waited for from then on', () => {
  expect(expectedOfEmbargo(anEmbargo(notice('a', 50)))[0]).toMatchObject({ expectedAt: 50, since: 100 })
})

test('overdue is past grace, to the millisecond', () => {
  const expectation = expectedOfCall(aCall({}))
  if (expectation === null) throw new Error('Nothing is expected')
  expect(isOverdue(expectation, 900, 5899)).toBe(false)
  expect(isOverdue(expectation, 900, 5900)).toBe(true)
})
