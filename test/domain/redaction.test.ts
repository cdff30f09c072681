/** What redaction keeps: no withheld name in any spelling, and nothing else touched. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Withheld } from '../../src/domain/name-forms.ts'
import { HONORIFICS, RANKS } from '../../src/domain/name-particles.ts'
import { findWithheld, redact, redactTranscript, withheldPlaces } from '../../src/domain/redaction.ts'
import type { Transcript } from '../../src/domain/transcript/model.ts'

const ATTRIBUTION = 'senior administration official'
const HELD = `[${ATTRIBUTION}]`
const jane: Withheld = { name: 'Jane Q. Doe', title: 'Senior Director for Europe', aliases: ['Janie'] }
const PEOPLE: readonly Withheld[] = [
  jane,
  { name: 'Ludwig van der Berg', aliases: [] },
  { name: 'Siobhán O’Brien-Núñez', aliases: [] },
  { name: 'Will Young', aliases: [] },
  { name: 'Al-Rashid, Dr. Omar Jr.', title: 'Envoy for Water & Energy, Bureau of Rivers', aliases: [] },
  { name: '李明', aliases: [] },
  { name: 'Xiomara Vandersloot', aliases: [] },
  { name: 'Ada Whitehouse', aliases: [] },
  { name: 'Bo Harrison', aliases: [] },
  { name: 'Cy Daniels', aliases: [] },
]

describe('every spelling of a withheld name becomes the attribution', () => {
  test.each([
    ['full name', 'Jane Q. Doe', HELD],
    ['without the middle initial', 'Jane Doe', HELD],
    ['with a middle name written out', 'Jane Quincy Doe', HELD],
    ['any case', 'jane DOE', HELD],
    ['surname first', 'Doe, Jane', HELD],
    ['surname first with its initial', 'Doe, Jane Q', HELD],
    ['surname alone', 'the Doe plan', `the ${HELD} plan`],
    ['first name alone', 'Thanks, Jane.', `Thanks, ${HELD}.`],
    ['alias', 'as Janie said', `as ${HELD} said`],
    ['one initial', 'J. Doe', HELD],
    ['two initials', 'J.Q. Doe', HELD],
    ['two initials apart', 'J. Q. Doe', HELD],
    ['straight possessive', "Doe's plan", `${HELD}'s plan`],
    ['curly possessive', 'Jane Doe’s plan', `${HELD}’s plan`],
    ['line break between', 'Jane\nDoe', HELD],
    ['line break inside', 'Ja\nne Do-\ne', HELD],
    ['spaces of all kinds', 'Jane \u00a0\u2009 Doe', HELD],
    ['letters spaced out', 'J A N E  D O E', HELD],
    ['zero-width characters between', 'Jane\u200bDoe', HELD],
    ['zero-width characters inside', 'Ja\u200bn\u200de D\u2060oe', HELD],
    ['soft hyphens', 'Ja\u00adne Do\u00ade', HELD],
    ['composed accents that the name has not', 'Jáne Dôe', HELD],
    ['combining accents that the name has not', 'Ja\u0301ne Doe\u0308', HELD],
    ['accents left out', 'Siobhan O’Brien-Nunez', HELD],
    ['apostrophe left out', 'Siobhan OBrien Nunez', HELD],
    ['half of a double name', 'Ms. Núñez', HELD],
    ['a dash for a hyphen', 'O’Brien – Núñez', HELD],
    ['named entities', 'Jane&nbsp;D&oacute;e', HELD],
    ['numeric entities', '&#74;ane &#x44;oe', HELD],
    ['markup inside', 'Ja<b>ne</b> Doe', `${HELD}<b></b>`],
    ['emphasis inside', 'Ja**ne** *Doe*', HELD],
    ['an attribute', '<a title="Jane Doe">x</a>', `<a title="${HELD}">x</a>`],
    ['full width', 'Ｊａｎｅ Ｄｏｅ', HELD],
    ['mathematical letters', '𝐉𝐚𝐧𝐞', HELD],
    ['look-alike letters of another script', 'Jаnе Dое', HELD],
    ['run together', '#JaneDoe #janedoe', `#${HELD} #${HELD}`],
    ['in an address', 'jane.doe@example.gov', `${HELD}@example.gov`],
    ['with a footnote', 'Doe¹ agreed', `${HELD}¹ agreed`],
    ['a surname with particles', 'Mr. van der Berg', HELD],
    ['a surname without its particles', 'Berg', HELD],
    ['a name given surname first', 'Omar Al Rashid Jr.', `${HELD}.`],
    ['a script without spaces', '今天李明说', `今天${HELD}说`],
    ['look-alikes of rarer scripts', 'Jɑnҽ Dօе', HELD],
    ['small capitals', 'ᴊᴀɴᴇ ᴅᴏᴇ', HELD],
    ['Cherokee and Lisu capitals', 'Ꭻane ꓓoe', HELD],
    ['letters in circles and squares', '🅙🅐🅝🅔 🅳🅾🅴', HELD],
    ['flags', '🇯🇦🇳🇪', HELD],
    ['digits for letters', 'J4ne D0e', HELD],
    ['a one for an l, or an i', 'Vanders1oot and S1obhan', `${HELD} and ${HELD}`],
    ['a capital I for an l', 'VandersIoot', HELD],
    ['controls and private characters', 'Ja\u0007ne D\u009fo\ue000e', HELD],
    ['an empty cell of Braille', 'Vander\u2800sloot', HELD],
    ['spelled with hyphens', 'that is D-O-E, Doe', `that is ${HELD}, ${HELD}`],
    ['spelled with full stops or commas', 'D.O.E. or D, O, E', `${HELD}. or ${HELD}`],
    ['torn into words', 'Vander Sloot and Van der sloot', `${HELD} and ${HELD}`],
    ['torn by signs', 'Van-der-sloot, Vander.sloot, Vander(sloot)', `${HELD}, ${HELD}, ${HELD})`],
    ['a plural', 'the Vandersloots', `the ${HELD}`],
    ['a possessive without its apostrophe', 'Vandersloots plan', `${HELD} plan`],
    ['title', 'the senior director for Europe', `the ${HELD}`],
    ['title with other commas and spaces', 'Senior  Director, for\nEurope', HELD],
    ['title with its sign spelled out', 'Envoy for Water and Energy', HELD],
  ])('%s: %j', (_, text, expected) => {
    expect(redact(text, PEOPLE, ATTRIBUTION)).toBe(expected)
  })
})

describe('one mention is one bracket', () => {
  test.each([
    ['Mr. Doe, Dr. Doe and MS DOE', `${HELD}, ${HELD} and ${HELD}`],
    ['Deputy Assistant Secretary Doe said', `${HELD} said`],
    ['I spoke to the director. Doe left', `I spoke to the director. ${HELD} left`],
    ['from the U.S. Doe left', `from the U.S. ${HELD} left`],
    ['Senior Director for Europe Jane Doe', HELD],
    ['Jane Doe, Senior Director for Europe, said', `${HELD}, said`],
    [`${HELD} Jane Doe`, HELD],
    [`Jane Doe ${HELD}`, HELD],
    ['[Jane Doe]', HELD],
    ['[senior administration official Jane Doe]', HELD],
    ['Jane Doe, Ludwig van der Berg', `${HELD}, ${HELD}`],
    ['We met Doe. Doe left.', `We met ${HELD}. ${HELD} left.`],
  ])('%j', (text, expected) => {
    expect(redact(text, PEOPLE, ATTRIBUTION)).toBe(expected)
  })
})

describe('what is not the name stays', () => {
  test.each([
    'Janet and Doerr and Bergen spoke of Mayday',
    'young people will vote',
    'The White House said that Harris on Tuesday met Daniel’s staff',
    'Q. A. I do. It does. He does, E.U.',
    'the G7 at 3pm on the 4th, H2O, A1 and B2B',
    'van der, de la, al',
    'the director for Asia',
    '[Senior administration official], over to you.',
    `${HELD} ${HELD}`,
    '3 < 4 & 5 > 4',
  ])('%j', (text) => {
    expect(redact(text, PEOPLE, ATTRIBUTION)).toBe(text)
  })

  it('takes an everyday word for a name when it is capitalised', () => {
    expect(redact('Will agreed; WILL did. It will.', PEOPLE, ATTRIBUTION)).toBe(
      `${HELD} agreed; ${HELD} did. It will.`,
    )
  })

  it('leaves a title that is part of the attribution inside its brackets', () => {
    const held = [{ name: 'Jane Doe', title: 'Administration official', aliases: [] }]
    const text = redact('Jane Doe spoke', held, ATTRIBUTION)
    expect(text).toBe(`${HELD} spoke`)
    expect(findWithheld(text, held, ATTRIBUTION)).toEqual([])
  })
})

describe('the guard', () => {
  it('gives places in the original text', () => {
    const text = 'Hi J&aacute;ne — and D\u00adoe’s team'
    const places = findWithheld(text, PEOPLE)
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(['J&aacute;ne', 'D\u00adoe'])
  })

  it('bites on every part when redaction is left out', () => {
    for (const text of ['Jane', 'doe', 'Janie', 'senior director for europe'])
      expect(findWithheld(text, [jane])).toHaveLength(1)
  })

  it('reads 2 MB with twenty people withheld in well under a second', () => {
    const text = 'We will mark the price. Thanks, Jane; the van der Bergs met in May. '.repeat(30_000)
    const twenty = Array.from({ length: 20 }, (_, index) => ({
      ...jane,
      name: `Jane${index} Q. Doe${index}`,
    }))
    findWithheld(text.slice(0, 100_000), twenty)
    const startedAt = performance.now()
    findWithheld(text, twenty)
    // Generous for a busy machine; anything worse than linear takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })

  test.each(['<', '&', '<a ', '[', 'Jane ', 'J a n e ', 'Deputy ', '" ', 'J. '])(
    'stays linear on %j repeated',
    (piece) => {
      const startedAt = performance.now()
      redact(`${piece.repeat(200_000 / piece.length)}Doe`, PEOPLE, ATTRIBUTION)
      expect(performance.now() - startedAt).toBeLessThan(3000)
    },
  )
})

describe('a transcript', () => {
  const transcript: Transcript = {
    callDate: null,
    venue: 'The Doe Room',
    start: null,
    end: null,
    turns: [
      { speaker: 'MODERATOR', role: 'moderator', paragraphs: ['Welcome.', 'Here is Jane Doe.'] },
      { speaker: 'MS. DOE', role: 'speaker', paragraphs: ['Thank you.'] },
      { speaker: 'Q', role: 'reporter', paragraphs: ['Jane, when?'] },
    ],
  }

  it('says where a name is, never what', () => {
    expect(withheldPlaces(transcript, [jane])).toEqual([
      { kind: 'venue' },
      { kind: 'paragraph', turn: 0, paragraph: 1 },
      { kind: 'label', turn: 1 },
      { kind: 'paragraph', turn: 2, paragraph: 0 },
    ])
  })

  it('has the attribution in place of labels and names, and no name left', () => {
    const redacted = redactTranscript(transcript, [jane], ATTRIBUTION)
    expect(redacted.turns.map(({ speaker }) => speaker)).toEqual([
      'MODERATOR',
      'SENIOR ADMINISTRATION OFFICIAL',
      'Q',
    ])
    expect(redacted.turns[0]?.paragraphs).toEqual(['Welcome.', `Here is ${HELD}.`])
    expect(withheldPlaces(redacted, [jane], ATTRIBUTION)).toEqual([])
  })
})

const LETTERS = 'abcdefghiklmnoprstuvwz'.split('')
const namePart = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 3, maxLength: 8 })
  .map((letters) => letters.join(''))
  .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  // "Gov" and "Sen" alone are titles, and no part of a name.
  .filter((word) => !HONORIFICS.has(word.toLowerCase()) && !RANKS.has(word.toLowerCase()))
const person = fc.record({
  name: fc
    .tuple(
      namePart,
      fc.constantFrom('', ' Q.', ' van', ' Marie'),
      namePart,
      fc.constantFrom('', '-Novák', ' Jr.'),
    )
    .map(([given, middle, family, after]) => `${given}${middle} ${family}${after}`),
  title: fc.constantFrom(
    'Senior Director for Europe',
    'Envoy, Bureau of Rivers',
    'Chief of Mapping & Charts',
  ),
  aliases: fc.array(namePart, { maxLength: 2 }),
})

/** Ways a letter or a space of a name may be written. */
const letterDistortion = fc.constantFrom<(letter: string) => string>(
  (letter) => letter,
  (letter) => letter,
  (letter) => letter.toUpperCase(),
  (letter) => `${letter}\u0301`,
  (letter) => `${letter}\u00ad`,
  (letter) => `\u200b${letter}`,
  (letter) => `&#${letter.codePointAt(0)};`,
  (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0),
  (letter) => `<b>${letter}</b>`,
)
const spaceDistortion = fc.constantFrom(' ', '  ', '\n', '\u00a0', '&nbsp;', '\u2009\u200b', ' <br> ', ' \t')

