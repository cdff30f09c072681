/** Times carry the letters that they are known by where they are kept. */
import { expect, test } from 'vitest'
import { pressTime } from '../../src/domain/instant.ts'

const JULY = Date.UTC(2026, 6, 14, 4)
const JANUARY = Date.UTC(2026, 0, 14, 4)

test.each([
  ['America/New_York', JULY, '12:00 a.m. EDT, July 14, 2026'],
  ['America/New_York', JANUARY, '11:00 p.m. EST, January 13, 2026'],
  ['Europe/Rome', JULY, '6:00 a.m. CEST, July 14, 2026'],
  ['Europe/Rome', JANUARY, '5:00 a.m. CET, January 14, 2026'],
  ['Europe/London', JULY, '5:00 a.m. BST, July 14, 2026'],
  ['Europe/London', JANUARY, '4:00 a.m. GMT, January 14, 2026'],
  ['Asia/Kolkata', JULY, '9:30 a.m. IST, July 14, 2026'],
  ['Australia/Sydney', JANUARY, '3:00 p.m. AEDT, January 14, 2026'],
  // Letters that no edition of English writes are not made up.
  ['Asia/Tokyo', JULY, '1:00 p.m. GMT+9, July 14, 2026'],
  ['UTC', JULY, '4:00 a.m. UTC, July 14, 2026'],
])('in %s', (zone, at, says) => {
  expect(pressTime(at, zone)).toBe(says)
})
