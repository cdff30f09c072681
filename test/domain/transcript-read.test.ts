/** What reading a transcript keeps: whose words they are, when it began and ended, and every word said. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readHtml } from '../../src/domain/transcript/html.ts'
import { Transcript } from '../../src/domain/transcript/model.ts'
import { readTranscript, UNLABELLED } from '../../src/domain/transcript/read.ts'

const PRINTED = `Via Teleconference

(October 3, 2031)

2:59 P.M. EDT

     MODERATOR:  Hello.  This call is on background, attributable to a “senior harbor official.”

The officials’ names are for your awareness.

SENIOR HARBOR OFFICIAL TWO:  Thanks.
The tide tables are out: all of them.

Q    — but when?

MS. FERNÁNDEZ ROE:  At noon.

QUESTION: And the locks?

OPERATOR:  Next ques- —

3:18 P.M. EDT

Stay Connected

Sign Up

We'll be in touch with the latest information on the harbor.

Fields of the form: your e-mail

Scroll to Top Scroll to Top`

describe('a printed call', () => {
  const read = readTranscript(PRINTED)

  it('has its venue, date and clock', () => {
    expect(read).toMatchObject({
      callDate: '2031-10-03',
      venue: 'Via Teleconference',
      start: { wall: '14:59', zone: 'EDT' },
      end: { wall: '15:18', zone: 'EDT' },
    })
  })

  it('has a turn for each label, in order, with the paragraphs under it', () => {
    expect(read.turns.map(({ speaker, role, paragraphs }) => [speaker, role, paragraphs.length])).toEqual([
      ['MODERATOR', 'moderator', 2],
      ['SENIOR HARBOR OFFICIAL TWO', 'speaker', 2],
      ['Q', 'reporter', 1],
      ['MS. FERNÁNDEZ ROE', 'speaker', 1],
      ['QUESTION', 'reporter', 1],
      ['OPERATOR', 'operator', 1],
    ])
    expect(read.turns[1]?.paragraphs[1]).toBe('The tide tables are out: all of them.')
    expect(read.turns[2]?.paragraphs).toEqual(['— but when?'])
  })

  it('reads the same from its web page', () => {
    const lines = PRINTED.split('\n').filter((line) => line.trim() !== '')
    const page = `<title>Calls</title><nav>Menu</nav>${lines
      .map(
        (line) =>
          `<p>${line.trim().replaceAll('  ', '&nbsp; ').replace('MODERATOR', '<b>MODER</b>ATOR')}</p>`,
      )
      .join('\n')}<script>MODERATOR: no</script>`
    expect(readTranscript(readHtml(page))).toEqual(read)
  })
})

describe('labels', () => {
  test.each([
    ['Q    wide', 'Q', 'reporter'],
    ['Q\u00a0\u00a0 no-break spaces', 'Q', 'reporter'],
    ['Q\ttab', 'Q', 'reporter'],
    ['Q One space', 'Q', 'reporter'],
    ['Q: colon', 'Q', 'reporter'],
    ['QUESTION: whole', 'QUESTION', 'reporter'],
    ['Moderator: small letters', 'Moderator', 'moderator'],
    ['**MODERATOR:** bold', 'MODERATOR', 'moderator'],
    ['MR ROE: no point', 'MR ROE', 'speaker'],
    ['MS. McCLAY: small letters inside', 'MS. McCLAY', 'speaker'],
    ['DR. ROE (via interpreter): aside', 'DR. ROE (via interpreter)', 'speaker'],
    ['OFFICIAL 2: digits', 'OFFICIAL 2', 'speaker'],
  ])('%j opens a turn', (line, speaker, role) => {
    const { turns } = readTranscript(`OPERATOR: Yes.\n\n${line}`)
    expect(turns[1]).toMatchObject({ speaker, role })
  })

  test.each([
    'Q and A follows',
    'The bottom line is: no',
    '8:30 a.m. it is',
    'END of story: none',
    'Here: go',
    ': odd',
  ])('%j carries on the turn before it', (line) => {
    expect(readTranscript(`MODERATOR: Yes.\n\n${line}`).turns).toEqual([
      { speaker: 'MODERATOR', role: 'moderator', paragraphs: ['Yes.', line] },
    ])
  })
})

describe('clock lines', () => {
  test.each([
    ['12:05 A.M. EST', '00:05', 'EST'],
    ['12:05 P.M. CEST', '12:05', 'CEST'],
    ['9:07 am (Local)', '09:07', 'Local'],
    ['END   5:24 P.M. AST', '17:24', 'AST'],
    ['6:06 P.M.', '18:06', ''],
  ])('%j is %s %s', (line, wall, zone) => {
    expect(readTranscript(`MODERATOR: Bye.\n${line}\n###`).end).toEqual({ wall, zone })
  })

  it('is what was said when more was said after it', () => {
    const { turns, end } = readTranscript('MODERATOR: It opens at\n\n5:00 P.M. EDT\n\nand not before.')
    expect(end).toBeNull()
    expect(turns[0]?.paragraphs).toHaveLength(3)
  })
})

describe('around the words', () => {
  it('keeps what was said before any label, under no name', () => {
    expect(readTranscript('Aboard the Ferry\nGood morning, everyone.\nMODERATOR: Hello.')).toMatchObject({
      venue: 'Aboard the Ferry',
      turns: [{ speaker: UNLABELLED, role: 'unknown', paragraphs: ['Good morning, everyone.'] }, {}],
    })
  })

  it('keeps all of a text without labels', () => {
    expect(readTranscript('hello there\n\nand bye').turns[0]?.paragraphs).toEqual(['hello there', 'and bye'])
  })

  it('makes no turn of a label with nothing said under it', () => {
    expect(readTranscript('MODERATOR:\n\nQ\n\nWhen?').turns).toEqual([
      { speaker: 'Q', role: 'reporter', paragraphs: ['When?'] },
    ])
  })

  it('reads nothing from nothing', () => {
    expect(readTranscript(' \n\u200b\n')).toEqual({
      callDate: null,
      venue: null,
      start: null,
      end: null,
      turns: [],
    })
  })

  test.each(['# # #', 'END', '###', '-30-'])('drops the closing mark %j', (mark) => {
    expect(readTranscript(`MODERATOR: Bye.\n${mark}\n`).turns[0]?.paragraphs).toEqual(['Bye.'])
  })
})

describe('HTML', () => {
  test.each([
    ['blocks and breaks part lines', '<div>A<br>B</div><p>C', ['A', 'B', 'C']],
    ['inline markup does not', '<p>M<b>OD</b>ER', ['MODER']],
    ['entities are decoded', '<p>a&nbsp;&amp;&#8217;b', ['a\u00a0&’b']],
    ['source lines run on', '<p>one\n  two</p>', ['one two']],
    ['a body is seen though its head was left open', '<head><nav><title>T</title><body><p>A', ['A']],
    ['entities join their word', '<p>&#74;ane&rsquo;s &lt;b&gt;', ['Jane’s <b>']],
    ['what is not shown is left out', '<style>p{}</style><nav>Menu</nav><p>A<!-- x --></p>', ['A']],
  ])('%s', (_, html, lines) => {
    expect(
      readHtml(html)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(lines)
  })

  it('keeps the label of a table row apart from its words', () => {
    expect(readTranscript(readHtml('<tr><td>Q</td><td>when?</td></tr>')).turns[0]).toMatchObject({
      role: 'reporter',
    })
  })
})

const word = fc.constantFrom(
  'tide',
  'Harbor',
  'U.S.',
  'Q4',
  'é',
  '5:00',
  'a.m.',
  '“yes,”',
  'no:',
  '—',
  'END',
  '42',
  'Mr.',
)
const paragraph = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `we ${words.join(' ')}`)
const label = fc.constantFrom('MODERATOR:', 'MS. ROE:', 'Q   ', 'OPERATOR:', 'SENIOR OFFICIAL ONE:')
const turn = fc.tuple(label, fc.array(paragraph, { minLength: 1, maxLength: 4 }))

describe('properties', () => {
  it('loses no word of what was said, and adds none', () => {
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\n\n', '\r\n \r\n'),
        (turns, gap) => {
          const text = turns.map(([who, said]) => `${who} ${said.join(gap)}`).join(gap)
          const read = readTranscript(
            `Via Teleconference${gap}2:59 P.M. EDT${gap}${text}${gap}3:18 P.M. EDT${gap}###`,
          )
          expect(read.turns.map(({ paragraphs }) => paragraphs)).toEqual(turns.map(([, said]) => said))
          expect(read.end).toEqual({ wall: '15:18', zone: 'EDT' })
        },
      ),
    )
  })

  it('fits the model whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), paragraph, label)), (lines) => {
        expect(Transcript.safeParse(readTranscript(lines.join('\n'))).success).toBe(true)
        readHtml(lines.join('<p>'))
      }),
    )
  })

  test.each(['A', ' ', 'A:', 'Q ', '5:00 ', '#', '.', '\n', 'END\n', 'A B '])(
    'stays linear on %j repeated',
    (piece) => {
      const startedAt = performance.now()
      readTranscript(piece.repeat(500_000 / piece.length))
      // Generous for a busy machine; anything worse than linear takes minutes.
      expect(performance.now() - startedAt).toBeLessThan(3000)
    },
  )

  test.each(['<b>', '<div>', '<', '&', '<a b="', '</b>', '<table>'])(
    'stays linear on a page of %j',
    (piece) => {
      const startedAt = performance.now()
      expect(readHtml(`${piece.repeat(500_000 / piece.length)}`)).not.toContain('said')
      expect(performance.now() - startedAt).toBeLessThan(3000)
    },
  )

  it('keeps what is said however deep it is nested', () => {
    expect(readHtml(`${'<div>'.repeat(2000)}said${'</div>'.repeat(2000)} after`)).toMatch(/said\s+after/u)
  })
})
