/** The clock follows Redis, and distrusts a jump of it against the monotonic clock. */
import { expect } from 'vitest'
import { createClock } from '../../src/store/clock.ts'
import { test } from '../support/redis.ts'

test('the estimate stays within a few milliseconds of Redis', async ({ redis }) => {
  const clock = createClock(redis)
  await clock.now()
  const asked = await clock.now()
  expect(Math.abs(clock.estimate() - asked)).toBeLessThan(5)
  expect(clock.trusted).toBe(true)
})

test('an estimate before the first reading is a fault, not a guess', ({ redis }) => {
  expect(() => createClock(redis).estimate()).toThrow()
})

test('a host clock that is wrong changes nothing: only the monotonic one is read', async ({ redis }) => {
  const real = Date.now
  Date.now = () => real() - 5 * 60_000
  try {
    const clock = createClock(redis)
    const [seconds] = await redis.time()
    expect(Math.abs((await clock.now()) - Number(seconds) * 1000)).toBeLessThan(2000)
  } finally {
    Date.now = real
  }
})

test.each([3_600_000, -3_600_000, 1500])(
  'a jump of %d ms is not trusted until it is back',
  async (jumpMs) => {
    // Redis cannot be made to jump here, so the monotonic clock does: only their difference counts.
    const { openRedis } = await import('../support/redis.ts')
    const redis = openRedis()
    let shift = 0
    const clock = createClock(redis, () => performance.now() - shift)
    await clock.now()
    shift = jumpMs
    await clock.now()
    expect(clock.trusted).toBe(false)
    expect(clock.driftMs).toBeCloseTo(jumpMs, -2)
    shift = 0
    await clock.now()
    expect(clock.trusted).toBe(true)
    redis.disconnect()
  },
)

test('drift of a fraction of a second is followed', async ({ redis }) => {
  let shift = 0
  const clock = createClock(redis, () => performance.now() - shift)
  for (let index = 0; index < 30; index += 1) {
    shift += 100
    await clock.now()
  }
  expect(clock.trusted).toBe(true)
})
