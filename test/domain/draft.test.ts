/** Drafting and its guard: what was drafted under the rules passes, and no field is a way round it. */
import { expect, test } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { draftContent, refuseNames, refuseWithheld, type Source } from '../../src/domain/draft.ts'
import type { GroundRules } from '../../src/domain/ground-rules.ts'

const rules: GroundRules = {
  basis: 'on-background',
  attribution: 'deputy envoy for rivers',
  speakers: [{ name: 'Jane Doe', title: 'Deputy Envoy', aliases: ['Janie'], withheld: true }],
}
const source: Source = {
  rules,
  inheritsRules: true,
  headline: 'What Jane Doe said',
  summary: null,
  body: {
    form: 'transcript',
    transcript: {
      callDate: null,
      venue: 'At the house of Ms. Doe',
      start: null,
      end: null,
      turns: [{ speaker: 'MS. DOE', role: 'speaker', paragraphs: ['I am Janie, the Deputy Envoy.'] }],
    },
  },
  topics: [],
  contact: null,
  edits: [],
}
const draft = (change: Partial<Source> = {}): Content =>
  draftContent('transcript', { ...source, ...change }, { call: null, note: 'Doe was misheard' })

test('what was drafted passes the guard, though the title is a part of the attribution', () => {
  expect(refuseWithheld(draft(), rules)).toBeNull()
  expect(JSON.stringify(draft())).not.toMatch(/jane|doe/i)
})

test.each([
  ['headline', { headline: 'What Jane Doe said' }],
  ['summary', { summary: 'Janie speaks' }],
  ['note', { note: 'Doe was misheard' }],
  ['topics', { topics: ['jane-doe'] }],
  ['contact.name', { contact: { name: 'Jane Doe', email: 'press@example.gov' } }],
  ['contact.email', { contact: { name: 'Press', email: 'jane.doe@example.gov' } }],
  [
    'groundRules.attribution',
    { groundRules: { basis: 'on-background', attribution: 'an aide to Jane Doe' } },
  ],
] as const)('a name in the %s is refused, saying where, not what', (path, change) => {
  const refused = refuseWithheld({ ...draft(), ...change } as Content, rules)
  expect(refused).toMatchObject({ refused: 'withheld-name', faults: [{ path }] })
  expect(JSON.stringify(refused)).not.toMatch(/jane|doe/i)
})

test('a name split over two paragraphs is refused', () => {
  const content = draft()
  if (content.body.form !== 'transcript') throw new Error('Not a transcript')
  const turns = [{ speaker: 'Q', role: 'reporter' as const, paragraphs: ['Thank you, Ja', 'nie Doe'] }]
  const split = { ...content, body: { ...content.body, transcript: { ...content.body.transcript, turns } } }
  expect(refuseWithheld(split, rules)).not.toBeNull()
})

test('any text about to be public can be asked', () => {
  expect(refuseNames([['publicNotice', 'Withdrawn at the wish of Ms. Doe']], rules)).not.toBeNull()
  expect(refuseNames([['publicNotice', 'Withdrawn.']], rules)).toBeNull()
})
