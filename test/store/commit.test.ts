/** The commit: each unit whole or not at all, revisions compared, the instant stamped by Redis. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Change, ops, STAMP, together } from '../../src/store/commit.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop, type Workshop } from '../support/store.ts'

let shop: Workshop
const redis = openRedis()
beforeAll(() => {
  shop = openWorkshop()
})
afterAll(async () => {
  await shop.close()
  redis.disconnect()
})

const key = (name: string) => shop.store.keys.record('test', name)
const write = (name: string, revision: number, body = '{}'): Change => ({
  expect: [{ key: key(name), revision: revision - 1 }],
  ops: [['record', key(name), String(revision), body]],
})

test('a unit with one stale record writes nothing of it, and the others are tried', async () => {
  const { outcomes } = await shop.store.commit([
    write('a', 1),
    together(write('b', 1), write('a', 5), ops(['set', key('c'), 'x'])),
    write('d', 1),
  ])
  expect(outcomes).toEqual(['committed', 'stale', 'committed'])
  expect(await redis.exists(key('b'), key('c'))).toBe(0)
  expect(await redis.exists(key('d'))).toBe(1)
})

test('of many who write the same revision exactly one wins', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => shop.another().commit([write('race', 1)])))
  const won = all.filter(({ outcomes }) => outcomes[0] === 'committed')
  expect(won).toHaveLength(1)
})

test('the stamp becomes Redis’s time in records, scores and streams', async () => {
  const { now } = await shop.store.commit([
    together(
      write('stamped', 1, JSON.stringify({ at: STAMP })),
      ops(
        ['zadd', key('scores'), String(STAMP), 'm'],
        ['xadd', key('stream'), '0', JSON.stringify({ at: STAMP, long: 'x'.repeat(100) })],
      ),
    ),
  ])
  const [seconds] = await redis.time()
  expect(Math.abs(now - Number(seconds) * 1000)).toBeLessThan(3000)
  expect(await redis.hget(key('stamped'), 'j')).toBe(JSON.stringify({ at: now }))
  expect(await redis.zscore(key('scores'), 'm')).toBe(String(now))
  expect(JSON.stringify(await redis.xrange(key('stream'), '-', '+'))).toContain(String(now))
})

test.each([
  ['before its instant', { notBefore: Date.now() + 60_000 }, 'early'],
  ['while everything is held', { unlessExists: 'held' }, 'held'],
  ['when it is not in the index', { member: { key: 'due', member: 'm', score: 5 } }, 'gone'],
  ['when the index has another instant', { member: { key: 'due', member: 'moved', score: 5 } }, 'gone'],
])('a guard refuses a unit %s', async (_when, guard, outcome) => {
  await redis.set(key('held'), '1')
  await redis.zadd(key('due'), 6, 'moved')
  const named = {
    ...guard,
    ...('unlessExists' in guard && { unlessExists: key('held') }),
    ...('member' in guard && guard.member && { member: { ...guard.member, key: key('due') } }),
  }
  const { outcomes } = await shop.store.commit([{ ...write(`guarded-${outcome}`, 1), guard: named }])
  expect(outcomes).toEqual([outcome])
  expect(await redis.exists(key(`guarded-${outcome}`))).toBe(0)
})

test('text in a body is stored as it is, whatever it looks like', async () => {
  const odd = JSON.stringify({ text: '"@now" %d %1 {} \u0000 “quotes” 漢字', long: 'y'.repeat(200) })
  await shop.store.commit([write('odd', 1, odd)])
  expect(await redis.hget(key('odd'), 'j')).toBe(odd)
})

test('a value laid down beforehand is adopted whole; gone meanwhile, the unit is stale', async () => {
  await redis.set(key('staged'), 'long text', 'EX', 60)
  const adopt = (from: string) =>
    together(write(`adopts-${from}`, 1), ops(['adopt', key('place'), key(from)]))
  expect((await shop.store.commit([adopt('staged')])).outcomes).toEqual(['committed'])
  expect(await redis.get(key('place'))).toBe('long text')
  expect(await redis.ttl(key('place'))).toBe(-1)
  expect((await shop.store.commit([adopt('expired')])).outcomes).toEqual(['stale'])
  expect(await redis.exists(key('adopts-expired'))).toBe(0)
})

test('what follows from the first unit sees what it wrote, and is not tried without it', async () => {
  const due: Change = ops(['zadd', key('follows-due'), '7', 'm'])
  const behind = (name: string): Change => ({
    ...write(name, 2),
    guard: { behindFirst: true, member: { key: key('follows-due'), member: 'm', score: 7 } },
  })
  const followed = await shop.store.commit([together(write('led', 1), due), behind('led')])
  expect(followed.outcomes).toEqual(['committed', 'committed'])

  // Another has brought the record to just the revision that the second unit asks for.
  await shop.store.commit([write('stolen', 1)])
  const alone = await shop.store.commit([together(write('stolen', 1), due), behind('stolen')])
  expect(alone.outcomes).toEqual(['stale', 'stale'])
  expect(await redis.hget(key('stolen'), 'r')).toBe('1')
})
