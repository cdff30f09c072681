/** What is sealed and answered of a transcript is what the objects would say, though it is made into JSON in runs. */
import { expect, test } from 'vitest'
import { Content } from '../../src/domain/content.ts'
import { draftContent, refuseWithheld, Source } from '../../src/domain/draft.ts'
import type { GroundRules } from '../../src/domain/ground-rules.ts'
import { valueOfJson } from '../../src/domain/json.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import { Transcript, type Turn } from '../../src/domain/transcript/model.ts'
import { takeTranscript } from '../../src/editing/take-transcript.ts'

const rules: GroundRules = {
  basis: 'on-background',
  attribution: 'senior harbor official',
  speakers: [{ name: 'Jane Doe', title: 'Harbor Master', aliases: [], withheld: true }],
}
const about = {
  rules,
  inheritsRules: true,
  headline: 'On the “tides”, with Jane Doe',
  summary: null,
  topics: ['water'],
  contact: null,
}
const more = { call: { startsAt: 1000, timeZone: 'Europe/Rome' }, note: null }

/** Jane Doe speaks once in so many turns. */
function aTranscript(length: number, every: number): Transcript {
  const turns = Array.from({ length }, (_, index): Turn => {
    const isHers = index % every === every - 1
    const paragraphs = [`Line ${index}: “tides” – \\ and "ebbs".`, isHers ? 'I am Jane Doe.' : 'Very well.']
    return { speaker: isHers ? 'MS. DOE' : 'Q', role: isHers ? 'speaker' : 'reporter', paragraphs }
  })
  return { callDate: '2026-03-14', venue: 'Via Teleconference', start: null, end: null, turns }
}

test.each([
  [1, 1],
  [127, 200],
  [128, 128],
  [129, 129],
  [1000, 300],
  [1000, 2],
])('%i turns, one in %i with a withheld name', (length, every) => {
  const transcript = aTranscript(length, every)
  const taken = takeTranscript({
    words: { form: 'turns', transcript },
    about,
    before: null,
    more,
    context: { callDate: '2026-03-14', timeZone: 'Europe/Rome' },
    terms: { until: 'call-end' },
  })
  if (isRefusal(taken)) throw new Error(taken.refused)
  const source: Source = { ...about, body: { form: 'transcript', transcript }, edits: [] }
  const content = Content.parse(valueOfJson(taken.content))
  expect(Transcript.parse(valueOfJson(taken.read))).toEqual(transcript)
  expect(Source.parse(valueOfJson(taken.source))).toEqual(source)
  expect(content).toEqual(draftContent('transcript', source, more))
  expect(refuseWithheld(content, rules)).toBeNull()
})
