/** What a correction is shown to have changed: those words, and no more. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { changesBetween } from '../../src/rendering/changes.ts'

function saying(...paragraphs: readonly string[]): Content {
  return {
    ...{
      kind: 'transcript',
      headline: 'Call',
      summary: null,
      topics: [],
      contact: null,
      call: null,
      note: null,
    },
    groundRules: { basis: 'on-the-record', attribution: 'spokesperson' },
    body: {
      form: 'transcript',
      transcript: {
        ...{ callDate: null, venue: null, start: null, end: null },
        turns: [{ speaker: 'MS. ROE', role: 'speaker', paragraphs: [...paragraphs] }],
      },
    },
  }
}
const text = (pieces: readonly { readonly text: string }[]) => pieces.map((piece) => piece.text).join('')

describe('a change', () => {
  test('is told word by word, under whose words they are', () => {
    expect(changesBetween(saying('A.', 'They met in June.'), saying('A.', 'They met in July.'))).toEqual([
      {
        where: 'MS. ROE',
        pieces: [
          { kind: 'same', text: 'They met in ' },
          { kind: 'removed', text: 'June' },
          { kind: 'added', text: 'July' },
          { kind: 'same', text: '.' },
        ],
      },
    ])
  })

  test('leaves out what stayed far from it', () => {
    const long = 'word '.repeat(100)
    const [change] = changesBetween(saying(`${long}June ${long}`), saying(`${long}July ${long}`))
    expect(text(change?.pieces ?? []).length).toBeLessThan(200)
    expect(text(change?.pieces ?? [])).toMatch(/^ … word/)
  })

  test('of paragraphs that came or went is the whole of them', () => {
    expect(changesBetween(saying('A.'), saying('A.', 'B.'))).toMatchObject([
      { pieces: [{ kind: 'added', text: 'B.' }] },
    ])
    expect(changesBetween(saying('A.', 'B.'), saying('B.'))).toMatchObject([
      { pieces: [{ kind: 'removed', text: 'A.' }] },
    ])
  })

  test('of nothing is nothing', () => {
    expect(changesBetween(saying('A.', 'B.'), saying('A.', 'B.'))).toEqual([])
  })
})

test('what was removed was there, and what was added is there', () => {
  const paragraph = fc.constantFrom<string[]>('a b c', 'a c', 'c b a', 'd', 'a b d')
  const paragraphs = fc.array(paragraph, { maxLength: 6 })
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      for (const { pieces } of changesBetween(saying(...before), saying(...after))) {
        const was = text(pieces.filter(({ kind }) => kind !== 'added'))
        const is = text(pieces.filter(({ kind }) => kind !== 'removed'))
        expect(was === '' || before.includes(was)).toBe(true)
        expect(is === '' || after.includes(is)).toBe(true)
      }
    }),
  )
})

test.each([
  ['ten thousand paragraphs that have nothing in common', 10_000, 10],
  ['one paragraph of a megabyte', 1, 100_000],
])('%s do not keep anyone waiting', (_name, paragraphs, words) => {
  const of = (word: string) =>
    saying(...Array.from({ length: paragraphs }, (_, index) => `${word}${index} `.repeat(words)))
  const [before, after] = [of('a'), of('b')]
  const began = performance.now()
  expect(changesBetween(before, after).length).toBeGreaterThan(0)
  // Forty by its own limits; a busy machine takes longer over the same.
  expect(performance.now() - began).toBeLessThan(200)
})
