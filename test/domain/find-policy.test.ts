/** The policy of withheld names holds, row by row: what is certain is gone and guarded, what is proposed stays. */
import { describe, expect, it, test } from 'vitest'
import { draftContent, refuseWithheld, type Source } from '../../src/domain/draft.ts'
import { CERTAIN_FORMS, PROPOSAL_KINDS, PROPOSALS } from '../../src/domain/find-policy.ts'
import { GroundRules } from '../../src/domain/ground-rules.ts'
import { inContext } from '../../src/domain/passages.ts'
import { findProposals } from '../../src/domain/proposals.ts'
import type { Turn } from '../../src/domain/transcript/model.ts'

const rules = GroundRules.parse({
  basis: 'on-background',
  attribution: 'senior administration official',
  speakers: [
    {
      name: 'Margaret Q. Doe',
      title: 'Senior Director for Europe, Office of River Treaties',
      aliases: ['Daisy'],
      withheld: true,
    },
    { name: 'William Young', title: 'Acting Envoy', withheld: true },
    { name: 'Hannah Lindqvist', title: 'Spokesperson' },
  ],
})

function sourceOf(...turns: readonly (readonly [Turn['role'], string])[]): Source {
  return {
    ...{ rules, inheritsRules: true, headline: 'Talks', summary: null, topics: [], contact: null, edits: [] },
    body: {
      form: 'transcript',
      transcript: {
        ...{ callDate: null, venue: null, start: null, end: null },
        turns: turns.map(([role, text]) => ({ speaker: role.toUpperCase(), role, paragraphs: [text] })),
      },
    },
  }
}
const drafted = (source: Source) => draftContent('transcript', source, { call: null, note: null })
const found = (source: Source) => findProposals(source).map(({ kind, words }) => [kind, words])

describe('certain', () => {
  test.each(Object.entries(CERTAIN_FORMS))('%s', (_, { example }) => {
    const source = sourceOf(['speaker', example])
    expect(JSON.stringify(drafted(source).body)).not.toMatch(/doe|marg|peggy|daisy|europe/iu)
    expect(refuseWithheld(drafted({ ...source, rules: { ...rules, speakers: [] } }), rules)).not.toBeNull()
    expect(findProposals(source)).toEqual([])
  })
})

describe('proposed, with nothing changed', () => {
  test.each(PROPOSAL_KINDS)('%s', (kind) => {
    const { example } = PROPOSALS[kind]
    const source = sourceOf(['reporter', example])
    expect(drafted(source).body).toEqual(source.body)
    expect(findProposals(source).map((one) => one.kind)).toEqual([kind])
    expect(refuseWithheld(drafted(source), rules)).toBeNull()
  })

  test.each([
    ['a nickname, in any case', 'PEGGY and Maggie', ['nickname PEGGY', 'nickname Maggie']],
    ['a nickname that is an everyday word, inside a sentence', 'I asked Will, too', ['nickname Will']],
    ['one at the front of a sentence, spoken to', 'Bill, thank you', ['nickname Bill']],
    ['initials of three, bare', 'MQD said', ['initials MQD']],
    ['initials of the first and last name', 'ask M. D. again', ['initials M. D.']],
    ['an honorific with an initial', 'and Ms. D. said', ['initials Ms. D.']],
    ['a title without its area', 'a senior director said', ['partial-title senior director']],
    ['a title without its rank', 'our Director for Europe', ['partial-title Director for Europe']],
    ['the office', 'the Office of River Treaties', ['partial-title Office of River Treaties']],
    ['an address', 'write to press-mdoe7a@example.gov', []],
    ['an address with a longer name', 'themargaretdoes@example.gov', ['account themargaretdoes@example.gov']],
    ['a link', 'https://example.gov/realmargaretdoe', ['account https://example.gov/realmargaretdoe']],
  ])('%s: %j', (_, text, expected) => {
    expect(found(sourceOf(['speaker', text])).map(([kind, words]) => `${kind} ${words}`)).toEqual(expected)
  })

  test.each([
    'Will you say more? Bill passed.',
    'The penguin pegged it; ask the M.Q. of D.C.',
    'a director, an envoy, senior directors’ views',
    'Thanks, everyone. Thank you, Secretary. Hi, all. Okay, thank you. Over to you.',
    'Thanks, Hannah.',
    'https://example.gov/rivers and @rivers',
  ])('no proposal in %j', (text) => {
    expect(found(sourceOf(['moderator', text]))).toEqual([])
  })
})

