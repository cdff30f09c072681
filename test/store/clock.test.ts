/** The clock follows Redis, distrusts a jump of it, and hears what the other processes saw. */
import { expect } from 'vitest'
import { type Clock, createClock } from '../../src/store/clock.ts'
import { createKeys } from '../../src/store/keys.ts'
import { test as base } from '../support/redis.ts'

/** Redis cannot be made to jump here, so what it is held against does: only their difference counts. */
type Host = { shiftMs: number; readonly wallOffMs: number; readonly clock: Clock }

const test = base.extend<{ host: (wallOffMs?: number) => Host }>({
  host: async ({ redis, namespace }, use) => {
    const keys = createKeys(namespace)
    await use((wallOffMs = 0) => {
      const host: Host = {
        shiftMs: 0,
        wallOffMs,
        clock: createClock(redis, keys, {
          monotonic: () => performance.now() - host.shiftMs,
          wall: () => Date.now() + wallOffMs - host.shiftMs,
        }),
      }
      return host
    })
  },
})

/** Every host in turn, twice: what one says in the first round the others hear in the second. */
async function compareAll(hosts: readonly Host[]): Promise<void> {
  for (const { clock } of [...hosts, ...hosts]) await clock.compare()
}
const trusts = (hosts: readonly Host[]) => hosts.map(({ clock }) => clock.trusted)

test('the estimate stays within a few milliseconds of Redis', async ({ host }) => {
  const { clock } = host()
  await clock.now()
  const asked = await clock.now()
  expect(Math.abs(clock.estimate() - asked)).toBeLessThan(5)
  expect(clock.trusted).toBe(true)
})

test('an estimate before the first reading is a fault, not a guess', ({ host }) => {
  expect(() => host().clock.estimate()).toThrow()
})

test('now is Redis’s, whatever the host’s own clock says', async ({ host, redis }) => {
  const { clock } = host(-5 * 60_000)
  const [seconds] = await redis.time()
  expect(Math.abs((await clock.now()) - Number(seconds) * 1000)).toBeLessThan(2000)
  expect(clock.skewMs).toBeCloseTo(5 * 60_000, -2)
})

for (const jumpMs of [3_600_000, -3_600_000, 1500])
  test(`a jump of ${jumpMs} ms is not trusted until it is back`, async ({ host }) => {
    const one = host()
    await one.clock.compare()
    one.shiftMs = jumpMs
    await one.clock.now()
    expect(one.clock.trusted).toBe(false)
    await one.clock.compare()
    expect(one.clock.trusted).toBe(false)
    expect(one.clock.driftMs).toBeCloseTo(jumpMs, -2)
    one.shiftMs = 0
    await one.clock.now()
    expect(one.clock.trusted).toBe(true)
  })

test('drift of a fraction of a second is followed', async ({ host }) => {
  const one = host()
  for (let index = 0; index < 30; index += 1) {
    one.shiftMs += 100
    await one.clock.now()
  }
  expect(one.clock.trusted).toBe(true)
})

test('a jump that all saw is Redis’s; nobody trusts it, however often they compare', async ({ host }) => {
  const hosts = [host(), host(), host()]
  await compareAll(hosts)
  for (const one of hosts) one.shiftMs = 3_600_000
  await compareAll(hosts)
  await compareAll(hosts)
  expect(trusts(hosts)).toEqual([false, false, false])
})

test('a jump that one saw is its own; it gives way to those who watched', async ({ host }) => {
  const hosts = [host(), host(), host()] as const
  await compareAll(hosts)
  hosts[0].shiftMs = 3_600_000
  await hosts[0].clock.now()
  // Until the others have said that they saw nothing, its own eyes count.
  expect(hosts[0].clock.trusted).toBe(false)
  await compareAll(hosts)
  expect(trusts(hosts)).toEqual([true, true, true])
  expect(hosts[0].clock.driftMs).toBeCloseTo(0, -2)
})

test('after a jump for good, trust returns when most processes began after it', async ({ host }) => {
  const hosts = [host(), host(), host()] as const
  await compareAll(hosts)
  for (const one of hosts) one.shiftMs = 3_600_000
  await compareAll(hosts)
  const [first, second] = [host(), host()]
  await hosts[0].clock.leave()
  await compareAll([hosts[1], hosts[2], first])
  expect(trusts([hosts[1], hosts[2]])).toEqual([false, false])
  await hosts[1].clock.leave()
  await compareAll([hosts[2], first, second])
  expect(trusts([hosts[2], first, second])).toEqual([true, true, true])
})

test('processes on hosts with wrong clocks of their own outvote nobody', async ({ host }) => {
  const right = host()
  const wrong = [host(300_000), host(-300_000), host(120_000)]
  await compareAll([right, ...wrong])
  expect(right.clock.trusted).toBe(true)
  // They hear the others first.
  for (const one of wrong) one.shiftMs = -3100
  for (const one of wrong) await one.clock.now()
  await compareAll([right, ...wrong])
  expect(right.clock.trusted).toBe(true)
})
