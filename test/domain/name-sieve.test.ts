/** The sieve passes over texts without a name, and over none with one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMatches, type NameIndex, nameIndex } from '../../src/domain/name-index.ts'
import { mayHold, nameSieve } from '../../src/domain/name-sieve.ts'

const NAMES = nameIndex([
  { name: 'Jane Q. Doe', title: 'Senior Director for Europe', aliases: ['Janie', 'B2'] },
  { name: 'Siobhán O’Brien-Núñez', aliases: [] },
  { name: 'Li Wu', aliases: [] },
  { name: '李明', aliases: [] },
  { name: 'Xiomara Vandersloot', aliases: ['Ирина'] },
])
/** Every word passes. */
const OPEN: NameIndex = { ...NAMES, sieve: nameSieve([...'abcdefghijklmnopqrstuvwxyz0123456789']) }

const pieces = fc.array(
  fc.constantFrom(
    ...[
      'Jane',
      'Doe',
      'doe',
      'J',
      'D',
      'o',
      'e',
      'jani',
      'Siobhan',
      'O',
      'Brien',
      'Nunez',
      'Núñez',
      'Li',
      'Wu',
    ],
    ...[
      '李',
      '明',
      '李明',
      'Vander',
      'sloot',
      'VAN',
      'DER',
      'xiomara',
      'Ирина',
      'B',
      'Senior',
      'Director',
      'for',
    ],
    ...[
      'Europe',
      ' ',
      ' ',
      ' ',
      '-',
      '.',
      ',',
      '\n',
      '’',
      '_',
      '*',
      '@',
      '#',
      '/',
      '\u200b',
      '\u00ad',
      '\u0301',
    ],
    ...[
      '\u0001',
      '&',
      '&nbsp;',
      '&#68;',
      '&oacute;',
      '<b>',
      '</b>',
      '<i a="Doe">',
      '0',
      '1',
      '3',
      '4',
      '2',
      'I',
    ],
    ...['|', '$', 'ν', 'Ｊ', 'Д', '𝐃', 'ß', 'é', 'the', 's', '—', '“', '\t', '\u00a0', '½', 'ª'],
  ),
  { maxLength: 14 },
)

test('what it passes over holds no form, however the text is read', () => {
  fc.assert(
    fc.property(pieces, (some) => {
      const text = some.join('')
      expect(findMatches(text, NAMES)).toEqual(findMatches(text, OPEN))
    }),
    { numRuns: 20_000 },
  )
})

test.each([
  'D0e',
  'JanIe',
  'Vandersl00t',
  'vandersIoot',
  'D-O-E',
  'D<b>o</b>e',
  'D&oacute;e',
  'D\u043ee',
  'b2',
  '李明',
])('it stops at %s', (name) => {
  expect(findMatches(`Thanks, ${name}.`, NAMES)).not.toEqual([])
})

test.each([
  'Thank you. Two questions, if I may: when do the locks open, and who pays?',
  '(Laughter.) “Eleven ports” — 2,400 tonnes, $3 million…',
  'The first is easy; the second is not. What will the CIA say?',
])('it passes over what has nothing of a name: %s', (text) => {
  expect(mayHold(text, NAMES.sieve)).toBe(false)
})
