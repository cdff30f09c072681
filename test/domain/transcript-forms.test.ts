/** The forms that press offices print: each read as the turns it is, and no word lost in any mix of them. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type MarkKind, marksOf } from '../../src/domain/transcript/marks.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'

/** Speakers and their roles, as `speaker/role`. */
function turnsOf(text: string): readonly string[] {
  return readTranscript(text).turns.map(({ speaker, role }) => `${speaker}/${role}`)
}

describe('labels', () => {
  const before = 'MODERATOR: Hello, all.\n\n'

  test.each([
    ['Q\u00a0\u00a0\u00a0\u00a0When?', 'Q/reporter'],
    ['     Q    When?', 'Q/reporter'],
    ['Q When does it open?', 'Q/reporter'],
    ['QUESTION: When?', 'QUESTION/reporter'],
    ['SENIOR HARBOR OFFICIAL TWO: Soon.', 'SENIOR HARBOR OFFICIAL TWO/speaker'],
    ['SENIOR HARBOR OFFICIAL #2: Soon.', 'SENIOR HARBOR OFFICIAL #2/speaker'],
    ['MS. GARCÍA-ÖZ: Soon.', 'MS. GARCÍA-ÖZ/speaker'],
    ['MR PRICE: Soon.', 'MR PRICE/speaker'],
    ['DEPUTY ASSISTANT SECRETARY ROE: Soon.', 'DEPUTY ASSISTANT SECRETARY ROE/speaker'],
    ['SENIOR HARBOR OFFICIAL. Soon.', 'SENIOR HARBOR OFFICIAL/speaker'],
    ['SENIOR HARBOR OFFICIALS: Soon.', 'SENIOR HARBOR OFFICIALS/speaker'],
  ])('%j', (line, turn) => {
    expect(turnsOf(`${before}${line}`)[1]).toBe(turn)
  })

  it('a misspelt moderator is one', () => {
    expect(turnsOf('MODEARTOR: Hello, all.\n\nQ  When?')[0]).toMatch(/\/moderator$/u)
  })

  it('who opens, states the rules and gives the floor is the moderator, whatever the label', () => {
    const [opening] = turnsOf(
      [
        'MS. HALVORSEN: Good morning, and thanks for joining. This call is on background. I’ll turn it over to them.',
        'SENIOR HARBOR OFFICIAL: The locks open at noon.',
        'Q  Which?',
        'SENIOR HARBOR OFFICIAL: Both.',
        'MS. HALVORSEN: Thank you all for joining.',
      ].join('\n\n'),
    )
    expect(opening).toBe('MS. HALVORSEN/moderator')
  })

  it('two turns in one paragraph are parted by a single line end', () => {
    expect(turnsOf(`${before}Q  When?\nMR. ROE:  At noon.\nQ  Where?`)).toEqual([
      'MODERATOR/moderator',
      'Q/reporter',
      'MR. ROE/speaker',
      'Q/reporter',
    ])
  })
})

describe('clock lines', () => {
  const said = 'MODERATOR: Hello.\n\nQ  When?'

  test.each<[string, string, string | null, string | null]>([
    ['none at all', said, null, null],
    ['on the line of a label', `2:59 P.M. EDT\tMODERATOR: Hello.\n\nQ  When?`, '14:59', null],
    ['beside END', `2:59 P.M. EDT\n\n${said}\n\nEND 3:18 P.M. EDT`, '14:59', '15:18'],
    ['above END', `2:59 P.M. EDT\n\n${said}\n\n3:18 P.M. EDT\n\nEND`, '14:59', '15:18'],
    ['above # # #', `2:59 P.M. EDT\n\n${said}\n\n3:18 P.M. EDT\n\n# # #`, '14:59', '15:18'],
    ['an end before the start, as printed', `2:59 P.M. EDT\n\n${said}\n\n2:18 P.M. EDT`, '14:59', '14:18'],
    [
      'in brackets',
      `(The briefing began at 2:59 p.m.)\n\n${said}\n\n(The briefing ended at 3:18 p.m.)`,
      '14:59',
      '15:18',
    ],
  ])('%s', (_, text, start, end) => {
    const read = readTranscript(text)
    expect([read.start?.wall ?? null, read.end?.wall ?? null]).toEqual([start, end])
    expect(read.turns.map(({ paragraphs }) => paragraphs)).toEqual([['Hello.'], ['When?']])
  })
})

test.each<[string, readonly (readonly [MarkKind, string])[]]>([
  [
    'Thanks. (Laughter.) And (inaudible) too.',
    [
      ['aside', '(Laughter.)'],
      ['inaudible', '(inaudible)'],
    ],
  ],
  ['Mr. Tolland (ph) said so.', [['phonetic', '(ph)']]],
  [
    'It opens in ~~June~~ [July].',
    [
      ['struck', '~~June~~'],
      ['correction', '[July]'],
    ],
  ],
  [
    'As [redacted] said, it is po— it is open.',
    [
      ['redacted', '[redacted]'],
      ['cut-off', '—'],
    ],
  ],
  ['The compact (the one of May) holds.', []],
])('the marks of %j', (paragraph, marks) => {
  expect(marksOf(paragraph).map(({ kind, start, end }) => [kind, paragraph.slice(start, end)])).toEqual(marks)
})

describe('a text of any forms', () => {
  const words = fc
    .array(
      fc.constantFrom('tide', 'the', 'Harbor', 'U.S.', 'é', 'noon,', '“yes,”', '(Laughter.)', '42', 'no—'),
      {
        minLength: 1,
        maxLength: 10,
      },
    )
    .map((said) => `We ${said.join(' ')}`)
  const label = fc.constantFrom(
    ...['MODERATOR:', 'MR PRICE:', 'MS. GARCÍA-ÖZ:', 'SENIOR HARBOR OFFICIAL TWO:', 'Q\u00a0\u00a0'],
    ...['Q:', 'QUESTION:', '     Q    ', 'DEPUTY SECRETARY ROE:', 'OFFICIAL 2:', 'SENIOR HARBOR OFFICIALS:'],
  )
  const turns = fc.array(fc.tuple(label, fc.array(words, { minLength: 1, maxLength: 3 })), {
    minLength: 2,
    maxLength: 10,
  })
  const ending = fc.constantFrom('', 'END', '###', 'END 3:18 P.M. EDT', '3:18 P.M. EDT\n\n# # #')
  const opening = fc.constantFrom(
    '',
    'Via Teleconference\n\n',
    '2:59 P.M. EDT\n\n',
    'Via Teleconference\n\n2:59 P.M. EDT\n\n',
  )

  it('keeps every word that was said, in order', () => {
    fc.assert(
      fc.property(turns, opening, ending, fc.constantFrom('\n', '\n\n'), (given, head, foot, gap) => {
        const body = given.map(([who, said]) => `${who} ${said.join('\n\n')}`).join(gap)
        const read = readTranscript(`${head}${body}\n\n${foot}`)
        const kept = read.turns.flatMap(({ paragraphs }) => paragraphs).join(' ')
        expect(kept.split(/\s+/u)).toEqual(given.flatMap(([, said]) => said.join(' ').split(/\s+/u)))
      }),
      { numRuns: 500 },
    )
  })
})
