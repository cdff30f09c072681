/** Links and Message-IDs: opaque, fixed, and refused when anything about them was changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLinks, MESSAGE_ID_LENGTH, TOKEN_LENGTH } from '../../src/rendering/links.ts'

const SECRET = 'a secret of forty characters for testing'
const links = createLinks(SECRET, 'https://news.example')
const numbers = fc.integer({ min: 0, max: 2 ** 47 - 1 })

test('a subscriber’s token round-trips, and all are of one length', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const token = links.subscriberToken(number)
      expect(token).toMatch(/^[\w-]+$/)
      expect(token).toHaveLength(TOKEN_LENGTH)
      expect(links.readSubscriberToken(token)).toBe(number)
    }),
  )
})

test('a token with any character changed is nobody’s', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.nat(TOKEN_LENGTH - 1),
      fc.constantFrom('A', 'Z', '_', '-', '7'),
      (number, at, to) => {
        const token = links.subscriberToken(number)
        const changed = `${token.slice(0, at)}${to}${token.slice(at + 1)}`
        fc.pre(changed !== token)
        expect(links.readSubscriberToken(changed)).toBeNull()
      },
    ),
  )
})

test('a token of another length, of another alphabet or of another secret is nobody’s', () => {
  const token = links.subscriberToken(7)
  const elsewhere = createLinks(`${SECRET} other`, 'https://news.example')
  for (const wrong of ['', token.slice(1), `${token}A`, `${token}==`, '!'.repeat(TOKEN_LENGTH)])
    expect(links.readSubscriberToken(wrong)).toBeNull()
  expect(elsewhere.readSubscriberToken(token)).toBeNull()
})

test('neighbours’ tokens are not alike', () => {
  expect(links.subscriberToken(1).slice(0, 6)).not.toBe(links.subscriberToken(2).slice(0, 6))
})

test('a Message-ID is fixed for an alert and a number, differs otherwise, and shows neither', () => {
  const alertId = '01JZZZZZZZZZZZZZZZZZZZZZZZ'
  const id = links.messageId(alertId, 123456)
  expect(links.messageId(alertId, 123456)).toBe(id)
  expect(links.messageId(alertId, 123457)).not.toBe(id)
  expect(links.messageId(`${alertId}X`, 123456)).not.toBe(id)
  expect(id).toMatch(new RegExp(`^<[\\w-]{${MESSAGE_ID_LENGTH}}@news\\.example>$`))
  expect(id).not.toContain(alertId)
  expect(id).not.toContain('123456')
  const inside = Buffer.from(id.slice(1, 1 + MESSAGE_ID_LENGTH), 'base64url').toString('latin1')
  expect(inside).not.toContain('123456')
})
