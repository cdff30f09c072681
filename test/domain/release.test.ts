/** What a release keeps: what was approved is what is published, and history is only added to. */
import { describe, expect, it, test } from 'vitest'
import { type Embargo, imposeEmbargo, liftByDecision } from '../../src/domain/embargo.ts'
import { BASIS_RULES, Basis } from '../../src/domain/ground-rules.ts'
import { Sealed } from '../../src/domain/record.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'
import {
  approveRelease,
  clearRelease,
  correctRelease,
  currentPublication,
  draftRelease,
  killRelease,
  publishedAt,
  publishRelease,
  type Release,
  recheckRelease,
  reviseRelease,
  unclearRelease,
} from '../../src/domain/release.ts'

const SLUG = Sealed.parse('sealed')
const ON_RECORD = { basis: 'on-the-record', conflicts: [] } as const

function granted<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`Refused: ${value.refused}`)
  return value
}

function aDraft(change: Partial<Release> = {}): Release {
  const made = draftRelease({
    ...{ id: 'rel_1', kind: 'statement', callId: null, portionId: null, embargoId: 'emb_1' },
    ...{ basis: 'on-the-record', conflicts: [], now: 0 },
  })
  return { ...made, ...change }
}

const read = (content: number) => ({ content, acknowledge: [], sealedSlug: SLUG })
const cleared = granted(clearRelease(aDraft(), read(1), 10))

const pending = granted(
  imposeEmbargo({
    ...{ id: 'emb_1', callId: null, lateLift: null, now: 0 },
    terms: { until: 'notice', name: 'signed', expected: null },
  }),
)
const lifted: Embargo = granted(liftByDecision(pending, null, 20))
const published = granted(publishRelease(cleared, lifted, 'a-statement', 20))

describe('where two people must approve', () => {
  const by = (name: string, content = 1) => ({ ...read(content), by: name })
  const once = granted(approveRelease(aDraft(), by('Ana Ruiz'), 10))

  it('the first leaves a draft, and another person clears the same content', () => {
    expect(once).toMatchObject({ state: 'draft', cleared: null, revision: 2, content: 1 })
    expect(once.approval).toEqual({ by: 'Ana Ruiz', content: 1 })
    expect(approveRelease(once, by('Ben Osei'), 20)).toMatchObject({ state: 'cleared', cleared: 1 })
  })

  test.each(['Ana Ruiz', 'ana  ruiz', ' Ana Ruiz'])('nobody gives both, as %j either', (name) => {
    expect(approveRelease(once, by(name), 20)).toMatchObject({ refused: 'second-person' })
  })

  it('new content, or a new conflict, needs both again', () => {
    const revised = granted(reviseRelease(once, ON_RECORD, 20))
    expect(revised.approval).toBeNull()
    expect(approveRelease(revised, by('Ben Osei', 3), 30)).toMatchObject({ state: 'draft' })
    expect(recheckRelease(once, ['terms-differ'], 20).approval).toBeNull()
  })

  it('each of them acknowledges every conflict', () => {
    const draft = aDraft({ conflicts: ['terms-differ'] })
    expect(approveRelease(draft, by('Ana Ruiz'), 10)).toMatchObject({ refused: 'unacknowledged-conflict' })
    const known = { ...by('Ana Ruiz'), acknowledge: ['terms-differ'] as ['terms-differ'] }
    const first = granted(approveRelease(draft, known, 10))
    expect(approveRelease(first, by('Ben Osei'), 20)).toMatchObject({ refused: 'unacknowledged-conflict' })
  })

  it('an approval is taken back like a clearance', () => {
    expect(granted(unclearRelease(once, 20))).toMatchObject({ state: 'draft', approval: null })
    const both = granted(approveRelease(once, by('Ben Osei'), 20))
    expect(granted(unclearRelease(both, 30))).toMatchObject({ state: 'draft', approval: null })
  })
})