const mention = fc.tuple(person, fc.integer({ min: 0, max: 5 })).chain(([held, which]) => {
  const words = held.name.replace(' Jr.', '').split(' ')
  const forms = [held.name, words.at(0), words.slice(1).join(' '), words.at(-1), held.title, held.aliases[0]]
  const form = forms[which] ?? held.name
  return fc.record({
    held: fc.constant(held),
    text: fc.tuple(...Array.from(form, (letter) => distorted(letter))).map((letters) => letters.join('')),
  })
})

function distorted(letter: string): fc.Arbitrary<string> {
  if (letter === ' ') return spaceDistortion
  if (/[a-zA-Z]/u.test(letter)) return letterDistortion.map((distort) => distort(letter))
  return fc.constant(letter)
}

const filler = fc.constantFrom(
  'Thank you.',
  'The U.S. side [inaudible] said so;',
  HELD,
  'it’s',
  '(Laughter.)',
  '“Yes,”',
  '5:00 a.m.',
  '<p>',
  '&',
  'and',
  '—',
)

describe('properties', () => {
  it('finds nothing after redaction, however the names were written', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(filler, mention), { minLength: 1, maxLength: 8 }), (pieces) => {
        const held = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.held]))
        const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(' ')
        const redacted = redact(text, held, ATTRIBUTION)
        expect(findWithheld(redacted, held)).toEqual([])
        expect(redact(redacted, held, ATTRIBUTION)).toBe(redacted)
      }),
      { numRuns: 300 },
    )
  })

  it('finds every distorted surname, so the property above could fail', () => {
    fc.assert(
      fc.property(mention, ({ held, text }) => {
        expect(findWithheld(`so ${text} said`, [held]).length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves text without a withheld name unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(person, { maxLength: 3 }),
        (text, held) => {
          fc.pre(findWithheld(text, held).length === 0)
          expect(redact(text, held, ATTRIBUTION)).toBe(text)
        },
      ),
    )
  })

  it('leaves words that are not the name unchanged', () => {
    fc.assert(
      fc.property(fc.array(filler, { maxLength: 30 }), (words) => {
        const text = words.join(' ')
        expect(redact(text, PEOPLE, ATTRIBUTION)).toBe(text)
      }),
    )
  })

  it('gives places inside the text, in order, none overlapping', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(filler, mention), { maxLength: 8 }), (pieces) => {
        const held = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.held]))
        const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
        let last = 0
        for (const { start, end } of findWithheld(text, held)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
