/** E-mail: composed once, whole for each recipient, and honest about what became of it. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, test } from 'vitest'
import { createLinks } from '../../src/rendering/links.ts'
import { type Mail, Message, TOKEN_SLOT } from '../../src/rendering/message.ts'
import type { Channel } from '../../workers/channels/channel.ts'
import { createEmailChannel } from '../../workers/channels/email.ts'
import { composeMime } from '../../workers/channels/mime-template.ts'
import { startMailSink } from '../support/mail-sink.ts'

const links = createLinks('a secret of more than thirty-two letters', 'https://news.example')
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A message whose links fall on every column, so that some are broken by quoted-printable. */
function aMessage(): Message {
  const lines = Array.from(
    { length: 90 },
    (_, column) => `${'é'.padEnd(column, 'x')} ${links.unsubscribe(TOKEN_SLOT)}`,
  )
  const headers = {
    'List-Unsubscribe': `<${links.unsubscribe(TOKEN_SLOT)}>`,
    'List-Id': '<alerts.news.example>',
  }
  const html = lines.map((line) => `<p>${line}</p>`).join('')
  return Message.compose({ subject: 'Ünïcode: a subject', text: lines.join('\n'), html, headers }, true)
}
const ALERT = 'alt_01JZZZZZZZZZZZZZZZZZZZZZZZ'
const addressed = (message: Message, number: number) =>
  message.addressed({
    to: `desk${number}@paper.example`,
    messageId: links.messageId(ALERT, number),
    token: links.subscriberToken(number),
  })

function channelTo(url: string, silentForMs = 60_000): Channel<Mail> {
  const channel = createEmailChannel({
    silentForMs,
    url,
    from: 'Press Office <press@example.gov>',
    connections: 5,
    dkim: null,
  })
  undo.push(() => channel.close())
  return channel
}

test('every personal part is whole in each copy, wherever the encoding would break a line', async () => {
  const message = aMessage()
  const template = await composeMime(message, 'Press Office <press@example.gov>')
  for (const number of [1, 999_999]) {
    const bytes = template.fill(addressed(message, number))
    const longest = Math.max(
      ...bytes
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.length),
    )
    expect(longest).toBeLessThanOrEqual(998)
    const mail = await simpleParser(bytes)
    const link = links.unsubscribe(links.subscriberToken(number))
    expect(mail.text?.split(link)).toHaveLength(91)
    expect(String(mail.html).split(link)).toHaveLength(91)
    expect(mail.text).not.toContain(TOKEN_SLOT)
    expect(mail.messageId).toBe(links.messageId(ALERT, number))
    expect(JSON.stringify(mail.to)).toContain(`desk${number}@paper.example`)
    expect(mail.subject).toBe('Ünïcode: a subject')
  }
})

test('what goes over the wire is the same mail, with no line a dot alone', async () => {
  const headers = { 'List-Unsubscribe': `<${links.unsubscribe(TOKEN_SLOT)}>` }
  const text = `.\n..\n.hidden\n${links.unsubscribe(TOKEN_SLOT)}\n.`
  const html = `<p>.</p><p>${links.unsubscribe(TOKEN_SLOT)}</p>`
  const message = Message.compose({ subject: 'Dots', text, html, headers }, true)
  const template = await composeMime(message, 'press@example.gov')
  const mail = addressed(message, 7)
  const wire = Buffer.concat([...template.pieces(mail)]).toString('latin1')
  expect(wire).toMatch(/\r\n\.\.\r\n/)
  expect(wire).not.toMatch(/\r\n\.(?!\.)/)
  expect(wire.endsWith('\r\n')).toBe(true)
  const taken = wire.replace(/^\./gm, '')
  expect(taken.trimEnd()).toBe(template.fill(mail).toString('latin1').trimEnd())
})

test('no words keep their own mail from leaving, not even those that stood for an address in another process', async () => {
  const words = 'Write to to-slot-7c1f0a5e@slot.invalid or id-slot-7c1f0a5e@slot.invalid'
  const message = Message.compose({ subject: words, text: words, html: words, headers: {} }, false)
  const template = await composeMime(message, 'press@example.gov')
  expect((await simpleParser(template.fill(addressed(message, 1)))).text?.trim()).toBe(words)
})

test('a value that would break a header is a fault, not a mail', async () => {
  const message = aMessage()
  const template = await composeMime(message, 'press@example.gov')
  const mail = { ...addressed(message, 1), to: 'a@b.example\r\nBcc: c@d.example' }
  expect(() => template.fill(mail)).toThrow()
  expect(() => template.pieces(mail)).toThrow()
})

test('sessions are kept and used again, also after a recipient was refused', async () => {
  const sink = await startMailSink()
  undo.push(() => sink.close())
  sink.refuse = (address) => (address.startsWith('desk3@') ? 550 : address.startsWith('desk4@') ? 450 : null)
  const channel = channelTo(sink.url)
  const message = aMessage()
  const outcomes: string[] = []
  for (let number = 1; number <= 6; number += 1) {
    const { outcome, code } = await channel.send(addressed(message, number))
    outcomes.push(`${outcome} ${code}`.trim())
  }
  expect(outcomes).toEqual(['sent', 'sent', 'permanent smtp-550', 'transient smtp-450', 'sent', 'sent'])
  expect(sink.received).toHaveLength(4)
})

