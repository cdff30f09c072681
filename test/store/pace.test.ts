/** The limit of messages a second: kept by all processes together, also after one of them stood still. */
import { expect } from 'vitest'
import { createKeys } from '../../src/store/keys.ts'
import { createPace } from '../../src/store/pace.ts'
import { test } from '../support/redis.ts'

/** Ten milliseconds between two. */
const PER_SECOND = 100

function standStill(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('what two processes ask for is spaced evenly between them', async ({ redis, namespace }) => {
  const keys = createKeys(namespace)
  const paces = [1, 2].map(() => createPace(redis, keys, 'email', PER_SECOND))
  const began = performance.now()
  await Promise.all(paces.flatMap((pace) => Array.from({ length: 20 }, pace)))
  // Forty messages have thirty-nine gaps between them.
  expect(performance.now() - began).toBeGreaterThanOrEqual(39 * 10)
})

test('a process that stood still does not send at once what it missed', async ({ redis, namespace }) => {
  const pace = createPace(redis, createKeys(namespace), 'email', PER_SECOND)
  const left: number[] = []
  const all = Array.from({ length: 40 }, async () => {
    await pace()
    left.push(performance.now())
  })
  await Promise.race(all)
  standStill(350)
  const stoodUntil = performance.now()
  await Promise.all(all)
  const atOnce = left.filter((at) => at > stoodUntil && at < stoodUntil + 10)
  expect(atOnce.length).toBeLessThan(15)
  expect(left).toHaveLength(40)
})

test('moments given out by a clock that fell back since hold nobody up', async ({ redis, namespace }) => {
  const keys = createKeys(namespace)
  const pace = createPace(redis, keys, 'email', PER_SECOND)
  const anHourAhead = (Date.now() + 3_600_000) * 1000
  await redis.set(keys.pace('email'), `${anHourAhead + 30_000}|${anHourAhead}`)
  const began = performance.now()
  await pace()
  expect(performance.now() - began).toBeGreaterThanOrEqual(29)
  expect(performance.now() - began).toBeLessThan(5000)
})
