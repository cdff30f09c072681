/** What the rules of the ledger keep: who an alert goes to, and what each answer makes of a delivery. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { openAlert, oweAlert, recomposeAlert, stopAlert } from '../../src/domain/alert.ts'
import { audienceRule } from '../../src/domain/audience.ts'
import { type DeliveryState, type Outcome, SETTLES } from '../../src/domain/delivery.ts'

describe('each answer settles a claimed delivery one way', () => {
  test.each<[Outcome, DeliveryState]>([
    ['sent', 'sent'],
    ['permanent', 'failed'],
    ['transient', 'owed'],
    ['unknown', 'uncertain'],
  ])('%s: %s', (outcome, state) => {
    expect(SETTLES[outcome]).toBe(state)
  })

  it('and none leaves it claimed, or says sent of what may not have been', () => {
    expect(Object.values(SETTLES)).not.toContain('claimed')
    const sent = Object.entries(SETTLES).flatMap(([outcome, state]) => (state === 'sent' ? [outcome] : []))
    expect(sent).toEqual(['sent'])
  })
})

const topic = fc.constantFrom('water', 'trade', 'energy', 'arms')
const topicsOfEach = fc.array(fc.array(topic, { maxLength: 3 }), { minLength: 1, maxLength: 5 })

describe('an alert goes', () => {
  it('to those who chose a topic of any of its releases, each topic once', () => {
    expect(audienceRule([['water', 'trade'], ['water']], [])).toEqual({
      who: 'topics',
      topics: ['trade', 'water'],
    })
  })

  it('to everyone when a release has no topic', () => {
    expect(audienceRule([['water'], []], [])).toEqual({ who: 'everyone' })
  })

  it('to exactly the recipients of what it follows, whatever the topics are', () => {
    fc.assert(
      fc.property(topicsOfEach, fc.array(fc.string(), { minLength: 1 }), (topics, follows) => {
        expect(audienceRule(topics, follows)).toEqual({ who: 'recipients-of', alertIds: follows })
      }),
    )
  })

  it('to no fewer for a release more, and the same in any order', () => {
    fc.assert(
      fc.property(topicsOfEach, fc.array(topic, { maxLength: 3 }), (topics, more) => {
        const before = audienceRule(topics, [])
        const after = audienceRule([more, ...topics], [])
        expect(audienceRule([...topics, more], [])).toEqual(after)
        if (after.who === 'topics')
          expect(after.topics).toEqual(
            expect.arrayContaining(before.who === 'topics' ? [...before.topics] : ['?']),
          )
      }),
    )
  })
})

describe('an alert', () => {
  const owed = oweAlert({
    id: 'alt_1',
    kind: 'correction',
    releaseIds: ['rel_1'],
    follows: ['alt_0'],
    now: 5,
  })

  it('is owed with what it names and what it follows', () => {
    expect(owed).toMatchObject({ state: 'owed', releaseIds: ['rel_1'], follows: ['alt_0'], openedAt: null })
    expect(oweAlert({ id: 'alt_2', kind: 'lift', releaseIds: ['rel_1'], now: 5 }).follows).toEqual([])
  })

  it('has a new revision for whoever must compose again', () => {
    const open = openAlert(owed, 6)
    if (open === null) throw new Error('Not opened')
    expect(recomposeAlert(open, 7)).toEqual({ ...open, revision: open.revision + 1, updatedAt: 7 })
  })

  it('that a kill stopped is never opened, nor stopped again', () => {
    const stopped = stopAlert(owed, 6)
    if (stopped === null) throw new Error('Not stopped')
    expect(stopped).toMatchObject({ state: 'stopped', closedAt: 6, openedAt: null })
    expect([openAlert(stopped, 7), stopAlert(stopped, 7), recomposeAlert(stopped, 7)]).toEqual([
      null,
      null,
      null,
    ])
  })
})
