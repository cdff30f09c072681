/** Text messages: one POST a text, whole for each number, and honest about what became of it. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLinks } from '../../src/rendering/links.ts'
import { TOKEN_SLOT } from '../../src/rendering/message.ts'
import { type Text, TextMessage } from '../../src/rendering/text-message.ts'
import type { Channel } from '../../workers/channels/channel.ts'
import { createSmsChannel, type SmsSettings } from '../../workers/channels/sms.ts'
import { type SmsGateway, startSmsGateway } from '../support/sms-gateway.ts'

const links = createLinks('a secret of more than thirty-two letters', 'https://news.example')
const ALERT = 'alt_01JZZZZZZZZZZZZZZZZZZZZZZZ'
const message = TextMessage.compose(`It is out: ${links.leave(TOKEN_SLOT)}`, true)
const numberOf = (number: number) => `+1202555${String(number).padStart(4, '0')}`
const addressed = (number: number): Text =>
  message.addressed({
    to: numberOf(number),
    id: links.textId(ALERT, number),
    token: links.subscriberToken(number),
  })

let gateway: SmsGateway
const undo: (() => unknown)[] = []
beforeEach(async () => {
  gateway = await startSmsGateway()
  undo.push(() => gateway.close())
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

function channelTo(url: string, more: Partial<SmsSettings> = {}): Channel<Text> {
  const channel = createSmsChannel({ url, token: null, connections: 5, ...more })
  undo.push(() => channel.close())
  return channel
}

test('each number gets its own text, with the id and the token that the gateway is told', async () => {
  const channel = channelTo(gateway.url, { token: 'a-token' })
  for (const number of [1, 999_999])
    expect(await channel.send(addressed(number))).toMatchObject({ outcome: 'sent' })
  expect(gateway.received).toHaveLength(2)
  for (const [index, number] of [1, 999_999].entries()) {
    const { id, to, text, headers, url } = gateway.received[index] ?? {}
    expect({ id, to, url }).toEqual({ id: links.textId(ALERT, number), to: numberOf(number), url: '/texts' })
    expect(text).toBe(`It is out: https://news.example/u/${links.subscriberToken(number)}`)
    expect(headers).toMatchObject({
      authorization: 'Bearer a-token',
      'idempotency-key': id,
      'content-type': 'application/json',
    })
    expect(id).toMatch(/^[\w-]{43}$/)
  }
  expect(gateway.connections()).toBe(1)
})

test.each([
  [200, 'sent', ''],
  [204, 'sent', ''],
  [301, 'transient', 'sms-301'],
  [307, 'transient', 'sms-307'],
  [400, 'permanent', 'sms-400'],
  [401, 'transient', 'sms-401'],
  [404, 'transient', 'sms-404'],
  [408, 'transient', 'sms-408'],
  [410, 'permanent', 'sms-410'],
  [422, 'permanent', 'sms-422'],
  [425, 'transient', 'sms-425'],
  [429, 'transient', 'sms-429'],
  [500, 'transient', 'sms-500'],
  [503, 'transient', 'sms-503'],
])('%i is %s, and no redirect is followed', async (status, outcome, code) => {
  gateway.answer = () => status
  expect(await channelTo(gateway.url).send(addressed(1))).toMatchObject({ outcome, code })
  expect(gateway.received).toHaveLength(1)
})

test('connections are no more than allowed, kept, and used again, also after a refusal', async () => {
  gateway.answer = (to) => (to.endsWith('3') ? 422 : 202)
  const channel = channelTo(gateway.url, { connections: 3 })
  const sent = await Promise.all(Array.from({ length: 60 }, (_, number) => channel.send(addressed(number))))
  expect(sent.filter(({ outcome }) => outcome === 'sent')).toHaveLength(54)
  expect(gateway.connections()).toBe(3)
})

describe('a gateway that is lost', () => {
  test('refused before anything was written it goes again, and it is away', async () => {
    await gateway.close()
    const sent = await channelTo(gateway.url).send(addressed(1))
    expect(sent).toEqual({ outcome: 'transient', code: 'econnrefused', away: true })
  })

  test.each(['before reading', 'after taking'] as const)('%s: nobody knows', async (point) => {
    gateway.drop = () => point
    expect(await channelTo(gateway.url).send(addressed(1))).toEqual({ outcome: 'unknown', code: 'sms-lost' })
  })

  test('silent after it was written: nobody knows', async () => {
    gateway.beforeAnswering = () => new Promise(() => {})
    const channel = channelTo(gateway.url, { silentForMs: 100 })
    expect(await channel.send(addressed(1))).toEqual({ outcome: 'unknown', code: 'sms-lost' })
  })

  test('an idle connection that it closed costs nobody their text', async () => {
    let pace = async () => {}
    const channel = channelTo(gateway.url, { pace: () => pace() })
    expect(await channel.send(addressed(1))).toMatchObject({ outcome: 'sent' })
    pace = () => {
      pace = async () => {}
      gateway.hangUp()
      return new Promise(() => {})
    }
    expect(await channel.send(addressed(2))).toMatchObject({ outcome: 'sent' })
    expect(gateway.connections()).toBe(2)
  })

  test('TLS that fails is a connection that was never there', async () => {
    const plain = gateway.url.replace('http:', 'https:')
    expect(await channelTo(plain).send(addressed(1))).toMatchObject({ outcome: 'transient', away: true })
    expect(gateway.received).toHaveLength(0)
  })
})

test('what it answers is not waited for, kept nor read: neither a long body nor one that never ends', async () => {
  const channel = channelTo(gateway.url, { connections: 1, silentForMs: 200 })
  gateway.body = (res) => void res.write('x')
  expect(await channel.send(addressed(1))).toMatchObject({ outcome: 'sent' })
  gateway.body = (res) => res.end('x'.repeat(1024 * 1024))
  expect(await channel.send(addressed(2))).toMatchObject({ outcome: 'sent' })
  gateway.body = (res) => res.end()
  expect(await channel.send(addressed(3))).toMatchObject({ outcome: 'sent' })
})

test('what no longer stands does not leave, however long it waited', async () => {
  const channel = channelTo(gateway.url)
  expect(await channel.send(addressed(1), () => false)).toMatchObject({ code: 'withdrawn' })
  expect(await channel.send(addressed(2), async () => true)).toMatchObject({ outcome: 'sent' })
  expect(gateway.received.map(({ to }) => to)).toEqual([numberOf(2)])
})

test('nothing is written while it waits for its turn, and what is lost meanwhile is not in doubt', async () => {
  let written = 0
  const sockets = createServer((socket) => {
    socket.on('data', (chunk) => {
      written += chunk.length
    })
    socket.on('error', () => {})
    setTimeout(() => socket.destroy(), 50)
  })
  sockets.listen(0, '127.0.0.1')
  await once(sockets, 'listening')
  undo.push(() => sockets.close())
  const address = sockets.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const channel = channelTo(`http://127.0.0.1:${port}/`, { pace: () => new Promise(() => {}) })
  expect(await channel.send(addressed(1))).toMatchObject({ outcome: 'transient', away: true })
  expect(written).toBe(0)
})
