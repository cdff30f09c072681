/** What edits keep: the original whole, an official's words but for bracketed marks, and nothing struck let out. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { draftContent, Source } from '../../src/domain/draft.ts'
import { piecesOf, type Replacement, restored, written } from '../../src/domain/edited-text.ts'
import { Edit, Mark, refit } from '../../src/domain/edits.ts'
import { GroundRules } from '../../src/domain/ground-rules.ts'
import { findProposals, openProposals } from '../../src/domain/proposals.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusals.ts'
import { editChanges, editsFrom, StaffEdits } from '../../src/domain/staff-edits.ts'
import type { Turn } from '../../src/domain/transcript/model.ts'
import { refuseUnsettled } from '../../src/domain/unsettled.ts'

const rules = GroundRules.parse({
  basis: 'on-background',
  attribution: 'official',
  speakers: [{ name: 'Margaret Doe', title: 'Senior Director for Europe', withheld: true }],
})
const ana = { by: 'Ana Ruiz', at: 10 }
const ben = { by: 'Ben Osei', at: 20 }

function sourceOf(...turns: readonly (readonly string[])[]): Source {
  const role: Turn['role'] = 'speaker'
  return {
    ...{ rules, inheritsRules: true, headline: 'Talks', summary: null, topics: [], contact: null, edits: [] },
    body: {
      form: 'transcript',
      transcript: {
        ...{ callDate: null, venue: null, start: null, end: null },
        turns: turns.map((paragraphs) => ({ speaker: 'OFFICIAL', role, paragraphs: [...paragraphs] })),
      },
    },
  }
}
const draft = (source: Source) => draftContent('transcript', source, { call: null, note: null })
const spoken = (source: Source) => {
  const { body } = draft(source)
  return body.form === 'transcript' ? body.transcript.turns.flatMap(({ paragraphs }) => paragraphs) : []
}
function granted<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`Refused: ${value.refused}`)
  return value
}

/** Strikes the words where they first stand. */
function striking(source: Source, words: string, mark?: string): StaffEdits['strikes'][number] {
  const turns = source.body.form === 'transcript' ? source.body.transcript.turns : []
  for (const [turn, { paragraphs }] of turns.entries())
    for (const [paragraph, text] of paragraphs.entries()) {
      const start = text.indexOf(words)
      if (start !== -1)
        return StaffEdits.shape.strikes.element.parse({
          ...{ turn, paragraph, start, end: start + words.length },
          ...(mark !== undefined && { mark }),
        })
    }
  throw new Error('No such words')
}
const edited = (source: Source, asked: Partial<StaffEdits>, made = ana): Source => ({
  ...source,
  edits: [...granted(editsFrom({ strikes: [], accept: [], decline: [], ...asked }, source, made))],
})

describe('a strike', () => {
  const source = sourceOf(['We met.', 'They sent nine ships, I am told.'], ['Yes.'])

  it('has its mark in place of the words, and nothing else changes', () => {
    const after = edited(source, { strikes: [striking(source, 'nine ships', '[a number of ships]')] })
    expect(spoken(after)).toEqual(['We met.', 'They sent [a number of ships], I am told.', 'Yes.'])
    expect(after.body).toEqual(source.body)
  })

  it('says [struck] where staff say nothing else', () => {
    const after = edited(source, { strikes: [striking(source, 'Yes.')] })
    expect(spoken(after).at(-1)).toBe('[struck]')
  })

  it('that cuts into a withheld name takes the whole name', () => {
    const named = sourceOf(['So Margaret Doe agreed at once.'])
    const after = edited(named, { strikes: [striking(named, 'et Doe agreed')] })
    expect(spoken(after)).toEqual(['So [struck] at once.'])
  })

  it('inside a title leaves no name to be read around it', () => {
    const named = sourceOf(['Margaret, you know, Doe'])
    const after = edited(named, { strikes: [striking(named, 'you know')] })
    expect(spoken(after)).toEqual(['[official], [struck], [official]'])
  })

  test.each(['struck', '[a [b]]', '[]', '[<b>]', '[a\nb]', '[a](b)', '[*a*]'])('%j is no mark', (mark) => {
    expect(Mark.safeParse(mark).success).toBe(false)
  })

  test.each([
    ['a name in its mark', { strikes: [striking(source, 'Yes.', '[Margaret agrees]')] }, 'withheld-name'],
    [
      'no such turn',
      { strikes: [{ turn: 9, paragraph: 0, start: 0, end: 1, mark: '[x]' }] },
      'unknown-place',
    ],
    [
      'words past the end',
      { strikes: [{ turn: 1, paragraph: 0, start: 0, end: 9, mark: '[x]' }] },
      'unknown-place',
    ],
    ['nothing', { strikes: [{ turn: 1, paragraph: 0, start: 1, end: 1, mark: '[x]' }] }, 'unknown-place'],
    [
      'words of another strike',
      { strikes: [striking(source, 'nine ships'), striking(source, 'ships, I')] },
      'overlapping-strikes',
    ],
    ['a proposal that is none', { accept: ['nickname-0-0-0-2'] }, 'unknown-proposal'],
  ])('is refused with %s, saying nothing of the words', (_, asked, code) => {
    const refused = editsFrom({ strikes: [], accept: [], decline: [], ...asked }, source, ana)
    expect(refused).toMatchObject({ refused: code })
    expect(JSON.stringify(refused)).not.toMatch(/margaret|ships/iu)
  })

  it('is refused where it halves a character', () => {
    const balloon = sourceOf(['A 🎈 rose.'])
    const half = { turn: 0, paragraph: 0, start: 2, end: 3, mark: '[x]' }
    const asked = { strikes: [half], accept: [], decline: [] }
    expect(editsFrom({ ...asked, strikes: [{ ...half, start: 3, end: 6 }] }, balloon, ana)).toMatchObject({
      refused: 'unknown-place',
    })
    expect(editsFrom(asked, balloon, ana)).toMatchObject({ refused: 'unknown-place' })
  })

  it('keeps its author while it stands; whoever changes its mark becomes its author', () => {
    const strike = striking(source, 'Yes.')
    const first = edited(source, { strikes: [strike] })
    expect(edited(first, { strikes: [strike] }, ben).edits).toEqual(first.edits)
    expect(edited(first, { strikes: [{ ...strike, mark: '[cut]' }] }, ben).edits).toMatchObject([ben])
    expect(editChanges(first.edits, [])).toEqual(['undo:strike:strike-1-0-0-4'])
    expect(editChanges([], first.edits)).toEqual(['do:strike:strike-1-0-0-4'])
  })
})

