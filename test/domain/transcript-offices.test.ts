/** Printed forms of many press offices, each for a rule that its reading keeps. */
import { describe, expect, test } from 'vitest'
import { readSpoken } from '../../src/domain/spoken/read-spoken.ts'
import { readHtml } from '../../src/domain/transcript/html.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'

const turnsOf = (text: string) => readTranscript(text).turns.map(({ speaker, role }) => `${speaker}/${role}`)
const wordsOf = (text: string) => readTranscript(text).turns.flatMap(({ paragraphs }) => paragraphs)

describe('a label', () => {
  const before = 'MODERATOR: Hello, all.\n\n'

  test.each([
    ['Correspondent: When?', 'Correspondent/reporter'],
    ['UNIDENTIFIED REPORTER: When?', 'UNIDENTIFIED REPORTER/reporter'],
    ['REPORTER 2: When?', 'REPORTER 2/reporter'],
    ['MEMBER OF THE PRESS: When?', 'MEMBER OF THE PRESS/reporter'],
    ['>> REPORTER: When?', 'REPORTER/reporter'],
    ['Reporter (01:12):\nWhen?', 'Reporter/reporter'],
    ['Reporter [1:01:12]: When?', 'Reporter/reporter'],
  ])('%j', (line, turn) => {
    expect(turnsOf(`${before}${line}`)[1]).toBe(turn)
    expect(wordsOf(`${before}${line}`)).toEqual(['Hello, all.', 'When?'])
  })

  test.each(['TRANSCRIPT: BACKGROUND BRIEFING – PORT TALBOT', 'SUBJECTS: tides, locks'])(
    'is no heading: %j',
    (heading) => {
      expect(turnsOf(`${heading}\n\n10.15 am AEDT\n\nHOST: Hello.\n\nJOURNALIST: When?`)).toEqual([
        'HOST/moderator',
        'JOURNALIST/reporter',
      ])
    },
  )
})

describe('the date and the clocks', () => {
  const said = 'MODERATOR: Hello.\n\nQ: When?\n\nOFFICIAL: Soon.'

  test.each([
    ['Brussels, 16 March 2026, 14:30 CET', '2026-03-16', '14:30'],
    ['Washington, D.C., March 16, 2026', '2026-03-16', null],
    ['**March 16, 2026**', '2026-03-16', null],
    ['16 March 2026, 10.15 am AEDT', '2026-03-16', '10:15'],
    ['EMBARGOED UNTIL 5:00 A.M. ET, TUESDAY, MARCH 17, 2026', null, null],
  ])('%j', (heading, callDate, start) => {
    const read = readTranscript(`${heading}\n\n${said}`)
    expect(read.callDate).toBe(callDate)
    expect(read.start?.wall ?? null).toBe(start)
  })

  test('END and the closing clock may have a line each', () => {
    const read = readTranscript(`${said}\n\nEND\n\n3:18 P.M. EDT`)
    expect(read.end).toEqual({ wall: '15:18', zone: 'EDT' })
    expect(read.turns.at(-1)?.paragraphs).toEqual(['Soon.'])
  })
})

describe('an embargo printed above a call', () => {
  const call = 'Via Teleconference\n\n4:02 P.M. EDT\n\nMODERATOR: Hello.\n\nQ: When?\n\nOFFICIAL: Soon.'
  const context = { callDate: '2026-03-16', timeZone: 'America/New_York' }

  test('is a rule of the call, and kept', () => {
    const read = readTranscript(`EMBARGOED UNTIL 5:00 A.M. ET, TUESDAY, MARCH 17, 2026\n\n${call}`)
    expect(read.turns[0]?.paragraphs).toEqual(['EMBARGOED UNTIL 5:00 A.M. ET, TUESDAY, MARCH 17, 2026'])
    expect(read).toMatchObject({ venue: 'Via Teleconference', start: { wall: '16:02' } })
    expect(readSpoken(read, context).terms).toMatchObject({ kind: 'time', at: '2026-03-17T05:00' })
  })

  test('and another that is said are in conflict', () => {
    const other = call.replace('Hello.', 'Hello. This call is embargoed until we hang up.')
    const read = readTranscript(`EMBARGOED UNTIL 5:00 A.M. ET, TUESDAY, MARCH 17, 2026\n\n${other}`)
    expect(readSpoken(read, context).terms).toMatchObject({ kind: 'call-end', conflict: true })
  })

  test('is none where a title speaks of one on trade', () => {
    const read = readTranscript(`Background Call on the Arms Embargo on Karvenia\n\n${call}`)
    expect(read.turns[0]?.speaker).toBe('MODERATOR')
  })
})

describe('of a web page', () => {
  const call = '<p>MODERATOR: Hello.</p><p>Q: When?</p><p>OFFICIAL: Soon.</p>'

  test.each([
    ['<div><p>We use cookies to improve your visit.</p><button>Accept</button></div>', ''],
    ['', '<aside><h3>Latest</h3><a>Other news</a></aside>'],
    [
      '',
      '<div>Subscribe to Harbor.example Products</div><div>Choose which products you want delivered to your inbox.</div>',
    ],
    ['<dialog>Sign up now</dialog><select><option>English</option></select>', ''],
  ])('what stands around the call is dropped: %j %j', (above, under) => {
    const text = readHtml(`<body>${above}<main>${call}</main>${under}</body>`)
    expect(wordsOf(text)).toEqual(['Hello.', 'When?', 'Soon.'])
  })

  test('a sentence on an inbox that was said stays', () => {
    const text = `MODERATOR: Hello.\n\nQ: When?\n\nOFFICIAL: Soon.\n\nIt will be in your inbox.`
    expect(wordsOf(text).at(-1)).toBe('It will be in your inbox.')
  })

  test('a part that nobody closed hides nothing', () => {
    expect(wordsOf(readHtml(`<body><nav><a>Home</a>${call}</body>`)).slice(-3)).toEqual([
      'Hello.',
      'When?',
      'Soon.',
    ])
  })
})
