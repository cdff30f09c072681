/** Subscribers: bulk data by number, packed in buckets, with a bitmap for each thing one can subscribe to. */
import { createHmac } from 'node:crypto'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { addressOf, channelOf, type NamedAddress } from '../domain/address.ts'
import type { Channel } from '../domain/alert.ts'
import type { LeftReason, Subscriber, SubscriberState } from '../domain/subscriber.ts'
import type { Keys } from './keys.ts'
import { createScript, readLua } from './script.ts'

const LETTER: Readonly<Record<SubscriberState, string>> = { active: 'a', paused: 'p', left: 'l', erased: 'e' }
/** Those who left have a letter for each reason; change-subscriber.lua knows them too. */
export const LEFT_LETTER: Readonly<Record<LeftReason, string>> = {
  unsubscribed: 'l',
  bounced: 'b',
  complained: 'c',
  refused: 'r',
}
const MEANING = new Map<string, Pick<Subscriber, 'state' | 'reason'>>([
  ['a', { state: 'active', reason: null }],
  ['p', { state: 'paused', reason: null }],
  ['l', { state: 'left', reason: 'unsubscribed' }],
  ['b', { state: 'left', reason: 'bounced' }],
  ['c', { state: 'left', reason: 'complained' }],
  ['r', { state: 'left', reason: 'refused' }],
  ['e', { state: 'erased', reason: null }],
])

type Line = NamedAddress & { readonly topics: readonly string[] }

/** `addressKey` keys the digests that stand for addresses in the index, also of those who were erased. */
export function createSubscribers(redis: Redis, keys: Keys, addressKey: Buffer) {
  const subscribe = createScript(redis, readLua('subscribe.lua', import.meta.url))
  const change = createScript(redis, readLua('change-subscriber.lua', import.meta.url))
  const digest = (address: string) =>
    createHmac('sha256', addressKey).update(address.toLowerCase()).digest('base64url').slice(0, 16)

  async function add(manner: 'import' | 'confirm', lines: readonly Line[]): Promise<readonly number[]> {
    const packed = lines.map((line) => {
      const address = addressOf(line)
      return [digest(address), address, line.topics]
    })
    const answer = await subscribe([keys.subscriberCount], [keys.queuePrefix, manner, JSON.stringify(packed)])
    return z.array(z.number()).parse(answer)
  }

  async function read(number: number): Promise<Subscriber | null> {
    const value = await redis.hget(keys.subscriberBucket(number), String(number % 100))
    if (value === null) return null
    const subscriber = unpack(number, value)
    return { ...subscriber, topics: await topicsOf(number, channelOf(subscriber.address)) }
  }

  async function topicsOf(number: number, channel: Channel): Promise<readonly string[]> {
    const known = await redis.smembers(keys.subscribedTopics(channel))
    const bits = await Promise.all(
      known.map((topic) => redis.getbit(keys.subscribedTopic(channel, topic), number)),
    )
    return known.filter((_, index) => bits[index] === 1).sort()
  }

  return {
    /** A confirmed sign-up: subscribes, or changes the topics of one who is, or brings back one who left. */
    async confirm(line: Line): Promise<number> {
      const [number] = await add('confirm', [line])
      if (number === undefined) throw new Error('Subscribing answered no number')
      return number
    },
    /** How many of these were new; the others were known, or had left and stay away. */
    async import(lines: readonly Line[]): Promise<{ added: number; known: number }> {
      const numbers = await add('import', lines)
      const added = numbers.filter((number) => number > 0).length
      return { added, known: numbers.length - added }
    },
    read,
    async find(address: string): Promise<Subscriber | null> {
      const key = digest(address)
      const number = await redis.hget(keys.subscriberAddresses(key), key)
      return number === null ? null : read(Number(number))
    },
    /**
     * False when there is no such subscriber, or it was erased. `topics` null: unchanged. Who left stays
     * away, for the reason they first left for: only {@link confirm} brings them back.
     */
    async change(
      number: number,
      to: { state: SubscriberState; topics: readonly string[] | null },
    ): Promise<boolean> {
      const topics = to.topics === null ? '' : JSON.stringify(to.topics)
      const answer = await change(
        [keys.subscriberBucket(number)],
        [number, LETTER[to.state], keys.queuePrefix, topics],
      )
      return answer === 1
    },
    /** How many get alerts on a channel. */
    count: (channel: Channel): Promise<number> => redis.bitcount(keys.subscribed(channel)),
  }
}

/** A packed subscriber: a letter for the state, then the address. */
export function unpack(number: number, value: string): Omit<Subscriber, 'topics'> {
  const meaning = MEANING.get(value.slice(0, 1))
  if (meaning === undefined) throw new Error('A subscriber is stored in no known state')
  return { number, address: value.slice(1), ...meaning }
}