describe('an accepted proposal', () => {
  const source = sourceOf(['As Peggy said,', 'Peggy was there.'], ['Thanks, Saloni.'], ['Saloni told me.'])
  const ids = findProposals(source).map(({ id }) => id)

  it('is made, and asks about the same words everywhere else before it can be cleared', () => {
    const [peggy = '', , saloni = ''] = ids
    const after = edited(source, { accept: [peggy, saloni] })
    expect(spoken(after)).toEqual([
      'As [official] said,',
      'Peggy was there.',
      'Thanks, [name withheld].',
      'Saloni told me.',
    ])
    expect(openProposals(after).map(({ words, blocks }) => [words, blocks])).toEqual([
      ['Peggy', true],
      ['Saloni', true],
    ])
    expect(refuseUnsettled(draft(after), after)).toMatchObject({
      refused: 'withheld-name',
      faults: [{ path: 'turns.0.paragraphs.1' }, { path: 'turns.2.paragraphs.0' }],
    })
    const [again = '', other = ''] = openProposals(after).map(({ id }) => id)
    const settled = edited(after, { accept: [peggy, saloni, again], decline: [other] })
    expect(spoken(settled).at(1)).toBe('[official] was there.')
    expect(spoken(settled).at(3)).toBe('Saloni told me.')
    expect(refuseUnsettled(draft(settled), settled)).toBeNull()
  })

  it('may be decided together with what it brings', () => {
    const after = edited(source, { accept: ids, decline: ['address-2-0-0-6'] })
    expect(openProposals(after)).toEqual([])
    expect(refuseUnsettled(draft(after), after)).toBeNull()
  })

  it('in a headline, which no edit reaches, cannot be cleared', () => {
    const after = edited(
      { ...source, headline: 'What Peggy said' },
      { accept: ids, decline: ['address-2-0-0-6'] },
    )
    expect(refuseUnsettled(draft(after), after)).toMatchObject({ faults: [{ path: 'headline' }] })
  })

  it('that was not made is refused, as is a strike', () => {
    const after = edited(source, { strikes: [striking(source, 'was there')], decline: [...ids] })
    expect(refuseUnsettled(draft(source), after)).toMatchObject({
      faults: [{ path: 'turns.0.paragraphs.1' }],
    })
    expect(refuseUnsettled(draft(after), after)).toBeNull()
  })

  it('cannot be declined at once', () => {
    const asked = { strikes: [], accept: ids, decline: ids }
    expect(editsFrom(asked, source, ana)).toMatchObject({ refused: 'unknown-proposal' })
  })
})

