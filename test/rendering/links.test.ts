/** Links and Message-IDs: opaque, fixed, and refused when anything about them was changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLinks, TOKEN_LENGTH } from '../../src/rendering/links.ts'
import { MESSAGE_ID_LENGTH } from '../../src/rendering/message-ids.ts'

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

const ULID_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ulids = fc
  .tuple(
    fc.constantFrom(...'01234567'),
    fc.array(fc.constantFrom(...ULID_DIGITS), { minLength: 25, maxLength: 25 }),
  )
  .map(([first, rest]) => `${first}${rest.join('')}`)

test('a Message-ID is fixed for an alert and a number, differs otherwise, and shows neither', () => {
  const alertId = 'alt_01JZZZZZZZZZZZZZZZZZZZZZZZ'
  const id = links.messageId(alertId, 123456)
  expect(links.messageId(alertId, 123456)).toBe(id)
  expect(links.messageId(alertId, 123457)).not.toBe(id)
  expect(links.messageId(`${alertId.slice(0, -1)}Y`, 123456)).not.toBe(id)
  expect(id).toMatch(new RegExp(`^<[\\w-]{${MESSAGE_ID_LENGTH}}@news\\.example>$`))
  expect(id).not.toContain(alertId.slice(4))
  expect(id).not.toContain('123456')
  const inside = Buffer.from(id.slice(1, 1 + MESSAGE_ID_LENGTH), 'base64url').toString('latin1')
  expect(inside).not.toContain('123456')
})

test('a Message-ID is read again, also after the newsroom has moved', () => {
  const moved = createLinks(SECRET, 'https://elsewhere.example')
  fc.assert(
    fc.property(ulids, numbers, (ulid, number) => {
      const id = links.messageId(`alt_${ulid}`, number)
      expect(id).toHaveLength(MESSAGE_ID_LENGTH + '<@news.example>'.length)
      expect(moved.readMessageId(id)).toEqual({ ulid, number })
    }),
  )
})

test('a Message-ID with any character changed, made of two, or of another secret is not ours', () => {
  const [ours, next] = ['X', 'Y'].map((end) => links.messageId(`alt_01JZZZZZZZZZZZZZZZZZZZZZZ${end}`, 7))
  fc.assert(
    fc.property(fc.nat(MESSAGE_ID_LENGTH - 1), fc.constantFrom(...'AZ_-7'), (at, to) => {
      const changed = `${ours?.slice(0, at + 1)}${to}${ours?.slice(at + 2)}`
      fc.pre(changed !== ours)
      expect(links.readMessageId(changed)).toBeNull()
    }),
  )
  const bytes = [ours, next].map((id) => Buffer.from(id?.slice(1, 1 + MESSAGE_ID_LENGTH) ?? '', 'base64url'))
  const halves = bytes.flatMap((one) => [one.subarray(0, 16), one.subarray(16), Buffer.alloc(16)])
  const genuine = new Set(bytes.map((one) => one.toString('base64url')))
  for (const first of halves)
    for (const second of halves) {
      const mixed = Buffer.concat([first, second]).toString('base64url')
      if (!genuine.has(mixed)) expect(links.readMessageId(`<${mixed}@news.example>`), mixed).toBeNull()
    }
  expect(createLinks(`${SECRET} other`, 'https://news.example').readMessageId(ours ?? '')).toBeNull()
  for (const wrong of ['', '<>', '<x@news.example>', ours?.slice(1) ?? '', '<20261123.1@mta.example>'])
    expect(links.readMessageId(wrong)).toBeNull()
})
