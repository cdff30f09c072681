/** Subscribers: a number each, never reused; states that no import undoes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('an address keeps its number through leaving, erasing and coming back', async () => {
  const { subscribers } = shop.store
  const number = await subscribers.confirm({ email: 'a@x.example', topics: ['water'] })
  await subscribers.change(number, { state: 'left', topics: null })
  expect(await subscribers.confirm({ email: 'A@X.example', topics: [] })).toBe(number)
  expect(await subscribers.read(number)).toMatchObject({ state: 'active', topics: [] })
  await subscribers.change(number, { state: 'erased', topics: [] })
  expect(await subscribers.read(number)).toMatchObject({ state: 'erased', address: '' })
  expect(await subscribers.confirm({ email: 'b@x.example', topics: [] })).toBe(number + 1)
})

test('an import adds the new, and changes nobody it knows', async () => {
  const { subscribers } = shop.store
  const left = await subscribers.confirm({ email: 'left@x.example', topics: [] })
  await subscribers.change(left, { state: 'left', topics: null })
  const kept = await subscribers.confirm({ email: 'kept@x.example', topics: ['trade'] })
  const lines = ['left', 'kept', 'new', 'new'].map((name) => ({ email: `${name}@x.example`, topics: [] }))
  expect(await subscribers.import(lines)).toEqual({ added: 1, known: 3 })
  expect(await subscribers.read(left)).toMatchObject({ state: 'left' })
  expect(await subscribers.read(kept)).toMatchObject({ state: 'active', topics: ['trade'] })
})

test('many who sign up at once get numbers of their own', async () => {
  const stores = Array.from({ length: 8 }, () => shop.another())
  const numbers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      stores[index % 8]?.subscribers.confirm({ email: `crowd${index}@x.example`, topics: [] }),
    ),
  )
  expect(new Set(numbers).size).toBe(200)
})

test('10,000 subscribers take at most 250 bytes of Redis each, indexes and all', async () => {
  const fresh = openWorkshop()
  for (let from = 0; from < 10_000; from += 500)
    await fresh.store.subscribers.import(
      Array.from({ length: 500 }, (_, index) => ({
        email: `firstname.lastname${from + index}@newspaper.example`,
        topics: ['water'],
      })),
    )
  let bytes = 0
  for await (const keys of redis.scanStream({ match: `${fresh.store.keys.queuePrefix}*`, count: 1000 }))
    for (const key of keys) bytes += Number(await redis.memory('USAGE', String(key), 'SAMPLES', 0))
  const each = bytes / 10_000
  console.info(`${each.toFixed(0)} bytes a subscriber`)
  expect(each).toBeLessThan(250)
  await fresh.close()
})

test('an address and a number are on channels of their own, with topics and changes of their own', async () => {
  const { subscribers, keys, countAudience } = shop.store
  const mail = await subscribers.confirm({ email: 'both@x.example', topics: ['trade'] })
  const text = await subscribers.confirm({ phone: '+12025550123', topics: ['water'] })
  expect(await subscribers.find('+12025550123')).toMatchObject({ number: text, topics: ['water'] })
  expect(await subscribers.find('both@x.example')).toMatchObject({ number: mail, topics: ['trade'] })
  const bits = (number: number) =>
    Promise.all(
      [
        ...[keys.subscribed('email'), keys.subscribed('sms')],
        ...[keys.subscribedTopic('email', 'trade'), keys.subscribedTopic('sms', 'water')],
      ].map((key) => redis.getbit(key, number)),
    )
  expect(await bits(mail)).toEqual([1, 0, 1, 0])
  expect(await bits(text)).toEqual([0, 1, 0, 1])
  expect(await countAudience({ who: 'topics', topics: ['water'] })).toBeGreaterThan(0)

  await subscribers.change(text, { state: 'paused', topics: ['trade'] })
  expect(await bits(mail)).toEqual([1, 0, 1, 0])
  expect(await bits(text)).toEqual([0, 0, 0, 0])
  expect(await subscribers.read(text)).toMatchObject({ state: 'paused', topics: ['trade'] })
  await subscribers.change(text, { state: 'erased', topics: [] })
  expect(await subscribers.import([{ phone: '+12025550123', topics: [] }])).toEqual({ added: 0, known: 1 })
  expect(await subscribers.confirm({ phone: '+12025550123', topics: [] })).toBe(text)
  expect(await bits(text)).toEqual([0, 1, 0, 0])
  expect(await bits(mail)).toEqual([1, 0, 1, 0])
})