describe('clearing approves the content that was read', () => {
  it('named by its own revision, or by that of the record it was read from', () => {
    const again = granted(unclearRelease(cleared, 20))
    expect(again).toMatchObject({ revision: 3, content: 1, cleared: null })
    for (const revision of [1, 3])
      expect(clearRelease(again, read(revision), 30)).toMatchObject({ state: 'cleared', cleared: 1 })
    expect(clearRelease(again, read(2), 30)).toMatchObject({ refused: 'stale' })
  })

  it('and never content that came after', () => {
    const revised = granted(reviseRelease(cleared, ON_RECORD, 20))
    expect(revised).toMatchObject({ state: 'draft', cleared: null, content: 3, contents: [1, 3] })
    for (const old of [1, 2]) expect(clearRelease(revised, read(old), 30)).toMatchObject({ refused: 'stale' })
    expect(clearRelease(revised, read(3), 30)).toMatchObject({ cleared: 3 })
  })

  test.each(Basis.options)('on the basis %s only if that may be published', (basis) => {
    const made = clearRelease(aDraft({ basis }), read(1), 10)
    expect(isRefusal(made)).toBe(!BASIS_RULES[basis].publishable)
    if (isRefusal(made)) expect(made.refused).toBe('not-publishable')
  })

  it('with every conflict acknowledged by name', () => {
    const draft = aDraft({ conflicts: ['basis-differs', 'terms-differ'] })
    expect(clearRelease(draft, { ...read(1), acknowledge: ['terms-differ'] }, 10)).toEqual({
      refused: 'unacknowledged-conflict',
      faults: [{ path: 'acknowledge', message: 'basis-differs' }],
    })
    const both = { ...read(1), acknowledge: ['terms-differ', 'basis-differs'] as const }
    const made = granted(clearRelease(draft, { ...both, acknowledge: [...both.acknowledge] }, 10))
    expect(made.acknowledged).toEqual(['terms-differ', 'basis-differs'])
    expect(granted(reviseRelease(made, ON_RECORD, 20)).acknowledged).toEqual([])
  })
})

describe('publishing', () => {
  it('takes the cleared content, and only under its own lifted embargo', () => {
    expect(published).toMatchObject({ state: 'public', slug: 'a-statement' })
    expect(currentPublication(published)).toEqual({ content: 1, publishedAt: 20, scrubbed: false })
    const newer = granted(publishRelease({ ...cleared, content: 9 }, lifted, 'a-statement', 20))
    expect(currentPublication(newer)?.content).toBe(1)
    expect(publishRelease(cleared, pending, 'a', 20)).toMatchObject({ refused: 'not-due' })
    expect(publishRelease(cleared, { ...lifted, id: 'emb_2' }, 'a', 20)).toMatchObject({ refused: 'not-due' })
  })

  it.each([
    ['a draft', aDraft()],
    ['what was made a draft again', granted(unclearRelease(cleared, 15))],
    ['what was revised since', granted(reviseRelease(cleared, ON_RECORD, 15))],
    ['what was killed', granted(killRelease(cleared, 'Withdrawn.', 15))],
    ['what is public already', published],
  ])('refuses %s', (_, release) => {
    expect(publishRelease(release, lifted, 'a', 20)).toMatchObject({ refused: 'not-cleared' })
  })
})

describe('a correction', () => {
  const corrected = granted(correctRelease(published, false, 30))

  it('is public at once, beside the old text, under the same name', () => {
    expect(corrected.publications).toEqual([
      { content: 1, publishedAt: 20, scrubbed: false },
      { content: 4, publishedAt: 30, scrubbed: false },
    ])
    expect(corrected).toMatchObject({ slug: 'a-statement', content: 4, cleared: 4, contents: [1, 4] })
    expect(publishedAt(corrected)).toBe(20)
  })

  it('that scrubs withdraws all the text before it, and not itself', () => {
    const scrubbed = granted(correctRelease(corrected, true, 40))
    expect(scrubbed.publications.map((one) => one.scrubbed)).toEqual([true, true, false])
    const later = granted(correctRelease(scrubbed, false, 50))
    expect(later.publications.map((one) => one.scrubbed)).toEqual([true, true, false, false])
  })
})

it('a kill is for ever, with a neutral notice in place of the text', () => {
  const killed = granted(killRelease(published, 'Withdrawn.', 30))
  expect(killed).toMatchObject({
    state: 'killed',
    killedAt: 30,
    publicNotice: 'Withdrawn.',
    slug: 'a-statement',
  })
  const attempts = [
    reviseRelease(killed, ON_RECORD, 40),
    clearRelease(killed, read(1), 40),
    unclearRelease(killed, 40),
    correctRelease(killed, true, 40),
    killRelease(killed, 'Again.', 40),
  ]
  for (const attempt of attempts) expect(attempt).toMatchObject({ refused: 'killed' })
})
