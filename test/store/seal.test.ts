/** Sealing: opens only where it was sealed, with any of the keys, and not at all when touched. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Sealed } from '../../src/domain/record.ts'
import { createSealing } from '../../src/store/seal.ts'

const [older, newer] = [randomBytes(32), randomBytes(32)]

test('what was sealed opens in its place, and the text is not in it', () => {
  const sealing = createSealing([older])
  const sealed = sealing.seal('the embargoed words', 'call:1')
  expect(sealed).not.toContain('embargoed')
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('embargoed')
  expect(sealing.open(sealed, 'call:1')).toBe('the embargoed words')
  expect(() => sealing.open(sealed, 'call:2')).toThrow()
})

test('the same text is never sealed the same way twice', () => {
  const sealing = createSealing([older])
  expect(sealing.seal('x', 'c')).not.toBe(sealing.seal('x', 'c'))
})

test('a new key seals, the old one still opens, and without it nothing does', () => {
  const before = createSealing([older]).seal('x', 'c')
  const rotated = createSealing([newer, older])
  expect(rotated.open(before, 'c')).toBe('x')
  expect(createSealing([newer]).open(rotated.seal('y', 'c'), 'c')).toBe('y')
  expect(() => createSealing([newer]).open(before, 'c')).toThrow()
})

test('one changed byte anywhere, and it does not open', () => {
  const sealing = createSealing([older])
  const bytes = Buffer.from(sealing.seal('x', 'c'), 'base64url')
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => sealing.open(Sealed.parse(changed.toString('base64url')), 'c')).toThrow()
  }
})
