/** A phone number is taken with its country code, however it is typed, and kept in one form. */
import { expect, test } from 'vitest'
import { addressOf, channelOf, namedAddress, PhoneInQuery, PhoneNumber } from '../../src/domain/address.ts'
import { ImportLine } from '../../src/domain/subscriber.ts'

test.each([
  ['+12025550123', '+12025550123'],
  [' +1 (202) 555-0123 ', '+12025550123'],
  ['+1.202.555.0123', '+12025550123'],
  ['+44 20 7946 0958', '+442079460958'],
  ['+39 312 345 6789', '+393123456789'],
])('%s is kept as %s', (typed, kept) => {
  expect(PhoneNumber.parse(typed)).toBe(kept)
})

test.each([
  ['no country code', '202 555 0123'],
  ['a prefix for another country in place of +', '00442079460958'],
  ['too few digits', '+1 202 555'],
  ['a country that is none', '+999 123456'],
  ['an extension', '+1 202 555 0123 ext. 5'],
  ['words around it', 'call +1 202 555 0123'],
  ['another line', '+1 202 555 0123\nX: y'],
  ['an address', 'desk@paper.example'],
  ['nothing', ''],
])('%s is refused, and not quoted', (_what, typed) => {
  const { error } = PhoneNumber.safeParse(typed)
  expect(error?.issues[0]?.message).toBe('A phone number with + and its country code')
})

test('a + that a query lost is put back', () => {
  expect(PhoneInQuery.parse(' 12025550123')).toBe('+12025550123')
  expect(PhoneInQuery.safeParse('12025550123').success).toBe(false)
})

test('which of the two an address is decides its channel', () => {
  for (const named of [{ email: '+tag@paper.example' }, { phone: '+12025550123' }]) {
    const address = addressOf(named)
    expect(channelOf(address)).toBe('email' in named ? 'email' : 'sms')
    expect(namedAddress(address)).toEqual(named)
  }
  expect(namedAddress('', 'sms')).toEqual({ phone: '' })
})

test('a line of an import has one of the two, and no more', () => {
  expect(ImportLine.parse({ phone: '+1 202 555 0123' })).toEqual({ phone: '+12025550123', topics: [] })
  expect(ImportLine.parse({ email: 'Desk@paper.example' })).toEqual({
    email: 'desk@paper.example',
    topics: [],
  })
  const both = { email: 'desk@paper.example', phone: '+12025550123' }
  for (const line of [both, {}, { phone: '2025550123' }])
    expect(ImportLine.safeParse(line).success).toBe(false)
})
