/** What each text says, and that it fits: in two segments as a rule, in three always, its links whole. */
import { describe, expect, test } from 'vitest'
import type { Cleared } from '../../src/domain/clearance.ts'
import { createLinks } from '../../src/rendering/links.ts'
import { TOKEN_SLOT } from '../../src/rendering/message.ts'
import { TextMessage } from '../../src/rendering/text-message.ts'
import { inPlainMarks, segmentsOf } from '../../src/rendering/text-segments.ts'
import { createTexts } from '../../src/rendering/texts.ts'
import { aCleared, LIFTED_AT, MINUTE, STATEMENT } from './a-cleared.ts'

const publicUrl = 'https://news.example.gov'
const links = createLinks('a secret of forty characters for testing', publicUrl)
const token = links.subscriberToken(7)
const leave = `${publicUrl}/u/${token}`

type Given = Parameters<typeof aCleared>
function textsOf(...given: Given) {
  const { contents, ...cleared } = aCleared(...given)
  return { texts: createTexts({ contents, links }), ...cleared }
}
const bodyOf = (message: TextMessage) => message.bodyFor(token)
const lift = async (...given: Given) => {
  const { texts, all } = textsOf(...given)
  return bodyOf(await texts.lift(all))
}

test('a lift says what happened and when, on what basis, what it is about, where it is and how to leave', async () => {
  const text = await lift({})
  expect(text).toBe(
    [
      'Embargo lifted 3:18 p.m. EDT, March 14. On background.',
      'Background press call on the river talks',
      `${publicUrl}/releases/background-press-call-on-the-river-talks`,
      `Change or leave: ${leave}`,
    ].join('\n'),
  )
  expect(segmentsOf(text)).toBe(2)
})

test('several releases are one text, which leads to all of them', async () => {
  const text = await lift({}, { content: STATEMENT }, {})
  expect(text).toContain(
    '3 releases. Ground rules differ.\nBackground press call on the river talks and 2 more\n',
  )
  expect(text).toContain(`\n${publicUrl}\n`)
  expect(await lift({}, {})).toContain('2 releases. On background.\n')
})

test('a later release and a correction say so', async () => {
  const { texts, first } = textsOf({ content: STATEMENT, publishedAt: [LIFTED_AT, LIFTED_AT + 44 * MINUTE] })
  expect(bodyOf(await texts.release(first))).toMatch(
    /^Published 7:18 p\.m\. UTC, March 14\. On the record\.\n/,
  )
  expect(bodyOf(await texts.correction(first))).toMatch(/^Correction 8:02 p\.m\. UTC, March 14\. /)
})

test('a kill says what its public notice says, and nothing of what it withdraws', () => {
  const { texts } = textsOf({})
  const killed = { slug: 'a-slug', killedAt: LIFTED_AT + 47 * MINUTE, publishedAt: LIFTED_AT }
  const text = bodyOf(texts.kill({ ...killed, publicNotice: 'Figures were not final.' }))
  expect(text).toBe(
    [
      'Withdrawn 8:05 p.m. UTC, March 14: do not use the release of 7:18 p.m. UTC, March 14.',
      'Figures were not final.',
      `${publicUrl}/releases/a-slug`,
      `Change or leave: ${leave}`,
    ].join('\n'),
  )
  expect(bodyOf(texts.kill({ ...killed, publicNotice: '' }))).not.toContain('\n\n')
  const long = bodyOf(texts.kill({ ...killed, publicNotice: 'It was wrong in many ways. '.repeat(18) }))
  expect(segmentsOf(long)).toBe(2)
})

test('a confirmation is short and has no slot of anyone', () => {
  const { texts } = textsOf({})
  const confirmation = texts.confirmation({ confirmUrl: links.confirm(token) })
  expect(bodyOf(confirmation)).toContain(`${publicUrl}/subscribers/confirm?token=${token}\n`)
  expect(confirmation.body).not.toContain(TOKEN_SLOT)
  const already = texts.alreadySubscribed({ leaveUrl: leave })
  for (const text of [confirmation, already].map(bodyOf)) expect(segmentsOf(text)).toBeLessThanOrEqual(2)
})

describe('whatever a headline is', () => {
  const slug = `${'x'.repeat(80)}-abc123`
  test.each([
    ['long', 'A very long headline that goes on and on about everything '.repeat(5)],
    ['typeset', 'The “river” talks – what’s next… '.repeat(4)],
    ['beyond the alphabet of phones', 'Переговоры о реке продолжатся весной в другом городе '.repeat(3)],
    ['one long word', 'w'.repeat(300)],
    ['of letters that take two places', '{[€]}|'.repeat(40)],
    ['of characters of two units', '😀'.repeat(120)],
    ['of several lines', 'One\nTwo\r\nThree'],
  ])('%s: at most three segments, with both links whole', async (_what, headline) => {
    for (const own of [{}, { slug }]) {
      const text = await lift({ content: { headline }, ...own })
      expect(segmentsOf(text)).toBeLessThanOrEqual(3)
      const [, , ...last] = text.split('\n')
      expect(text).toContain(
        `${publicUrl}/releases/${own.slug ?? 'background-press-call-on-the-river-talks'}\n`,
      )
      expect(last.at(-1)).toBe(`Change or leave: ${leave}`)
      expect(text.split('\n').length).toBeLessThanOrEqual(4)
      expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    }
  })

  test('as much of it is said as two segments hold', async () => {
    const text = await lift({ content: { headline: 'A word '.repeat(40) } })
    expect(segmentsOf(text)).toBe(2)
    expect(segmentsOf(text.replace('...', ' and one word more'))).toBe(3)
  })
})

test('a text is made from a proof only, and whoever gets it can leave', async () => {
  const { texts, first } = textsOf({})
  // @ts-expect-error: a release is no proof.
  await expect(texts.release(first.release satisfies Cleared['release'])).rejects.toThrow()
  expect(() => TextMessage.compose('Nothing personal', true)).toThrow(/personal link/)
  const message = await texts.release(first)
  expect(() => message.addressed({ to: '+12025550123', id: 'x', token: 'short' })).toThrow(/length/)
})

describe('segments', () => {
  test.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    // 153 places: the 77th of two places does not fit into the first.
    ['€'.repeat(152), 2],
    ['€'.repeat(153), 3],
    ['Ж'.repeat(70), 1],
    ['Ж'.repeat(71), 2],
    ['Ж'.repeat(134), 2],
    ['Ж'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(66), 2],
    ['😀'.repeat(67), 3],
    ['Düsseldorf, Köln, Århus: ñandù'.repeat(5), 1],
  ])('%#: as phones count them', (text, segments) => {
    expect(segmentsOf(text)).toBe(segments)
  })

  test('typeset marks become plain ones, and so do not cost the alphabet', () => {
    expect(inPlainMarks('“A” – ‘b’… «c»\u00a0d')).toBe('"A" - \'b\'... "c" d')
  })
})
