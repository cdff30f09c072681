/** How houses print the same four turns: labels, clocks, heads and feet of every make, and nothing else read. */
import { describe, expect, test } from 'vitest'
import { readTranscript } from '../../src/domain/transcript/read.ts'

const SAID = 'MODERATOR: Hello.\n\nOFFICIAL ONE: Tides.\n\nQ  When?\n\nMODERATOR: At noon. Thank you.'
const READ = 'moderator: Hello. | speaker: Tides. | reporter: When? | moderator: At noon. Thank you.'

function turnsOf(text: string): string {
  return readTranscript(text)
    .turns.map(({ role, paragraphs }) => `${role}: ${paragraphs.join(' / ')}`)
    .join(' | ')
}

describe('labels', () => {
  const printed = (...labels: readonly [string, string, string]) =>
    [
      `${labels[0]} Hello.`,
      `${labels[1]} Tides.`,
      `${labels[2]} When?`,
      `${labels[0]} At noon. Thank you.`,
    ].join('\n\n')

  test.each([
    [printed('MODERATOR.', 'OFFICIAL ONE.', 'Q.')],
    [printed('MODEARTOR.', 'OFFICIAL TWO.', 'Q.')],
    [printed('MODERATOR.', 'JANE ROE.', 'Q.')],
    [printed('MODERATOR.', 'COMMISSIONER ROE.', 'Q.')],
    [printed('MODERATOR —', 'OFFICIAL ONE —', 'Q:')],
    [printed('Moderator:', 'Senior Port Authority Official:', 'Question:')],
    [printed('[MODERATOR]:', '[OFFICIAL ONE]:', '[Q]:')],
    [printed('[00:00:05] MODERATOR:', '[00:01:10] OFFICIAL ONE:', '[00:02:00] Q:')],
    [printed('00:00:05 MODERATOR:', '00:01:10 OFFICIAL ONE:', '00:02:00 Q:')],
    [printed('MODERATOR:', 'OFFICIAL ONE:', 'QUESTION (Market Wire):')],
    [printed('MODERATOR:', 'OFFICIAL ONE:', 'Q1:')],
  ])('%j', (text) => {
    expect(turnsOf(text)).toBe(READ)
  })

  test('a name in small letters is one where it comes again', () => {
    expect(turnsOf(`${printed('Moderator:', 'Jane Roe:', 'Q:')}\n\nJane Roe: And the moon.`)).toBe(
      `${READ} | speaker: And the moon.`,
    )
    expect(turnsOf('MODERATOR: Hello.\n\nTwo Things: tides.')).toBe('moderator: Hello. / Two Things: tides.')
  })
})

describe('around the words', () => {
  test.each([
    ['a list of links', '', 'Related Content\nBriefing on Ports\n400 Quay Street\nWashington, D.C. 20500'],
    ['a form', '', 'Sign up for updates\nWe will never share your address. Read our policy.'],
    [
      'a row of links',
      'Skip to main content\nAn official website\nMenu\n',
      'Follow us\nFacebook | X | YouTube',
    ],
    ['posts before and after', '', 'Next Post: Readout of a Meeting\nPrevious Post: A Statement'],
    ['a foot in one line', '', 'Contact: Press Office · Sign up for alerts · Follow us'],
    ['a contact', 'FOR IMMEDIATE RELEASE\n', '# # #\n\nMEDIA CONTACT: Jane Roe, 555-0100'],
    ['small print', '', 'Privacy Policy\nAccessibility\nCopyright Policy\nEn español'],
    ['a note of the editor', 'EDITOR’S NOTE: This was edited. It is long.\n', 'Note: The official misspoke.'],
    ['a letterhead', 'ACME POWER, INC.\nMedia Relations\n1 Quay Street\nTel: 555 0100\nVia Webex\n', ''],
    ['an end of it', '', 'END OF TRANSCRIPT'],
  ])('%s', (_, head, foot) => {
    const text = `${head}\n2:59 P.M. EDT\n\n${SAID}\n\n3:18 P.M. EDT\n\n${foot}`
    const { start, end } = readTranscript(text)
    expect([turnsOf(text), start?.wall, end?.wall]).toEqual([READ, '14:59', '15:18'])
  })

  test.each([
    [
      'OFFICE OF TIDES        PRESS OFFICE\nBackground Briefing: Tides        Page 1 of 2',
      'OFFICE OF TIDES        PRESS OFFICE\nBackground Briefing: Tides        Page 2 of 2',
    ],
    ['HARBOR OFFICE | TIDES | Page 1', 'HARBOR OFFICE | TIDES | Page 2'],
    ['', '- 2 -'],
    ['', 'Page 2'],
    ['Background Call on Tides', 'Background Call on Tides\nPage 2'],
  ])('the head of a page: %j', (first, second) => {
    const text = `${first}\n\n${SAID.replace('Tides.', `Tides\n\n${second}\n\nare in.`)}`
    expect(turnsOf(text)).toBe(READ.replace('Tides.', 'Tides / are in.'))
  })

  test('what is said of pages stays', () => {
    const text = `${SAID}\n\nOFFICIAL ONE: It is all\n\non page 2\n\nof the report.`
    expect(turnsOf(text)).toBe(`${READ} | speaker: It is all / on page 2 / of the report.`)
  })
})