describe('a name that nobody declared, spoken to', () => {
  test.each([
    ['Thanks, Saloni.', 'Saloni'],
    ['Hi, Saloni; this is a question about gauges.', 'Saloni'],
    ['Thank you so much, Saloni, for doing this.', 'Saloni'],
    ['I’ll turn it over to Saloni to begin.', 'Saloni'],
    ['Saloni, can you say more?', 'Saloni'],
    ['And over to Secretary Amara Osei', 'Secretary Amara Osei'],
  ])('%j', (text, name) => {
    for (const role of ['reporter', 'moderator', 'operator'] as const)
      expect(found(sourceOf([role, text]))).toEqual([['address', name]])
  })

  it('by an official after the moderator, but not when an official answers a reporter', () => {
    expect(found(sourceOf(['moderator', 'Go on.'], ['speaker', 'Thanks, Saloni.']))).toHaveLength(1)
    expect(found(sourceOf(['reporter', 'Why?'], ['speaker', 'Thanks, Saloni.']))).toEqual([])
  })

  test.each([
    ['someone who says who they are', 'Hi, this is Saloni Rao with the Courier.'],
    ['someone who is called on', 'Our next question is from Saloni Rao.'],
    ['someone whose newsroom is said', 'We go to Saloni Rao of the Courier.'],
  ])('but not %s', (_, text) => {
    expect(found(sourceOf(['operator', text], ['moderator', 'Thanks, Saloni.']))).toEqual([])
  })

  it('and nobody on the record', () => {
    const source = sourceOf(['reporter', 'Thanks, Saloni.'])
    expect(findProposals({ ...source, rules: { ...rules, basis: 'on-the-record' } })).toEqual([])
  })
})

describe('a proposal', () => {
  it('shows its sentence, and what would stand in its place', () => {
    const text = 'That was in May. I asked Peggy about it at 5:00 a.m. Eastern. She left.'
    const [proposal] = findProposals(sourceOf(['speaker', text]))
    expect(proposal).toMatchObject({ turn: 0, paragraph: 0, mark: '[senior administration official]' })
    expect(inContext(text, proposal ?? { start: 0, end: 0 })).toEqual({
      before: 'I asked ',
      words: 'Peggy',
      after: ' about it at 5:00 a.m. Eastern.',
    })
  })

  it('says where the words stand in the original', () => {
    const source = sourceOf(['speaker', 'Doe 🎈 and Peggy'])
    for (const { start, end, words } of findProposals(source))
      expect('Doe 🎈 and Peggy'.slice(start, end)).toBe(words)
  })

  it('is found in Markdown too', () => {
    const source: Source = { ...sourceOf(), body: { form: 'markdown', text: 'As *Peggy* said' } }
    expect(found(source)).toEqual([['nickname', 'Peggy']])
  })
})

test.each(['A-', 'Bill ', 'Thanks, ', 'Ab Cd ', '@a.', 'M. ', 'https://', 'question '])(
  'finding stays linear on %j repeated',
  (piece) => {
    const source = sourceOf(['reporter', piece.repeat(200_000 / piece.length)])
    const startedAt = performance.now()
    findProposals(source)
    // Generous for a busy machine; anything worse than linear takes half a minute.
    expect(performance.now() - startedAt).toBeLessThan(3000)
  },
)