describe('edits and a new text', () => {
  const source = sourceOf(['We met.', 'They sent nine ships.'], ['Yes.'], ['No. Yes.'])
  const ships = edited(source, { strikes: [striking(source, 'nine ships')] })
  const yes = edited(source, { strikes: [striking(source, 'Yes.')] })
  const moved = (before: Source, after: Source) => refit(before.edits, before.body, after.body)

  it.each([
    ['where a later passage changed', sourceOf(['We met.', 'They sent nine ships.'], ['Perhaps.']), [0, 1]],
    [
      'where the rest of its passage changed',
      sourceOf(['We met.', 'They sent nine ships?'], ['Yes.']),
      [0, 1],
    ],
    ['with its passage', sourceOf(['Hello.'], ['We met.', 'They sent nine ships.'], ['Yes.']), [1, 1]],
    ['with its words', sourceOf(['Then they sent nine ships.'], ['Yes.']), [0, 0]],
  ])('a strike stays %s', (_, after, [turn, paragraph]) => {
    expect(moved(ships, after)).toMatchObject({
      edits: [{ turn, paragraph, words: 'nine ships' }],
      dropped: [],
    })
  })

  it('a strike whose words are gone, or stand in many places, is dropped and named', () => {
    expect(moved(ships, sourceOf(['We met.']))).toMatchObject({
      edits: [],
      dropped: [{ words: 'nine ships' }],
    })
    const many = sourceOf(['Well.'], ['Oh. Yes.'], ['No. Yes.'])
    expect(moved(yes, many)).toMatchObject({ edits: [], dropped: [{ words: 'Yes.' }] })
  })
})

it('a source stored before there were edits has none', () => {
  const { edits: _, ...stored } = sourceOf(['Yes.'])
  expect(Source.parse(stored)).toEqual(sourceOf(['Yes.']))
})

const spans = (length: number) =>
  fc.array(
    fc
      .record({
        at: fc.nat(length),
        more: fc.nat(12),
        mark: fc.constantFrom('[struck]', '[a]', '[official]'),
        by: fc.constantFrom('name' as const, 'strike' as const),
      })
      .map(
        ({ at, more, mark, by }): Replacement => ({
          ...{ start: Math.min(at, length - 1), mark, by },
          end: Math.min(length, Math.min(at, length - 1) + 1 + more),
        }),
      ),
    { maxLength: 8 },
  )
const texts = fc.string({ minLength: 1, maxLength: 60 })

describe('properties', () => {
  it('edits of any kind, overlapping or not, give back the original exactly', () => {
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), spans(text.length))),
        ([text, replacements]) => {
          const pieces = piecesOf(text, replacements)
          expect(restored(pieces)).toBe(text)
          expect(
            pieces
              .filter(({ mark }) => mark === null)
              .map(({ words }) => words)
              .join(''),
          ).toBe(
            [...text.split('').keys()]
              .filter((at) => !replacements.some(({ start, end }) => start <= at && at < end))
              .map((at) => text.charAt(at))
              .join(''),
          )
          expect(written(piecesOf(text, []))).toBe(text)
        },
      ),
    )
  })

  const said = fc.array(
    fc.constantFrom(
      'We met Peggy.',
      'Doe said so.',
      'Thanks, Saloni.',
      'Margaret ',
      'a ship',
      'the Senior Director',
    ),
    { minLength: 1, maxLength: 6 },
  )
  const someEdits = fc.record({
    at: fc.array(fc.record({ turn: fc.nat(5), start: fc.nat(20), length: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 4,
    }),
    accept: fc.array(fc.nat(8)),
    decline: fc.array(fc.nat(8)),
  })

  it('whatever staff strike and decide, taking it all back gives the draft there was before', () => {
    fc.assert(
      fc.property(said, someEdits, (words, { at, accept, decline }) => {
        const source = sourceOf(...words.map((text) => [text]))
        const strikes = at.map(({ turn, start, length }) => ({
          ...{ turn, paragraph: 0, start, end: start + length, mark: '[struck]' },
        }))
        const ids = findProposals(source).map(({ id }) => id)
        const pick = (indexes: readonly number[]) =>
          [...new Set(indexes)].flatMap((index) => ids[index] ?? [])
        const edits = editsFrom({ strikes, accept: pick(accept), decline: pick(decline) }, source, ana)
        if (isRefusal(edits)) return
        const after: Source = { ...source, edits: [...edits] }
        expect(Edit.array().parse(after.edits)).toEqual(after.edits)
        expect(after.body).toEqual(source.body)
        expect(draft(edited(after, {}))).toEqual(draft(source))
        for (const [index, text] of spoken(after).entries())
          expect(isSubsequence(text.replaceAll(/\[[^\]]*\]/gu, ''), words[index] ?? '')).toBe(true)
      }),
    )
  })
})

/** Whether a text is another with some of its characters left out. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const letter of whole) if (part.charAt(at) === letter) at += 1
  return at === part.length
}
