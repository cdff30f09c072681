/** A release as text and as JSON: whole, in the forms people and programs know, with nothing from inside. */
import { expect, test } from 'vitest'
import type { Content } from '../../src/domain/content.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'
import { createPages } from '../../src/rendering/newsroom-pages.ts'
import { TRANSCRIPT } from '../support/a-call.ts'
import { aCleared, LIFTED_AT, MINUTE, STATEMENT } from './a-cleared.ts'

async function formsOf(content: Partial<Content>, publishedAt = [LIFTED_AT]) {
  const { contents, first } = aCleared({ content, publishedAt })
  const pages = createPages({ contents, publicUrl: 'https://news.example' })
  const [text, json] = [await pages.releaseText(first), await pages.releaseJson(first)]
  return { text, json, read: JSON.parse(json.body) }
}

test('the text form opens with what it is, when it came out and how it may be used', async () => {
  const { text } = await formsOf({})
  expect(text.type).toBe('text/plain; charset=utf-8')
  expect(text.body.split('\n\n').slice(0, 3)).toEqual([
    'Background press call on the river talks',
    'Transcript. Published 3:18 p.m. EDT, March 14, 2026.',
    'On background. May be quoted, attributed only as stated: “senior administration official”.',
  ])
})

test('the transcript in it is in the house form: venue, clock, turns, Q, clock', async () => {
  const { text } = await formsOf({})
  const transcript = text.body.slice(text.body.indexOf('Via Teleconference'))
  expect(transcript).toMatch(
    /^Via Teleconference\n\n2:59 P\.M\. EDT\n\nMODERATOR: {2}Thanks, everyone, for joining\. /,
  )
  expect(transcript).toContain('\n\nQ    Thanks. Did they agree on the gauges?\n\n')
  expect(transcript).toMatch(/\n\n3:18 P\.M\. EDT\n$/)
})

test('what it prints is read back as it was', async () => {
  const { text } = await formsOf({})
  const printed = text.body.slice(text.body.indexOf('Via Teleconference'))
  expect(readTranscript(printed)).toEqual(readTranscript(TRANSCRIPT))
})

test('Markdown stays as it was written', async () => {
  const { text } = await formsOf(STATEMENT)
  expect(text.body).toMatch(/\n\nThe delegations \*will\* meet again in the spring\.\n$/)
})

test('the JSON form has the words and the public instants, and no record’s name', async () => {
  const corrected = LIFTED_AT + 2 * MINUTE
  const { json, read } = await formsOf({ note: 'It is eleven.' }, [LIFTED_AT, corrected])
  expect(read).toMatchObject({
    slug: 'background-press-call-on-the-river-talks',
    kind: 'transcript',
    publishedAt: '2026-03-14T19:18:00.000Z',
    updatedAt: '2026-03-14T19:20:00.000Z',
    revision: 2,
    note: 'It is eleven.',
    groundRules: { basis: 'on-background', attribution: 'senior administration official' },
  })
  expect(json.body).not.toMatch(/01J/)
  expect(Object.keys(read)).toEqual(
    'slug kind headline summary body groundRules topics contact publishedAt updatedAt revision note corrections'.split(
      ' ',
    ),
  )
})