describe('when it was', () => {
  test.each([
    ['June 25, 2025\nVia Teleconference\n(June 24, 2025)\n2:30 P.M. EDT', '2025-06-24', '14:30'],
    ['Tuesday, June 24, 2025 · Via Teleconference\n2:30 p.m. EDT', '2025-06-24', '14:30'],
    ['Tuesday, June 24th, 2025, 2:30 p.m. EDT', '2025-06-24', '14:30'],
    ['Date: 24 June 2025\n2.30 p.m. BST', '2025-06-24', '14:30'],
    ['24 June 2025 | 14:30 CET | Via Zoom', '2025-06-24', '14:30'],
    ['Call began: 2:30 p.m. EDT', null, '14:30'],
    ['(Whereupon, the call began at 2:30 p.m.)', null, '14:30'],
    ['2:30 P.M. (Local)', null, '14:30'],
  ])('%j', (head, callDate, wall) => {
    const read = readTranscript(`${head}\n\n${SAID}`)
    expect([read.callDate, read.start?.wall, turnsOf(`${head}\n\n${SAID}`)]).toEqual([callDate, wall, READ])
  })

  test.each(['[END 3:18 P.M. EDT]', 'Call ended: 3:18 p.m. EDT', '15:18 CET\n\nEnds', '3.18 p.m. BST'])(
    'the end: %j',
    (foot) => {
      expect(readTranscript(`${SAID}\n\n${foot}`).end?.wall).toBe('15:18')
      expect(turnsOf(`${SAID}\n\n${foot}`)).toBe(READ)
    },
  )
})

describe('a moderator who is not labelled so', () => {
  test.each([
    ['This is on background. Director, please.', 'Next question.'],
    ['We’re under embargo until noon. Let me bring in our expert.', 'Thanks, all.'],
    ['Ground rules: on the record. Over to the director.', 'Thank you.'],
    ['This call is embargoed. I’ll say more at the end.', 'We’ll leave it there.'],
    ['The following is attributable to “tide officials.” With us today are two of them.', 'Bye.'],
  ])('%j … %j', (opening, close) => {
    const text = `MS. ROE: ${opening}\n\nDIRECTOR POE: Tides.\n\nQ  When?\n\nDIRECTOR POE: Noon.\n\nMS. ROE: ${close}`
    expect(readTranscript(text).turns[0]?.role).toBe('moderator')
    expect(readTranscript(text).turns.at(-1)?.role).toBe('moderator')
  })

  test('is not an official who speaks alone', () => {
    const text = 'MR. ROE: This is on the record. We land at ten.\n\nQ  When?\n\nMR. ROE: Ten. Thank you all.'
    expect(readTranscript(text).turns[0]?.role).toBe('speaker')
  })
})