/** A server that speaks SMTP up to one point and then does as told. */
async function aServerThat(misbehaves: (stage: string, socket: Socket) => boolean): Promise<string> {
  const server: Server = createServer((socket) => {
    let inData = false
    socket.on('error', () => {})
    if (misbehaves('greeting', socket)) return
    socket.write('220 test ESMTP\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      if (inData) {
        if (!text.endsWith('\r\n.\r\n') && text !== '.\r\n') return
        inData = false
        if (!misbehaves('after the dot', socket)) socket.write('250 taken\r\n')
        return
      }
      const verb = text.slice(0, 4).toUpperCase().trim()
      if (misbehaves(verb, socket)) return
      inData = verb === 'DATA'
      socket.write(verb === 'EHLO' ? '250 test\r\n' : inData ? '354 go on\r\n' : '250 ok\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
const dropAt = (point: string) => (stage: string, socket: Socket) => {
  if (stage === point) socket.destroy()
  return stage === point
}
const replyAt = (point: string, reply: string) => (stage: string, socket: Socket) => {
  if (stage === point) socket.write(`${reply}\r\n`)
  return stage === point
}

test('a server without SMTPUTF8 is not asked to take an address beyond ASCII', async () => {
  let asked = ''
  const channel = channelTo(
    await aServerThat((stage) => {
      asked += `${stage} `
      return false
    }),
  )
  const to = {
    to: 'rédaction@journal.example',
    messageId: links.messageId(ALERT, 1),
    token: links.subscriberToken(1),
  }
  expect(await channel.send(aMessage().addressed(to))).toEqual({ outcome: 'permanent', code: 'no-smtputf8' })
  expect(asked).not.toContain('MAIL')
})

test('a signed copy verifies: the body’s hash is that of what was sent', async () => {
  const sink = await startMailSink()
  undo.push(() => sink.close())
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const channel = createEmailChannel({
    url: sink.url,
    from: 'Press Office <press@example.gov>',
    connections: 2,
    dkim: {
      domainName: 'example.gov',
      keySelector: 'press',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  })
  undo.push(() => channel.close())
  expect(await channel.send(addressed(aMessage(), 7))).toMatchObject({ outcome: 'sent' })
  const source = sink.received[0]?.source.toString('latin1') ?? ''
  const end = source.indexOf('\r\n\r\n')
  // Relaxed canonicalization (RFC 6376 §3.4.4): blanks run together, none at the end of a line or of the body.
  const body = source
    .slice(end + 4)
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)+$/, '\r\n')
  const hash = createHash('sha256').update(Buffer.from(body, 'latin1')).digest('base64')
  const header = /^DKIM-Signature:[\s\S]*?\r\n(?=\S)/im.exec(source)?.[0].replace(/\s+/g, '') ?? ''
  expect(header).toContain('d=example.gov')
  expect(header).toContain(`bh=${hash}`)
})

test('what no longer stands does not leave, nor when a slow server has come as far as the data', async () => {
  let taken = 0
  const url = await aServerThat((stage) => {
    if (stage === 'after the dot') taken += 1
    return false
  })
  const channel = channelTo(url)
  const withdrawn = { outcome: 'transient', code: 'withdrawn' }
  expect(await channel.send(addressed(aMessage(), 1), () => false)).toEqual(withdrawn)
  let asked = 0
  const untilTheData = async () => {
    asked += 1
    return asked < 2
  }
  expect(await channel.send(addressed(aMessage(), 2), untilTheData)).toEqual(withdrawn)
  expect(asked).toBe(2)
  expect(await channel.send(addressed(aMessage(), 3))).toMatchObject({ outcome: 'sent' })
  expect(taken).toBe(1)
})

describe('what became of a message when the server', () => {
  test.each([
    ['drops at the greeting', dropAt('greeting'), 'transient'],
    ['drops at the sender', dropAt('MAIL'), 'transient'],
    ['drops at the recipient', dropAt('RCPT'), 'transient'],
    ['drops before it takes the data', dropAt('DATA'), 'transient'],
    ['drops after the final dot', dropAt('after the dot'), 'unknown'],
    ['refuses us at the greeting', replyAt('greeting', '554 not you'), 'transient'],
    ['is busy', replyAt('MAIL', '421 too many'), 'transient'],
    ['refuses the sender', replyAt('MAIL', '550 not from you'), 'transient'],
    ['refuses the recipient', replyAt('RCPT', '550 no such user'), 'permanent', 'smtp-550'],
    ['says why in a code', replyAt('RCPT', '550 5.1.1 <desk1@paper.example>'), 'permanent', 'smtp-550-5.1.1'],
    ['asks to come back', replyAt('RCPT', '450 greylisted'), 'transient'],
    ['refuses the content', replyAt('after the dot', '554 spam'), 'permanent', 'smtp-data-554'],
    ['cannot take the content now', replyAt('after the dot', '451 later'), 'transient'],
  ])('%s', async (_what, misbehaves, outcome, code?: string) => {
    const channel = channelTo(await aServerThat(misbehaves))
    const sent = await channel.send(addressed(aMessage(), 1))
    expect(sent.outcome).toBe(outcome)
    expect(sent.code).toMatch(
      code === undefined ? /^(smtp-(data-)?\d{3}|[a-z_-]+)$/ : new RegExp(`^${code}$`),
    )
  })

  test.each([
    ['after the final dot', 'after the dot', 'unknown'],
    ['when it is asked for the recipient', 'RCPT', 'transient'],
  ])('says nothing more %s', async (_when, point, outcome) => {
    const channel = channelTo(await aServerThat((stage) => stage === point), 200)
    const sent = await channel.send(addressed(aMessage(), 1))
    expect(sent).toMatchObject({ outcome, code: expect.stringMatching(/^[a-z_-]+$/) })
  })

  test('is not there', async () => {
    const sent = await channelTo('smtp://127.0.0.1:1').send(addressed(aMessage(), 1))
    expect(sent.outcome).toBe('transient')
  })
})
