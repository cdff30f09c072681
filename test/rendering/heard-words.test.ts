/** The review tells what was heard of the rules, and what was not, each with the sentence and the turn it was said in. */
import { expect, test } from 'vitest'
import { heardView } from '../../src/rendering/desk/heard-words.ts'
import { aTranscript, heard } from '../support/a-transcript.ts'

const NEW_YORK = 'America/New_York'
const said = (...words: readonly string[]) => {
  const transcript = aTranscript(...words.map((text) => ['M', text] as const))
  return heardView(heard(transcript), NEW_YORK).map(({ label, value }) => [label, value])
}

test('each rule stands with what was said of it', () => {
  const [basis, attribution, embargo] = heardView(
    heard(
      aTranscript(
        ['M', 'This call is on background, attributable to a “senior administration official.”'],
        ['M', 'Its contents are embargoed until the end of the call.'],
      ),
    ),
    NEW_YORK,
  )
  expect(basis).toMatchObject({ label: 'Basis', value: 'On background', quotes: [{ turn: 1 }] })
  expect(attribution).toMatchObject({ value: '“senior administration official”' })
  expect(embargo).toEqual({
    label: 'Embargo',
    value: 'Until the end of the call',
    quotes: [{ text: 'Its contents are embargoed until the end of the call.', turn: 2 }],
  })
})

test.each([
  [
    'a clock time, in its zone and in the call’s',
    ['The contents are embargoed until 5:00 a.m. local time in Rome, tomorrow.'],
    'Until 5:00 a.m. on Tuesday, March 17 in Rome, which is 12:00 a.m. here',
  ],
  ['nothing', ['Thanks for joining.'], 'Not said'],
  ['no embargo', ['There is no embargo on this call.'], 'None'],
])('%s', (_what, words, says) => {
  expect(said(...words)).toContainEqual(['Embargo', says])
})

test('what nobody said is said to be so, and a lift that was spoken stands with the rest', () => {
  expect(said('Thanks for joining.')).toEqual([
    ['Basis', 'Not said'],
    ['Attributed to', 'Not said'],
    ['Embargo', 'Not said'],
  ])
  expect(
    said('The contents are embargoed until the end of the call.', 'The embargo is now lifted.'),
  ).toContainEqual(['Lifted', 'A moderator said so'])
})
